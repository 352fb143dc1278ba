package zhunsheng.casebook.event;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/** The SM3 digest (GB/T 32905), as lower-case hex. */
public final class Sm3 {
  private final SM3Digest digest = new SM3Digest();

  /** The digest of a text in UTF-8. */
  public static String hex(String text) {
    return new Sm3().add(text).hex();
  }

  public Sm3 add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return add(bytes, bytes.length);
  }

  /** Adds the first {@code length} bytes. */
  public Sm3 add(byte[] bytes, int length) {
    return add(bytes, 0, length);
  }

  public Sm3 add(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    return this;
  }

  /** The digest of all that was added; then it begins anew. */
  public String hex() {
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return HexFormat.of().formatHex(out);
  }
}
