package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of file that hold pages, told by what is in them, never by their name. */
public enum FileKind {
  PDF("application/pdf", "pdf"),
  PNG("image/png", "png"),
  JPEG("image/jpeg", "jpg"),
  TIFF("image/tiff", "tif"),
  JPEG2000("image/jp2", "jp2"),
  WEBP("image/webp", "webp"),
  ZIP("application/zip", "zip");

  /** For a person. */
  public static final String NAMES = "PDF, PNG, JPEG, TIFF, JPEG 2000, WebP, or a ZIP of images";

  /** So many bytes from a file's start tell its kind. */
  static final int HEAD = 1024;

  private final String mediaType;
  private final String suffix;

  FileKind(String mediaType, String suffix) {
    this.mediaType = mediaType;
    this.suffix = suffix;
  }

  public String mediaType() {
    return mediaType;
  }

  /** For files that we name. */
  public String suffix() {
    return suffix;
  }

  /** The kind whose media type this is. */
  public static Optional<FileKind> ofMediaType(String mediaType) {
    return Stream.of(values()).filter(kind -> kind.mediaType.equals(mediaType)).findFirst();
  }

  public boolean image() {
    return this != PDF && this != ZIP;
  }

  /** Whether such a file is one page, whatever is in it. */
  public boolean onePage() {
    return image() && this != TIFF;
  }

  public static Optional<FileKind> of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEAD));
    }
  }

  static Optional<FileKind> of(byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (text.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (isTiff(text)) {
      return Optional.of(TIFF);
    }
    if (text.startsWith("\0\0\0\u000cjP  \r\n\u0087\n")
        || text.startsWith("\u00ff\u004f\u00ff\u0051")) {
      return Optional.of(JPEG2000);
    }
    if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      return Optional.of(WEBP);
    }
    if (text.startsWith("PK\u0003\u0004") || text.startsWith("PK\u0005\u0006")) {
      return Optional.of(ZIP);
    }
    return text.contains("%PDF-") ? Optional.of(PDF) : Optional.empty();
  }

  private static boolean isTiff(String text) {
    return text.startsWith("II*\0")
        || text.startsWith("MM\0*")
        || text.startsWith("II+\0")
        || text.startsWith("MM\0+");
  }
}
