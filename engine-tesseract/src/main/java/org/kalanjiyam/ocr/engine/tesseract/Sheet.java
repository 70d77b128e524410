package org.kalanjiyam.ocr.engine.tesseract;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.PageText;

/**
 * A page in grey, in one of the four directions that it may have been put on the scanner, with what
 * can be seen on it. Close it.
 */
final class Sheet implements AutoCloseable {
  /** In smaller images no letter can be read. */
  private static final int SMALLEST = 24;

  private static final double BLACK = 0.7;
  private static final int DARK_PAGE = 60;
  private static final double MOSTLY_DARK = 0.75;

  private static final double LEAST_LEAN_DEGREES = 0.4;
  private static final double MOST_LEAN_DEGREES = 7;

  /** Of the half-size picture: whole pages of text have 10 to 18, a few lines of it 4 to 7. */
  private static final double LEAN_CERTAINTY = 4;

  /** Longer strips than this are no pages, and lean by chance. */
  private static final int PAGE_RATIO = 4;

  private final PIX grey;
  private final int storedWidth;
  private final int storedHeight;
  private final int quarters;
  private final @Nullable Paper paper;
  private final PIX half;
  private final Ink ink;
  private final @Nullable Drawings drawings;
  private final Neighbour neighbour;

  private Sheet(PIX grey, int storedWidth, int storedHeight, int quarters) {
    this.grey = grey;
    this.storedWidth = storedWidth;
    this.storedHeight = storedHeight;
    this.quarters = quarters;
    this.paper = paperOf(grey);
    this.half = halfOf(grey, paper);
    this.ink = Ink.of(half);
    this.drawings = Drawings.in(half, ink.letterHeight());
    if (drawings != null) {
      drawings.cut(half);
    }
    this.neighbour = Neighbour.on(half, ink.letterHeight());
    neighbour.cut(half);
  }

  /** Whether an image is large enough to be looked at. */
  static boolean isLargeEnough(PIX pix) {
    return pix.w() >= SMALLEST && pix.h() >= SMALLEST;
  }

  /** A sheet of its own; the image is left alone. */
  static Sheet of(PIX grey, int quarters) {
    PIX own =
        quarters == 0
            ? leptonica.pixCopy((PIX) null, grey)
            : leptonica.pixRotateOrth(grey, quarters);
    return new Sheet(own, grey.w(), grey.h(), quarters);
  }

  private static @Nullable Paper paperOf(PIX grey) {
    PIX quarter;
    if (grey.d() == 1) {
      quarter = leptonica.pixScaleToGray4(grey);
    } else {
      PIX half = leptonica.pixScaleAreaMap2(grey);
      quarter = Pixes.next(half, leptonica.pixScaleAreaMap2(half));
    }
    Paper paper = Paper.of(Grey.of(quarter));
    leptonica.pixDestroy(quarter);
    return paper.typical() < DARK_PAGE || paper.outsideShare() > MOSTLY_DARK ? null : paper;
  }

  private static PIX halfOf(PIX grey, @Nullable Paper paper) {
    if (grey.d() == 1) {
      PIX half = leptonica.pixReduceRankBinary2(grey, 2, (BytePointer) null);
      if (paper != null) {
        paper.cut(half, leptonica.PIX_CLR);
      }
      return half;
    }
    PIX half = leptonica.pixScaleAreaMap2(grey);
    PIX even = paper == null ? half : Pixes.next(half, paper.evenly(half));
    return Pixes.next(even, leptonica.pixThresholdToBinary(even, (int) (BLACK * Paper.EVEN)));
  }

  /** Whether there is nothing on it that could be a letter. */
  boolean isBlank() {
    return ink.marks() == 0 || (paper == null && ink.letterHeight() == 0 && isUniform());
  }

  private boolean isUniform() {
    int[] share = new int[1];
    leptonica.pixCountPixels(half, share, (int[]) null);
    double dark = share[0] / (half.w() * (double) half.h());
    return dark < 0.001 || dark > 0.999;
  }

