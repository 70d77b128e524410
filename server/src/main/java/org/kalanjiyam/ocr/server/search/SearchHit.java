package org.kalanjiyam.ocr.server.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;

/**
 * A line in which something was found.
 *
 * @param version of the page's text
 * @param line its number among the page's lines that have text, from 1
 * @param box where it is on the page's image; null where that is not known
 */
public record SearchHit(
    Project project,
    Page page,
    int version,
    int line,
    String text,
    @Nullable Box box,
    List<Mark> marks) {

  /**
   * What was found in the line.
   *
   * @param start in the line; {@code end} is the character after the last
   * @param textStart the same in the page's text
   * @param box where it is on the page's image; null where that is not known
   */
  public record Mark(int start, int end, int textStart, int textEnd, @Nullable Box box) {}

  /** A part of the line; what was found, or what is between. */
  public record Part(String text, boolean found) {}

  /** The line in parts. */
  public List<Part> parts() {
    var parts = new java.util.ArrayList<Part>();
    int at = 0;
    for (Mark mark : marks) {
      parts.add(new Part(text.substring(at, mark.start()), false));
      parts.add(new Part(text.substring(mark.start(), mark.end()), true));
      at = mark.end();
    }
    parts.add(new Part(text.substring(at), false));
    return parts.stream().filter(part -> !part.text().isEmpty()).toList();
  }

  /** The part of the page's image to show: the line, and a little around it. */
  public @Nullable Box shown() {
    Box line = box;
    if (line == null || line.width() == 0 || line.height() == 0) {
      return null;
    }
    int around = Math.max(4, line.height() / 4);
    return new Box(
        Math.max(0, line.x1() - around),
        Math.max(0, line.y1() - around),
        Math.min(page.width(), line.x2() + around),
        Math.min(page.height(), line.y2() + around));
  }
}
