package zhunsheng.casebook.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * The SM2 key (GB/T 32918) that signs checkpoints, in a directory outside the database: {@code
 * checkpoint.key} (readable by its owner only) and {@code checkpoint.pub}, both PEM, so that {@code
 * openssl dgst -sm3 -verify} can check a signature without this program.
 */
public final class CheckpointKey {
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private CheckpointKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** The key in {@code directory}, made there if it has none. */
  public static CheckpointKey in(Path directory) {
    try {
      Path secret = directory.resolve("checkpoint.key");
      Path open = directory.resolve("checkpoint.pub");
      if (!Files.exists(secret)) {
        create(Files.createDirectories(directory), secret, open);
      }
      KeyFactory factory = KeyFactory.getInstance("EC", PROVIDER);
      return new CheckpointKey(
          factory.generatePrivate(new PKCS8EncodedKeySpec(readPem(secret))),
          factory.generatePublic(new X509EncodedKeySpec(readPem(open))));
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint key in " + directory + " cannot be used", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("checkpoint key in " + directory + " cannot be used", e);
    }
  }

  private static void create(Path directory, Path secret, Path open)
      throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
    generator.initialize(new ECGenParameterSpec("sm2p256v1"));
    KeyPair pair = generator.generateKeyPair();
    Files.writeString(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
    FileAttribute<?>[] ownerOnly =
        directory.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try (var channel =
        Files.newByteChannel(
            secret, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      channel.write(
          StandardCharsets.US_ASCII.encode(pem("PRIVATE KEY", pair.getPrivate().getEncoded())));
    } catch (FileAlreadyExistsException e) {
      throw new IllegalStateException(
          "another process is making the checkpoint key; start again", e);
    }
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            what,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der));
  }

  private static byte[] readPem(Path file) throws IOException {
    String text = Files.readString(file).replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(text);
  }

  /** The signature (SM2 with SM3, default user id) of a text, in Base64. */
  String sign(String text) {
    try {
      Signature signature = Signature.getInstance("SM3withSM2", PROVIDER);
      signature.initSign(privateKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("checkpoint cannot be signed", e);
    }
  }

  boolean signed(String text, String signatureInBase64) {
    try {
      Signature signature = Signature.getInstance("SM3withSM2", PROVIDER);
      signature.initVerify(publicKey);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return signature.verify(Base64.getDecoder().decode(signatureInBase64));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // What is no signature at all signs nothing.
      return false;
    }
  }
}