  TextLayout layout() {
    return layoutOf(half);
  }

  private static TextLayout layoutOf(PIX half) {
    PIX eighth = leptonica.pixScaleToGray4(half);
    TextLayout layout = new TextLayout(Grey.of(eighth));
    leptonica.pixDestroy(eighth);
    return layout;
  }

  /** The page as it is best recognised: upright, straight, on white paper, of a good size. */
  PreparedPage prepare(double wantedLetterHeight) {
    double scale = Resolution.scale(ink.letterHeight(), wantedLetterHeight);
    double lean = leanDegrees();
    PIX page = leptonica.pixCopy((PIX) null, grey);
    StringBuilder steps = new StringBuilder();
    if (quarters != 0) {
      steps.append(" turn=").append(quarters * 90);
    }
    if (page.d() == 1 && paper != null && paper.outsideShare() > 0) {
      paper.cut(page, leptonica.PIX_CLR);
    }
    if (paper != null && paper.outsideShare() > 0) {
      steps.append(" edge=cut");
    }
    if (scale != 1) {
      page = Pixes.scaled(page, scale);
      steps.append(" scale=%.2f".formatted(scale));
    }
    int width = page.w();
    int height = page.h();
    if (page.d() == 8 && grey.d() == 8 && paper != null) {
      page = Pixes.next(page, paper.evenly(page));
      double white = Paper.whiteFrom(page);
      page =
          Pixes.next(
              page,
              leptonica.pixGammaTRC((PIX) null, page, 1, 0, (int) Math.round(white * Paper.EVEN)));
      steps.append(" white=%.2f".formatted(white));
    }
    if (drawings != null) {
      drawings.cut(page);
      steps.append(" drawings=cut");
    }
    if (neighbour.isThere()) {
      neighbour.cut(page);
      steps.append(" neighbour=cut");
    }
    double radians = Math.toRadians(lean);
    boolean columns = hasColumns(radians);
    if (lean != 0) {
      page = Pixes.rotated(page, radians);
      steps.append(" lean=%.1f".formatted(lean));
    }
    Geometry geometry =
        new Geometry(
            storedWidth, storedHeight, quarters, width, height, radians, page.w(), page.h());
    return new PreparedPage(page, geometry, columns, steps.toString().strip());
  }

  /** What was read on it, without what was made of a drawing. */
  PageText withoutDrawings(PageText text) {
    return drawings == null ? text : drawings.withoutSpecks(text, quarters);
  }

  private boolean hasColumns(double radians) {
    if (radians == 0) {
      return layout().hasColumns(ink.letterHeight());
    }
    PIX straight =
        leptonica.pixRotate(
            half,
            (float) radians,
            leptonica.L_ROTATE_SAMPLING,
            leptonica.L_BRING_IN_WHITE,
            half.w(),
            half.h());
    boolean columns = layoutOf(straight).hasColumns(ink.letterHeight());
    leptonica.pixDestroy(straight);
    return columns;
  }

  /** By how much the page must be rotated clockwise; 0 where it is straight or cannot be told. */
  private double leanDegrees() {
    int longer = Math.max(grey.w(), grey.h());
    if (longer > PAGE_RATIO * Math.min(grey.w(), grey.h()) || ink.letterHeight() == 0) {
      return 0;
    }
    float[] angle = new float[1];
    float[] certainty = new float[1];
    int failed =
        leptonica.pixFindSkewSweepAndSearch(
            half, angle, certainty, 4, 1, (float) MOST_LEAN_DEGREES, 1f, 0.02f);
    boolean leans =
        failed == 0
            && certainty[0] >= LEAN_CERTAINTY
            && Math.abs(angle[0]) >= LEAST_LEAN_DEGREES
            && Math.abs(angle[0]) < MOST_LEAN_DEGREES - 0.1;
    return leans ? angle[0] : 0;
  }

  @Override
  public void close() {
    leptonica.pixDestroy(grey);
    leptonica.pixDestroy(half);
    if (drawings != null) {
      drawings.close();
    }
  }
}
