package org.kalanjiyam.ocr.server.parser;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A single image: kept byte for byte where every reader shows it alike, else drawn anew. */
final class ImageSource implements PageSource {
  private final Path file;
  private final FileKind kind;
  private final PictureLimits limits;

  ImageSource(Path file, FileKind kind, PictureLimits limits) {
    this.file = file;
    this.kind = kind;
    this.limits = limits;
  }

  @Override
  public int pages() {
    return 1;
  }

  @Override
  public Picture write(int index, Path target) throws IOException, UploadRefused {
    ImageTags tags = ImageTags.of(file, kind);
    Pixels.check(tags.width(), tags.height(), limits);
    if (tags.upright() && tags.plain()) {
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      return new Picture(kind, tags.width(), tags.height(), tags.dpi());
    }
    return redrawn(tags, target);
  }

  /**
   * Writes the picture turned clockwise; a PNG to the pixel, others as a JPEG.
   *
   * @param degrees 90, 180 or 270
   */
  Picture rotated(int degrees, Path target) throws IOException, UploadRefused {
    ImageTags tags = ImageTags.of(file, kind);
    Pixels.check(tags.width(), tags.height(), limits);
    return redrawn(tags.seenTurned(degrees), target);
  }

  private Picture redrawn(ImageTags tags, Path target) throws IOException, UploadRefused {
    BufferedImage image = Pictures.reading(file, reader -> Pictures.decode(reader, 0, 1));
    BufferedImage drawn = Pictures.turned(Pictures.lean(image), tags.orientation());
    FileKind as = kind == FileKind.PNG ? FileKind.PNG : FileKind.JPEG;
    if (as == FileKind.PNG) {
      Pictures.writePng(drawn, target);
    } else {
      Pictures.writeJpeg(drawn, target);
    }
    return new Picture(as, drawn.getWidth(), drawn.getHeight(), tags.dpi());
  }

  @Override
  public void close() {}
}
