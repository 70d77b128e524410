package org.kalanjiyam.ocr.server.project;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/** Draws a PDF's pages; stops when its thread is interrupted. */
final class PageDrawing extends PDFRenderer {
  private static final double POINTS_AN_INCH = 72;
  private static final double DPI = 300;

  /** A pixel is held once in colour, and once more for writing. */
  private static final double COST = 1.3;

  /** Keeps a sheet of whole pixels from losing its last to a float. */
  private static final double ROUNDING = 1e-6;

  private final ImportLimits limits;
  private final ImageWorkPool darkroom;

  PageDrawing(PDDocument document, ImportLimits limits, ImageWorkPool darkroom) {
    super(document);
    this.limits = limits;
    this.darkroom = darkroom;
    setSubsamplingAllowed(true);
  }

  PageSource.Picture draw(int index, PDPage page, Path target) throws IOException, UploadRefused {
    PDRectangle box = page.getCropBox();
    double width = Math.max(1, box.getWidth() * page.getUserUnit());
    double height = Math.max(1, box.getHeight() * page.getUserUnit());
    double dpi = Math.min(DPI, largest(width, height));
    long pixels = (long) (width * height * dpi * dpi / POINTS_AN_INCH / POINTS_AN_INCH);
    return darkroom.holding((long) (COST * pixels), () -> draw(index, page, dpi, target));
  }

  /** The highest resolution at which the page stays within the limits. */
  private double largest(double width, double height) {
    double side = POINTS_AN_INCH * (ImportLimits.MAX_SIDE - 1) / Math.max(width, height);
    double pixels = Math.min(limits.maxPixels(), darkroom.capacity() / COST);
    double area = POINTS_AN_INCH * Math.sqrt(pixels / (width * height));
    return Math.min(side, area);
  }

  private PageSource.Picture draw(int index, PDPage page, double dpi, Path target)
      throws IOException {
    double scale = dpi * page.getUserUnit() / POINTS_AN_INCH * (1 + ROUNDING);
    BufferedImage image = Pictures.lean(renderImage(index, (float) scale, ImageType.RGB));
    Pictures.writePng(image, target);
    return new PageSource.Picture(
        FileKind.PNG, image.getWidth(), image.getHeight(), ImageTags.plausible(dpi));
  }

  @Override
  protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
    return new PageDrawer(parameters) {
      @Override
      protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("Nobody waits for this page any more");
        }
        super.processOperator(operator, operands);
      }
    };
  }
}
