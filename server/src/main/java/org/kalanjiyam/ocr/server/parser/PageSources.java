package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.nio.file.Path;

/** Opens uploaded files as pages. */
final class PageSources {
  private final PictureLimits limits;

  PageSources(PictureLimits limits) {
    this.limits = limits;
  }

  /** Opens a file of a kind that holds pages itself, so not a ZIP. */
  PageSource open(Path file, FileKind kind) throws IOException, UploadRefused {
    return switch (kind) {
      case PDF -> PdfSource.open(file, limits);
      case TIFF -> new TiffSource(file, limits);
      case PNG, JPEG, JPEG2000, WEBP -> new ImageSource(file, kind, limits);
      case ZIP -> throw new IllegalArgumentException("A ZIP is unpacked first");
    };
  }
}
