package org.kalanjiyam.ocr.server.parser;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.DefaultResourceCache;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.color.PDICCBased;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/**
 * A PDF. A page that is one JPEG or JPEG 2000 image is taken out as it is, one that is another
 * image pixel for pixel; any other page is drawn at 300 dpi, or less where it would be too large.
 */
final class PdfSource implements PageSource {
  private static final double POINTS_AN_INCH = 72;

  private final PDDocument document;
  private final PageDrawing drawing;
  private final PictureLimits limits;

  private PdfSource(PDDocument document, PictureLimits limits) {
    this.document = document;
    this.limits = limits;
    this.drawing = new PageDrawing(document, limits);
  }

  static PdfSource open(Path file, PictureLimits limits) throws IOException, UploadRefused {
    try {
      PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache());
      if (!document.getCurrentAccessPermission().canExtractContent()) {
        document.close();
        throw UploadRefused.unreadable(
            "it is encrypted, and its owner does not allow its content to be taken out");
      }
      document.setResourceCache(new FontsOnly());
      return new PdfSource(document, limits);
    } catch (InvalidPasswordException e) {
      throw new UploadRefused(
          UploadRefused.Reason.UNREADABLE,
          "it is encrypted and asks for a password: save a copy without one",
          e);
    }
  }

  @Override
  public int pages() throws IOException {
    int pages = document.getNumberOfPages();
    if (pages > 0) {
      document.getPage(pages - 1);
    }
    return Math.max(0, pages);
  }

  @Override
  public Picture write(int index, Path target) throws IOException, UploadRefused {
    PDPage page = document.getPage(index);
    Optional<PDImageXObject> sole = SoleImage.of(page);
    if (sole.isEmpty() || !fits(sole.get())) {
      return drawing.draw(index, page, target);
    }
    PDImageXObject image = sole.get();
    Optional<FileKind> raw = rawKind(page, image);
    if (raw.isPresent()) {
      Optional<Picture> copied = copy(page, image, raw.get(), target);
      if (copied.isPresent()) {
        return copied.get();
      }
    }
    return pixelForPixel(page, image, target);
  }

  private boolean fits(PDImageXObject image) {
    return image.getWidth() <= PictureLimits.MAX_SIDE
        && image.getHeight() <= PictureLimits.MAX_SIDE
        && (long) image.getWidth() * image.getHeight() <= limits.capacity();
  }

  /** The kind of file that the image's stream is, if it can stand for itself. */
  private static Optional<FileKind> rawKind(PDPage page, PDImageXObject image) throws IOException {
    COSDictionary dictionary = image.getCOSObject();
    List<COSName> filters = image.getStream().getFilters();
    if (filters.isEmpty()
        || page.getRotation() != 0
        || dictionary.containsKey(COSName.DECODE)
        || dictionary.getInt(COSName.SMASK_IN_DATA, 0) != 0) {
      return Optional.empty();
    }
    COSName last = filters.getLast();
    if (COSName.DCT_DECODE.equals(last) || COSName.DCT_DECODE_ABBREVIATION.equals(last)) {
      boolean ordinary = ordinary(image.getColorSpace()) && !ownTransform(dictionary);
      return ordinary ? Optional.of(FileKind.JPEG) : Optional.empty();
    }
    boolean jpeg2000 = COSName.JPX_DECODE.equals(last);
    boolean ownColours = !dictionary.containsKey(COSName.COLORSPACE);
    return jpeg2000 && (ownColours || ordinary(image.getColorSpace()))
        ? Optional.of(FileKind.JPEG2000)
        : Optional.empty();
  }

  private static boolean ordinary(PDColorSpace colours) {
    return colours instanceof PDDeviceGray
        || colours instanceof PDDeviceRGB
        || colours instanceof PDICCBased && colours.getNumberOfComponents() != 4;
  }

  private static boolean ownTransform(COSDictionary image) {
    return switch (image.getDictionaryObject(COSName.DECODE_PARMS, COSName.DP)) {
      case COSDictionary one -> one.containsKey(COSName.getPDFName("ColorTransform"));
      case COSArray several -> several.size() > 0;
      case null, default -> false;
    };
  }

  /** The image's stream as a file; empty if the file says otherwise than the PDF. */
  private static Optional<Picture> copy(
      PDPage page, PDImageXObject image, FileKind kind, Path target) throws IOException {
    List<String> stopAt = List.of("DCTDecode", "DCT", "JPXDecode");
    try (InputStream raw = image.getStream().createInputStream(stopAt)) {
      Files.copy(raw, target, StandardCopyOption.REPLACE_EXISTING);
    }
    if (FileKind.of(target).filter(kind::equals).isEmpty()) {
      return Optional.empty();
    }
    ImageTags tags = ImageTags.of(target, kind);
    boolean asSaid =
        tags.width() == image.getWidth()
            && tags.height() == image.getHeight()
            && tags.upright()
            && tags.plain();
    return asSaid
        ? Optional.of(new Picture(kind, tags.width(), tags.height(), dpi(page, tags.width())))
        : Optional.empty();
  }

  private Picture pixelForPixel(PDPage page, PDImageXObject image, Path target) throws IOException {
    BufferedImage lean = Pictures.lean(image.getImage());
    BufferedImage upright =
        switch (page.getRotation()) {
          case 90 -> Pictures.turned(lean, 6);
          case 180 -> Pictures.turned(lean, 3);
          case 270 -> Pictures.turned(lean, 8);
          default -> lean;
        };
    BufferedImage drawn =
        image.getBitsPerComponent() == 1 && upright.getType() == BufferedImage.TYPE_BYTE_GRAY
            ? Pictures.drawnAs(upright, BufferedImage.TYPE_BYTE_BINARY)
            : upright;
    Pictures.writePng(drawn, target);
    return new Picture(
        FileKind.PNG, drawn.getWidth(), drawn.getHeight(), dpi(page, image.getWidth()));
  }

  private static int dpi(PDPage page, int width) {
    PDRectangle box = page.getCropBox();
    double inches = box.getWidth() * page.getUserUnit() / POINTS_AN_INCH;
    return ImageTags.plausible(width / inches);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }

  /** Keeps what pages share and is small: their pictures would fill the heap. */
  private static final class FontsOnly extends DefaultResourceCache {
    @Override
    public void put(COSObject indirect, PDXObject object) {}
  }
}
