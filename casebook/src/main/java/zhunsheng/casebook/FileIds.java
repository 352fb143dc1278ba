package zhunsheng.casebook;

import java.security.SecureRandom;

/**
 * Ids of new files: eight letters and digits that are not mistaken for each other, {@code
 * 7k3m-9qx2}.
 */
final class FileIds {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final SecureRandom RANDOM = new SecureRandom();

  private FileIds() {}

  /** One of a million million; whether it is taken already the store finds out. */
  static String next() {
    StringBuilder id = new StringBuilder(9);
    for (int i = 0; i < 8; i++) {
      if (i == 4) {
        id.append('-');
      }
      id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }
}
