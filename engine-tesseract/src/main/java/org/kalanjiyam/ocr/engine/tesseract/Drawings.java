package org.kalanjiyam.ocr.engine.tesseract;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.leptonica.BOX;
import org.bytedeco.leptonica.BOXA;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.PIXA;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;

/**
 * Drawings on a page, in whose strokes and specks Tesseract reads letters: what hangs together, is
 * far larger than any letter, and is somewhere thicker than the stroke of one. Frames and rules are
 * thin and stay, for they part columns. So do dark panels, on which light letters may stand, and
 * lines of letters that touch each other. Close it.
 */
final class Drawings implements AutoCloseable {
  /** Taller than an initial, and than lines that touch by chance; in heights of a letter. */
  private static final double TALL = 12;

  private static final double WIDE = 4;

  /** Thicker than the strokes of letters, of large ones in titles as well. */
  private static final double THICK = 0.8;

  /** A panel or photograph is filled more than this. */
  private static final double FILLED = 0.6;

  /** Specks belong to a drawing as far from it, in heights of a letter. */
  private static final double NEAR = 3;

  /** Words that Tesseract is less sure of than this, and stand in a drawing, are specks of it. */
  private static final double UNSURE = 0.5;

  private final PIX ink;
  private final PIX near;

  private Drawings(PIX ink, double letter) {
    int reach = 2 * (int) Math.round(NEAR * letter) + 1;
    this.near = leptonica.pixDilateBrick((PIX) null, ink, reach, reach);
    this.ink = Pixes.next(ink, leptonica.pixDilateBrick((PIX) null, ink, 3, 3));
  }

  /**
   * Null where there are none.
   *
   * @param half the page in black and white, half its size
   * @param letterHeight in pixels of the full size; 0 where it is unknown
   */
  static @Nullable Drawings in(PIX half, double letterHeight) {
    double letter = letterHeight / 2;
    if (letter == 0 || half.h() < TALL * letter) {
      return null;
    }
    int thick = Math.max(3, (int) Math.round(THICK * letter));
    PIX cores = leptonica.pixErodeBrick((PIX) null, half, thick, thick);
    int[] none = new int[1];
    leptonica.pixZero(cores, none);
    if (none[0] == 1) {
      leptonica.pixDestroy(cores);
      return null;
    }
    PIX whole = Pixes.next(cores, leptonica.pixSeedfillBinary((PIX) null, cores, half, 8));
    PIX ink = large(whole, TALL * letter, WIDE * letter);
    leptonica.pixDestroy(whole);
    return ink == null ? null : new Drawings(ink, letter);
  }

  private static @Nullable PIX large(PIX whole, double tall, double wide) {
    PIXA parts = new PIXA((Pointer) null);
    BOXA boxes = leptonica.pixConnCompPixa(whole, parts, 8);
    PIX large = null;
    for (int i = 0; i < leptonica.boxaGetCount(boxes); i++) {
      BOX box = leptonica.boxaGetBox(boxes, i, leptonica.L_CLONE);
      if (box.h() > tall && box.w() > wide) {
        PIX part = leptonica.pixaGetPix(parts, i, leptonica.L_CLONE);
        int[] count = new int[1];
        leptonica.pixCountPixels(part, count, (int[]) null);
        if (count[0] < FILLED * box.w() * box.h()) {
          large = large == null ? leptonica.pixCreateTemplate(whole) : large;
          leptonica.pixRasterop(
              large, box.x(), box.y(), box.w(), box.h(), leptonica.PIX_PAINT, part, 0, 0);
        }
        leptonica.pixDestroy(part);
      }
      leptonica.boxDestroy(box);
    }
    leptonica.boxaDestroy(boxes);
    leptonica.pixaDestroy(parts);
    return large;
  }

  /** Paints their ink over with paper, on the page in any size. */
  void cut(PIX page) {
    PIX mask = leptonica.pixScaleToSize(ink, page.w(), page.h());
    if (page.d() == 1) {
      leptonica.pixSubtract(page, page, mask);
    } else {
      leptonica.pixSetMasked(page, mask, 255);
    }
    leptonica.pixDestroy(mask);
  }

  /**
   * What was read, without what was made of specks of a drawing.
   *
   * @param quarters by which the stored image was turned clockwise
   */
  PageText withoutSpecks(PageText text, int quarters) {
    List<Line> lines = new ArrayList<>();
    for (Line line : text.lines()) {
      List<Word> words =
          line.words().stream().filter(word -> !isSpeck(word, text, quarters)).toList();
      if (words.size() == line.words().size()) {
        lines.add(line);
      } else if (!words.isEmpty()) {
        lines.add(ResultReader.line(words, line.block(), line.paragraph()));
      }
    }
    return new PageText(text.width(), text.height(), lines);
  }

  private boolean isSpeck(Word word, PageText page, int quarters) {
    Double confidence = word.confidence();
    if (confidence == null || confidence >= UNSURE) {
      return false;
    }
    Box box = word.box();
    double x = (box.x1() + box.x2()) / 2.0;
    double y = (box.y1() + box.y2()) / 2.0;
    double width = page.width();
    double height = page.height();
    double across = new double[] {x / width, 1 - y / height, 1 - x / width, y / height}[quarters];
    double down = new double[] {y / height, x / width, 1 - y / height, 1 - x / width}[quarters];
    int[] black = new int[1];
    leptonica.pixGetPixel(near, (int) (across * near.w()), (int) (down * near.h()), black);
    return black[0] == 1;
  }

  @Override
  public void close() {
    leptonica.pixDestroy(ink);
    leptonica.pixDestroy(near);
  }
}
