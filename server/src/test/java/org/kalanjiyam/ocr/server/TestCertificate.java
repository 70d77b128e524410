package org.kalanjiyam.ocr.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/** A certificate for {@code localhost}, and nothing else, that only itself vouches for. */
public record TestCertificate(Path keystore, Path certificate, Path key) {
  /** Password of the key store. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "localhost";

  /** Makes one in a folder, with the JDK's own tool. */
  public static TestCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    var made =
        new TestCertificate(
            folder.resolve("keys.p12"),
            folder.resolve("certificate.pem"),
            folder.resolve("key.pem"));
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    int status =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-keystore",
                    made.keystore.toString(),
                    "-storepass",
                    PASSWORD))
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("keytool failed");
    }
    KeyStore keys = made.keys();
    Files.createFile(
        made.key,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    pem(made.certificate, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    pem(made.key, "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    return made;
  }

  /** Key and certificate. */
  public KeyStore keys() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
  }

  private static void pem(Path file, String what, byte[] bytes) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(bytes)));
  }
}
