package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeoutException;
import org.kalanjiyam.ocr.server.parser.FileKind;
import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.kalanjiyam.ocr.server.parser.Picture;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Stores pages of an upload: first the file, named by the hash of its bytes, then the row. Pages of
 * a book that are the same picture so share one file: whoever deletes a page must leave it to the
 * others.
 */
@Component
final class PageStore {
  private static final int NAME_LENGTH = 32;

  private final BookFolder folder;
  private final ImageWorkPool parsers;
  private final ImportLimits limits;
  private final Projects projects;
  private final TransactionTemplate transaction;

  PageStore(
      BookFolder folder,
      ImageWorkPool parsers,
      ImportLimits limits,
      Projects projects,
      TransactionTemplate transaction) {
    this.folder = folder;
    this.parsers = parsers;
    this.limits = limits;
    this.projects = projects;
    this.transaction = transaction;
  }

  /**
   * Stores one page; doing it again does no harm.
   *
   * @return bytes that this took on the disk: none for a picture that the book has already
   * @param file that it is in
   * @param index of the page in its file, from 0
   */
  long store(long projectId, int number, Path file, FileKind kind, int index)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    Path home = Files.createDirectories(folder.project(projectId));
    Path part = Files.createTempFile(home, number + "-", ".part");
    try {
      Picture picture = parsers.page(file, kind, index, part, limits.pageTime());
      String hash = hash(part);
      String name = hash.substring(0, NAME_LENGTH) + "." + picture.kind().suffix();
      StoredPage page =
          new StoredPage(
              picture.kind(),
              hash,
              Files.size(part),
              picture.width(),
              picture.height(),
              picture.dpi());
      boolean known = isThere(home.resolve(name), page.byteCount());
      if (!known) {
        Files.move(
            part,
            home.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      }
      transaction.executeWithoutResult(
          status -> projects.addPage(projectId, number, projectId + "/" + name, page));
      return known ? 0 : page.byteCount();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static boolean isThere(Path file, long bytes) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) == bytes;
  }

  private static String hash(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
