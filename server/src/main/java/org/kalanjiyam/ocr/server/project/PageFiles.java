package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.server.parser.FileKind;
import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.springframework.stereotype.Component;

/** The images of pages, and what is derived from them for people to look at. Thread-safe. */
@Component
public class PageFiles implements PageImages {
  private static final int THUMBNAIL_WIDTH = 200;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Projects projects;
  private final BookFolder folder;
  private final ImageWorkPool parsers;

  PageFiles(Projects projects, BookFolder folder, ImageWorkPool parsers) {
    this.projects = projects;
    this.folder = folder;
    this.parsers = parsers;
  }

  @Override
  public Optional<StoredImage> original(long pageId) {
    return projects.pageById(pageId).map(this::original);
  }

  @Override
  public Map<Long, StoredImage> originals(Collection<Long> pageIds) {
    return projects.pagesById(pageIds).stream().collect(Collectors.toMap(Page::id, this::original));
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
    derive(file, part -> parsers.jpeg(original.file(), 1, part, LIMIT));
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
      derive(file, part -> parsers.jpegOfWidth(from, every, THUMBNAIL_WIDTH, part, LIMIT));
    }
    return new StoredImage(file, FileKind.JPEG.mediaType(), page.imageHash() + "-small");
  }

  private void derive(Path file, Making making) throws IOException, InterruptedException {
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path part = Files.createTempFile(file.getParent(), "", ".part");
    try {
      making.write(part);
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
    void write(Path part) throws IOException, UploadRefused, InterruptedException, TimeoutException;
  }
}
