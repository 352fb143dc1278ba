package zhunsheng.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Digests of passwords, by PBKDF2-HMAC-SM3.
 *
 * <p>GB/T 39786 asks for SM3 where a person is identified, which rules out Argon2's BLAKE2. 210,000
 * rounds take about a quarter of a second of one core here, which a sign-in does not notice and a
 * guesser does.
 */
final class Passwords {
  private static final String SCHEME = "pbkdf2-sm3";
  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;

  private static final SecureRandom RANDOM = new SecureRandom();
  // A burst of sign-ins must not take every core from the people who work.
  private static final Semaphore CORES =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

  private Passwords() {}

  /** As costly to check as any of so many rounds, and no password has it. */
  static String nobody(int rounds) {
    return SCHEME + "$" + rounds + "$" + "00".repeat(SALT_BYTES) + "$" + "00".repeat(KEY_BITS / 8);
  }

  static String digest(String password, int rounds) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    HexFormat hex = HexFormat.of();
    return SCHEME
        + "$"
        + rounds
        + "$"
        + hex.formatHex(salt)
        + "$"
        + hex.formatHex(derive(password, salt, rounds));
  }

  static boolean matches(String password, String digest) {
    String[] parts = digest.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME)) {
      throw new IllegalStateException("unknown password scheme");
    }
    HexFormat hex = HexFormat.of();
    byte[] derived = derive(password, hex.parseHex(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(derived, hex.parseHex(parts[3]));
  }

  private static byte[] derive(String password, byte[] salt, int rounds) {
    CORES.acquireUninterruptibly();
    try {
      PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SM3Digest());
      generator.init(password.getBytes(StandardCharsets.UTF_8), salt, rounds);
      return ((KeyParameter) generator.generateDerivedParameters(KEY_BITS)).getKey();
    } finally {
      CORES.release();
    }
  }

  /** What is wrong with a new password, in Chinese; empty if nothing is. */
  static String weakness(String password, String username, int length) {
    if (password.codePointCount(0, password.length()) < length) {
      return "密码至少 " + length + " 个字符。";
    }
    if (password.length() > 128) {
      return "密码最多 128 个字符。";
    }
    int kinds = 0;
    kinds += password.chars().anyMatch(c -> c >= 'a' && c <= 'z') ? 1 : 0;
    kinds += password.chars().anyMatch(c -> c >= 'A' && c <= 'Z') ? 1 : 0;
    kinds += password.chars().anyMatch(c -> c >= '0' && c <= '9') ? 1 : 0;
    kinds += password.chars().anyMatch(c -> !Character.isLetterOrDigit(c) || c > 127) ? 1 : 0;
    if (kinds < 3) {
      return "密码须包含大写字母、小写字母、数字、其他字符中的至少三种。";
    }
    if (password.toLowerCase(java.util.Locale.ROOT).contains(username)) {
      return "密码不能包含用户名。";
    }
    if (password.chars().distinct().count() < 6) {
      return "密码中不同的字符太少。";
    }
    return "";
  }
}
