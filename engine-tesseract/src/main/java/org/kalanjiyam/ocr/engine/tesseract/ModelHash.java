package org.kalanjiyam.ocr.engine.tesseract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * SHA-256 of a model's whole file, computed once for as long as its path, size and time of change
 * stay: a site may have a gigabyte of models, and every worker process asks. What was computed is
 * kept in a folder of the cache. Safe in many processes at once.
 */
final class ModelHash {
  private ModelHash() {}

  /**
   * In hexadecimal digits.
   *
   * @param known the folder of what was computed before; does not need to exist
   * @throws IOException if the file cannot be read
   */
  static String of(Path file, Path known) throws IOException {
    long changed = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
    String state = file.toAbsolutePath() + "\n" + Files.size(file) + "\n" + changed;
    Path entry = known.resolve(HexFormat.of().formatHex(sha256().digest(state.getBytes(UTF_8))));
    try {
      String hash = Files.readString(entry);
      if (hash.matches("[0-9a-f]{64}")) {
        return hash;
      }
    } catch (IOException e) {
      // Not computed yet, or nothing can be kept here.
    }
    String hash = compute(file);
    keep(entry, hash);
    return hash;
  }

  private static String compute(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream bytes = Files.newInputStream(file)) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void keep(Path entry, String hash) {
    try {
      Path folder = entry.toAbsolutePath().getParent();
      if (folder == null) {
        return;
      }
      Files.createDirectories(folder);
      Path fresh = Files.createTempFile(folder, "hash", ".part");
      Files.writeString(fresh, hash);
      Files.move(fresh, entry, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // A worker that may not write here computes it once for itself.
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
