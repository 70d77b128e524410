package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.server.platform.FolderProperties;
import org.springframework.stereotype.Component;

/**
 * Where books are kept, a folder that all servers of a site share: {@code incoming/}, where
 * requests are received; {@code uploads/}, a folder for each upload until its book is ready; {@code
 * pages/}, a folder for each project, named by its id. Thread-safe.
 */
@Component
final class BookFolder {
  private static final long LEAST_ROOM = 128L << 20;

  private final Path incoming;
  private final Path uploads;
  private final Path pages;

  BookFolder(FolderProperties folders) throws IOException {
    Path folder = folders.booksDir().toAbsolutePath().normalize();
    this.incoming = Files.createDirectories(folder.resolve("incoming"));
    this.uploads = Files.createDirectories(folder.resolve("uploads"));
    this.pages = Files.createDirectories(folder.resolve("pages"));
  }

  /** Whether there is hardly any room left on its disk. */
  boolean isFull() throws IOException {
    return !hasRoomFor(0);
  }

  /** Whether so many bytes fit, and some are left for the database and the broker. */
  boolean hasRoomFor(long bytes) throws IOException {
    return Files.getFileStore(pages).getUsableSpace() - LEAST_ROOM > bytes;
  }

  Path uploads() {
    return uploads;
  }

  Path upload(String name) {
    return within(uploads, name);
  }

  Path project(long projectId) {
    return pages.resolve(Long.toString(projectId));
  }

  /** The file of a page, as the page's row names it. */
  Path page(String imageFile) {
    return within(pages, imageFile);
  }

  /**
   * Gives another book the file of a page, under that book's own folder; the first keeps it.
   *
   * @return as the page's row names it from now on
   */
  String share(String imageFile, long otherProject) throws IOException {
    Path file = page(imageFile);
    Path home = Files.createDirectories(project(otherProject));
    Path shared = home.resolve(file.getFileName());
    try {
      Files.createLink(shared, file);
    } catch (FileAlreadyExistsException e) {
      // an attempt that was cut off had come so far
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, shared, StandardCopyOption.REPLACE_EXISTING);
    }
    return otherProject + "/" + file.getFileName();
  }

  /** Where what is derived from a page's image is kept; it may go missing at any time. */
  Path derived(Page page, String name) {
    return project(page.projectId())
        .resolve("derived")
        .resolve(page.number() + "-" + page.imageHash().substring(0, 16) + name);
  }

  /** Parts of requests that have not ended, or never will. */
  List<Path> incoming() throws IOException {
    try (Stream<Path> all = Files.list(incoming)) {
      return all.toList();
    }
  }

  List<String> uploadNames() throws IOException {
    return names(uploads);
  }

  List<String> projectNames() throws IOException {
    return names(pages);
  }

  /** Deletes a folder and all in it; one that is not there is fine. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      return; // somebody else deletes it too
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).toList();
    }
  }

  private static Path within(Path folder, String name) {
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder) || path.equals(folder)) {
      throw new IllegalArgumentException("Not below its folder: " + name);
    }
    return path;
  }
}
