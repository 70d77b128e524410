package org.kalanjiyam.ocr.server.parser;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataFormatImpl;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A TIFF of one or many pages, each stored as a lossless PNG, which browsers show too. */
final class TiffSource implements PageSource {
  private static final double MM_AN_INCH = 25.4;

  private final Path file;
  private final PictureLimits limits;

  TiffSource(Path file, PictureLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  @Override
  public int pages() throws IOException, UploadRefused {
    return Pictures.reading(file, reader -> reader.getNumImages(true));
  }

  @Override
  public Picture write(int index, Path target) throws IOException, UploadRefused {
    return Pictures.reading(file, reader -> write(reader, index, target));
  }

  private Picture write(ImageReader reader, int index, Path target)
      throws IOException, UploadRefused {
    Pixels.check(reader.getWidth(index), reader.getHeight(index), limits);
    Element tags = tags(reader.getImageMetadata(index));
    return write(reader, index, tags, target);
  }

  private static Picture write(ImageReader reader, int index, Element tags, Path target)
      throws IOException {
    BufferedImage decoded = Pictures.decode(reader, index, 1);
    BufferedImage image =
        Pictures.turned(Pictures.lean(decoded), orientation(value(tags, "ImageOrientation")));
    Pictures.writePng(image, target);
    return new Picture(FileKind.PNG, image.getWidth(), image.getHeight(), dpi(tags));
  }

  private static Element tags(IIOMetadata metadata) {
    return (Element) metadata.getAsTree(IIOMetadataFormatImpl.standardMetadataFormatName);
  }

  private static String value(Element tags, String name) {
    NodeList found = tags.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : ((Element) found.item(0)).getAttribute("value");
  }

  private static int dpi(Element tags) {
    try {
      return ImageTags.plausible(
          MM_AN_INCH / Double.parseDouble(value(tags, "HorizontalPixelSize")));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The standard metadata's words for EXIF's numbers. */
  private static int orientation(String word) {
    return switch (word) {
      case "FlipH" -> 2;
      case "Rotate180" -> 3;
      case "FlipV" -> 4;
      case "FlipHRotate90" -> 5;
      case "Rotate270" -> 6;
      case "FlipVRotate90" -> 7;
      case "Rotate90" -> 8;
      default -> 1;
    };
  }

  @Override
  public void close() {}
}
