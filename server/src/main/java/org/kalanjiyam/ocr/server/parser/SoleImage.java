package org.kalanjiyam.ocr.server.parser;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether all that is to be seen of a PDF's page is one image: upright, opaque, covering
 * the page. Text that is not shown, as a scanned book's search layer, does not count.
 */
final class SoleImage extends PDFGraphicsStreamEngine {
  private static final double TOLERANCE = 0.02;
  private static final double SQUARE = 0.05;
  private static final Set<String> UNSEEN = Set.of("Link", "Popup");

  private @Nullable PDImageXObject found;
  private final Point2D.Float at = new Point2D.Float();

  private SoleImage(PDPage page) {
    super(page);
  }

  static Optional<PDImageXObject> of(PDPage page) throws IOException {
    for (PDAnnotation annotation : page.getAnnotations()) {
      if (!annotation.isHidden()
          && !annotation.isNoView()
          && !UNSEEN.contains(annotation.getSubtype())) {
        return Optional.empty();
      }
    }
    SoleImage engine = new SoleImage(page);
    engine.processPage(page);
    return Optional.ofNullable(engine.found);
  }

  @Override
  public void drawImage(PDImage image) throws IOException {
    found = image instanceof PDImageXObject whole && opaque(whole) && covers(whole) ? whole : null;
  }

  private boolean opaque(PDImageXObject image) throws IOException {
    PDGraphicsState state = getGraphicsState();
    return !image.isStencil()
        && image.getSoftMask() == null
        && image.getMask() == null
        && !image.getCOSObject().containsKey(COSName.MASK)
        && state.getNonStrokeAlphaConstant() == 1
        && state.getSoftMask() == null
        && (state.getBlendMode() == BlendMode.NORMAL
            || state.getBlendMode() == BlendMode.COMPATIBLE);
  }

  private boolean covers(PDImageXObject image) {
    Matrix ctm = getGraphicsState().getCurrentTransformationMatrix();
    PDRectangle page = getPage().getCropBox();
    double width = ctm.getScaleX();
    double height = ctm.getScaleY();
    double near = TOLERANCE * Math.min(page.getWidth(), page.getHeight());
    boolean upright =
        width > 0
            && height > 0
            && Math.abs(ctm.getShearX()) < near / 10
            && Math.abs(ctm.getShearY()) < near / 10;
    double aspect = (image.getWidth() / width) / (image.getHeight() / height);
    return upright
        && Math.abs(aspect - 1) < SQUARE
        && Math.abs(ctm.getTranslateX() - page.getLowerLeftX()) < near
        && Math.abs(ctm.getTranslateY() - page.getLowerLeftY()) < near
        && Math.abs(width - page.getWidth()) < near
        && Math.abs(height - page.getHeight()) < near;
  }

  @Override
  protected void showGlyph(Matrix matrix, PDFont font, int code, Vector displacement)
      throws IOException {
    RenderingMode mode = getGraphicsState().getTextState().getRenderingMode();
    if (mode != RenderingMode.NEITHER && mode != RenderingMode.NEITHER_CLIP) {
      found = null;
    }
  }

  @Override
  public void strokePath() {
    found = null;
  }

  @Override
  public void fillPath(int windingRule) {
    found = null;
  }

  @Override
  public void fillAndStrokePath(int windingRule) {
    found = null;
  }

  @Override
  public void shadingFill(COSName shadingName) {
    found = null;
  }

  @Override
  public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
    at.setLocation(p0);
  }

  @Override
  public void clip(int windingRule) {}

  @Override
  public void moveTo(float x, float y) {
    at.setLocation(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    at.setLocation(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    at.setLocation(x3, y3);
  }

  @Override
  public Point2D getCurrentPoint() {
    return at;
  }

  @Override
  public void closePath() {}

  @Override
  public void endPath() {}
}
