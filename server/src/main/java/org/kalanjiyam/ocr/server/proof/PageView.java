package org.kalanjiyam.ocr.server.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.project.Page;

/**
 * A page as programs see it.
 *
 * @param page its name in addresses: its number
 * @param pageId stays when the page gets another number
 * @param version of the text; 0: none yet
 * @param edited whether the newest text is a person's
 * @param outdated whether the page has got another picture since its text was made
 * @param doubts words that a person should look at; null: not looked up
 * @param width of the image, in pixels; the boxes refer to it
 */
public record PageView(
    String page,
    long pageId,
    Page.Status status,
    String text,
    int version,
    @Nullable String engine,
    @Nullable String language,
    @Nullable Double confidence,
    int width,
    int height,
    String imageHash,
    boolean edited,
    boolean outdated,
    List<LineView> lines,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Doubt> doubts) {

  /**
   * A line.
   *
   * @param box x1, y1, x2, y2 in pixels
   * @param corrected whether a person wrote it
   */
  public record LineView(
      int[] box,
      String text,
      @Nullable Double confidence,
      boolean corrected,
      List<WordView> words) {}

  /** A word; its box as a line's. */
  public record WordView(int[] box, String text, @Nullable Double confidence) {}

  public static PageView of(PageWithText found) {
    return of(found, null);
  }

  public static PageView of(PageWithText found, @Nullable List<Doubt> doubts) {
    Page page = found.page();
    return new PageView(
        Integer.toString(page.number()),
        page.id(),
        page.status(),
        found.text(),
        found.version(),
        found.engine(),
        found.language(),
        found.confidence(),
        page.width(),
        page.height(),
        page.imageHash(),
        page.edited(),
        found.outdated(),
        found.lines().stream().map(PageView::line).toList(),
        doubts);
  }

  private static LineView line(TextLine line) {
    return new LineView(
        box(line.box()),
        line.text(),
        line.confidence(),
        line.corrected(),
        line.words().stream().map(PageView::word).toList());
  }

  private static WordView word(Word word) {
    return new WordView(box(word.box()), word.text(), word.confidence());
  }

  private static int[] box(Box box) {
    return new int[] {box.x1(), box.y1(), box.x2(), box.y2()};
  }
}
