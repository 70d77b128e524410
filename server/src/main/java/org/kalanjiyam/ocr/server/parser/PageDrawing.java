package org.kalanjiyam.ocr.server.parser;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Draws a PDF's pages. */
final class PageDrawing extends PDFRenderer {
  private static final double POINTS_AN_INCH = 72;
  private static final double DPI = 300;

  /** A pixel is held once in colour, and once more for writing. */
  private static final double COST = 1.3;

  /** Keeps a sheet of whole pixels from losing its last to a float. */
  private static final double ROUNDING = 1e-6;

  private final PictureLimits limits;

  PageDrawing(PDDocument document, PictureLimits limits) {
    super(document);
    this.limits = limits;
    setSubsamplingAllowed(true);
  }

  Picture draw(int index, PDPage page, Path target) throws IOException, UploadRefused {
    PDRectangle box = page.getCropBox();
    double width = Math.max(1, box.getWidth() * page.getUserUnit());
    double height = Math.max(1, box.getHeight() * page.getUserUnit());
    double dpi = Math.min(DPI, largest(width, height));
    return draw(index, page, dpi, target);
  }

  /** The highest resolution at which the page stays within the limits. */
  private double largest(double width, double height) {
    double side = POINTS_AN_INCH * (PictureLimits.MAX_SIDE - 1) / Math.max(width, height);
    double pixels = Math.min(limits.maxPixels(), limits.capacity() / COST);
    double area = POINTS_AN_INCH * Math.sqrt(pixels / (width * height));
    return Math.min(side, area);
  }

  private Picture draw(int index, PDPage page, double dpi, Path target) throws IOException {
    double scale = dpi * page.getUserUnit() / POINTS_AN_INCH * (1 + ROUNDING);
    BufferedImage image = Pictures.lean(renderImage(index, (float) scale, ImageType.RGB));
    Pictures.writePng(image, target);
    return new Picture(FileKind.PNG, image.getWidth(), image.getHeight(), ImageTags.plausible(dpi));
  }
}
