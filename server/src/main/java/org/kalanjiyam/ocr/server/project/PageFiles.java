package org.kalanjiyam.ocr.server.project;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** The images of pages, and what is derived from them for people to look at. Thread-safe. */
@Component
public class PageFiles implements PageImages {
  private static final int THUMBNAIL_WIDTH = 200;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Projects projects;
  private final BookFolder folder;
  private final ImageWorkPool darkroom;

  PageFiles(Projects projects, BookFolder folder, ImageWorkPool darkroom) {
    this.projects = projects;
    this.folder = folder;
    this.darkroom = darkroom;
  }

  @Override
  public Optional<StoredImage> original(long pageId) {
    return projects.pageById(pageId).map(this::original);
  }

  /** A page's image as it was stored. */
  public StoredImage original(Page page) {
    return new StoredImage(folder.page(page.imageFile()), page.mediaType(), page.imageHash());
  }

  /** A page's image as browsers can show it: JPEG, PNG or WebP. */
  public StoredImage viewable(Page page) throws IOException, InterruptedException {
    StoredImage original = original(page);
    if (!page.mediaType().equals(FileKind.JPEG2000.mediaType())) {
      return original;
    }
    return viewableJpeg(page, original);
  }

  private StoredImage viewableJpeg(Page page, StoredImage original)
      throws IOException, InterruptedException {
    Path file = folder.derived(page, ".jpg");
    derive(file, part -> Pictures.writeJpeg(decoded(original.file(), page, 1), part));
    return new StoredImage(file, FileKind.JPEG.mediaType(), page.imageHash() + "-view");
  }

  /** A page's image as a PDF can hold it: JPEG, JPEG 2000 in its own boxes, or PNG. */
  public StoredImage printable(Page page) throws IOException, InterruptedException {
    StoredImage original = original(page);
    boolean webp = page.mediaType().equals(FileKind.WEBP.mediaType());
    if (!webp && !bareCodestream(page)) {
      return original;
    }
    return viewableJpeg(page, original);
  }

  private boolean bareCodestream(Page page) throws IOException {
    if (!page.mediaType().equals(FileKind.JPEG2000.mediaType())) {
      return false;
    }
    try (InputStream in = Files.newInputStream(original(page).file())) {
      return in.read() == 0xFF;
    }
  }

  /** A small JPEG of a page, made when it is first asked for. */
  public StoredImage thumbnail(Page page) throws IOException, InterruptedException {
    Path file = folder.derived(page, "-small.jpg");
    if (!Files.exists(file)) {
      Path from = viewable(page).file();
      int every = Math.max(1, page.width() / (THUMBNAIL_WIDTH * 3));
      derive(
          file,
          part ->
              Pictures.writeJpeg(
                  Pictures.scaled(decoded(from, page, every), THUMBNAIL_WIDTH), part));
    }
    return new StoredImage(file, FileKind.JPEG.mediaType(), page.imageHash() + "-small");
  }

  /** Decodes every n-th pixel, so that only these are in memory. */
  private BufferedImage decoded(Path file, Page page, int every) throws IOException, UploadRefused {
    long pixels = (long) page.width() * page.height() / every / every;
    return darkroom.holding(
        pixels,
        () -> Pictures.lean(Pictures.reading(file, reader -> Pictures.decode(reader, 0, every))));
  }

  private void derive(Path file, Making making) throws IOException, InterruptedException {
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path part = Files.createTempFile(file.getParent(), "", ".part");
    try {
      darkroom.develop(
          LIMIT,
          () -> {
            making.write(part);
            return part;
          });
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (UploadRefused | TimeoutException e) {
      throw new IOException(e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Writes what is derived. */
  @FunctionalInterface
  private interface Making {
    void write(Path part) throws IOException, UploadRefused;
  }
}
