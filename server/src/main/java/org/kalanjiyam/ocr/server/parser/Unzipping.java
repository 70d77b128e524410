package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a ZIP of images, in natural order of their names. Names in it are never used as paths,
 * and no more is unpacked than an upload may hold, whatever the ZIP says of itself.
 */
final class Unzipping {
  private static final Pattern JUNK =
      Pattern.compile(
          "(.*/)?(__MACOSX/.*|\\.[^./][^/]*|Thumbs\\.db|desktop\\.ini)", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOKS_LIKE_A_PAGE =
      Pattern.compile(".*\\.(png|jpe?g|jpe|tiff?|jp2|j2k|jpx|jpf|webp|pdf|zip|heic|gif|bmp)");
  private static final Pattern SOMETHING_ELSE =
      Pattern.compile("\\[Content_Types]\\.xml|mimetype|META-INF/MANIFEST\\.MF");
  private static final int MOST_DIRECTORY_BYTES = 16 << 20;
  private static final int HIGHEST_RATIO = 200;
  private static final long HARMLESS = 50 << 20;

  private final int maxFiles;

  Unzipping(int maxFiles) {
    this.maxFiles = maxFiles;
  }

  /**
   * Unpacks the images into a folder.
   *
   * @param room so many bytes at most
   */
  List<Entry> unpack(Path zip, String zipName, Path folder, long room)
      throws IOException, UploadRefused {
    checkDirectory(zip, zipName);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      List<Entry> unpacked = new ArrayList<>();
      long left = room;
      for (ZipEntry entry : entries(file, zipName)) {
        String name = zipName + ": " + entry.getName();
        Optional<FileKind> kind = kind(file, entry, name);
        if (kind.isEmpty()) {
          continue;
        }
        Path target = folder.resolve(Entry.fileName(zip, unpacked.size()));
        left -= copy(file, entry, target, name, left);
        unpacked.add(new Entry(name, kind.get()));
      }
      return unpacked;
    } catch (ZipException e) {
      throw damaged(zipName, e);
    } catch (IllegalArgumentException e) { // names in no known character set
      throw damaged(zipName, e);
    }
  }

  private List<? extends ZipEntry> entries(ZipFile file, String zipName) throws UploadRefused {
    if (file.size() > maxFiles) {
      throw UploadRefused.tooLarge(
          "%s has %d files in it; at most %d are taken".formatted(zipName, file.size(), maxFiles));
    }
    if (file.stream().anyMatch(entry -> SOMETHING_ELSE.matcher(entry.getName()).matches())) {
      throw new UploadRefused(
          UploadRefused.Reason.UNKNOWN_KIND,
          "%s is a document or a program, not a ZIP of images. What can be read: %s"
              .formatted(zipName, FileKind.NAMES));
    }
    return file.stream()
        .filter(entry -> !entry.isDirectory() && !JUNK.matcher(entry.getName()).matches())
        .sorted(Comparator.comparing(ZipEntry::getName, NaturalOrder.BY_NAME))
        .toList();
  }

  /** What an entry is; empty for something that nobody meant as a page. */
  private static Optional<FileKind> kind(ZipFile file, ZipEntry entry, String name)
      throws IOException, UploadRefused {
    byte[] head;
    try (InputStream in = file.getInputStream(entry)) {
      head = in.readNBytes(FileKind.HEAD);
    } catch (ZipException e) {
      throw damaged(name, e);
    }
    Optional<FileKind> kind = FileKind.of(head).filter(FileKind::image);
    if (kind.isEmpty()
        && LOOKS_LIKE_A_PAGE.matcher(entry.getName().toLowerCase(Locale.ROOT)).matches()) {
      throw head.length == 0
          ? UploadRefused.unreadable(name + " is empty")
          : UploadRefused.unreadable(
              name + " is not an image that can be read; a ZIP may hold images only");
    }
    return kind;
  }

  private static long copy(ZipFile file, ZipEntry entry, Path target, String name, long room)
      throws IOException, UploadRefused {
    long written = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = file.getInputStream(entry);
        OutputStream out = Files.newOutputStream(target)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        written += read;
        if (written > room) {
          throw UploadRefused.tooLarge(name + ": unpacked, the upload is larger than is taken");
        }
        if (written > HARMLESS
            && written / Math.max(1, entry.getCompressedSize()) > HIGHEST_RATIO) {
          throw UploadRefused.tooLarge(name + " unpacks to far more than an image would");
        }
        out.write(buffer, 0, read);
      }
    } catch (ZipException e) {
      throw damaged(name, e);
    }
    return written;
  }

  /** Looks at how large the ZIP's own directory is before all of it is read into memory. */
  private static void checkDirectory(Path zip, String zipName) throws IOException, UploadRefused {
    try (RandomAccessFile in = new RandomAccessFile(zip.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(in.length(), (1 << 16) + 22)];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      for (int at = tail.length - 22; at >= 0; at--) {
        if (tail[at] == 'P' && tail[at + 1] == 'K' && tail[at + 2] == 5 && tail[at + 3] == 6) {
          in.seek(in.length() - tail.length + at + 12);
          long size = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
          if (size > MOST_DIRECTORY_BYTES) {
            throw UploadRefused.tooLarge(zipName + " has more files in it than are taken");
          }
          return;
        }
      }
    }
    throw UploadRefused.unreadable(zipName + " is damaged: a ZIP that ends too early");
  }

  private static UploadRefused damaged(String name, Exception cause) {
    String message = String.valueOf(cause.getMessage());
    return new UploadRefused(
        UploadRefused.Reason.UNREADABLE,
        message.contains("encrypted")
            ? name + " is encrypted: send it without a password"
            : name + " is damaged: it cannot be unpacked",
        cause);
  }
}
