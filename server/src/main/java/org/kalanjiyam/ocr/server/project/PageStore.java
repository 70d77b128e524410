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
      Kept kept = keep(projectId, part, picture);
      transaction.executeWithoutResult(
          status -> projects.addPage(projectId, number, kept.file(), kept.page()));
      return kept.known() ? 0 : kept.page().byteCount();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * A picture in a book's folder.
   *
   * @param file its name below the folder of all books
   * @param known whether the book had it already
   */
  record Kept(String file, StoredPage page, boolean known) {}

  /** Stores the picture of an upload's page, of which a page of the book will tell. */
  Kept keep(long projectId, Path file, FileKind kind)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    return keep(projectId, part -> parsers.page(file, kind, 0, part, limits.pageTime()));
  }

  /** Stores a stored picture turned clockwise. */
  Kept keepRotated(long projectId, String imageFile, FileKind kind, int degrees)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    Path file = folder.page(imageFile);
    return keep(projectId, part -> parsers.rotated(file, kind, degrees, part, limits.pageTime()));
  }

  private Kept keep(long projectId, Drawing drawing)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    Path home = Files.createDirectories(folder.project(projectId));
    Path part = Files.createTempFile(home, "picture-", ".part");
    try {
      return keep(projectId, part, drawing.draw(part));
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private Kept keep(long projectId, Path part, Picture picture) throws IOException {
    String hash = hash(part);
    String name = hash.substring(0, NAME_LENGTH) + "." + picture.kind().suffix();
    Path file = folder.project(projectId).resolve(name);
    StoredPage page =
        new StoredPage(
            picture.kind(),
            hash,
            Files.size(part),
            picture.width(),
            picture.height(),
            picture.dpi());
    boolean known = isThere(file, page.byteCount());
    if (!known) {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Kept(projectId + "/" + name, page, known);
  }

  /** Draws a picture into a file. */
  @FunctionalInterface
  private interface Drawing {
    Picture draw(Path part)
        throws IOException, UploadRefused, InterruptedException, TimeoutException;
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
