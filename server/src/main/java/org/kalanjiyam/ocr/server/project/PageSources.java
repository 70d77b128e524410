package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Opens uploaded files as pages. Thread-safe. */
@Component
final class PageSources {
  private final ImportLimits limits;
  private final ImageWorkPool darkroom;

  PageSources(ImportLimits limits, ImageWorkPool darkroom) {
    this.limits = limits;
    this.darkroom = darkroom;
  }

  /** Opens a file of a kind that holds pages itself, so not a ZIP. */
  PageSource open(Path file, FileKind kind) throws IOException, UploadRefused {
    return switch (kind) {
      case PDF -> PdfSource.open(file, limits, darkroom);
      case TIFF -> new TiffSource(file, limits, darkroom);
      case PNG, JPEG, JPEG2000, WEBP -> new ImageSource(file, kind, darkroom);
      case ZIP -> throw new IllegalArgumentException("A ZIP is unpacked first");
    };
  }
}
