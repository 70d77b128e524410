package org.kalanjiyam.ocr.engine.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.engine.remote.ParsedPage.Block;

/**
 * DeepSeek-OCR's: {@code <|ref|>title<|/ref|><|det|>[[x1, y1, x2, y2]]<|/det|>} and below it the
 * text of that place, 0 to 1000. An answer without places is read as Markdown.
 */
final class RefDetAnswer {
  private static final double RANGE = 1000;
  private static final Set<String> NO_TEXT = Set.of("image", "figure");
  private static final Pattern PLACE =
      Pattern.compile(
          "<\\|ref\\|>(.*?)<\\|/ref\\|>\\s*<\\|det\\|>\\s*\\[+([^\\]]*)\\].*?<\\|/det\\|>",
          Pattern.DOTALL);

  private RefDetAnswer() {}

  static ParsedPage parse(String answer, Frame frame) {
    Matcher place = PLACE.matcher(answer);
    if (!place.find()) {
      return MarkdownAnswer.parse(answer);
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.of(null, MarkdownAnswer.plain(answer.substring(0, place.start()))));
    boolean more = true;
    while (more) {
      String kind = place.group(1).strip().toLowerCase(Locale.ROOT);
      double[] box = HtmlAnswer.numbers(place.group(2));
      int start = place.end();
      more = place.find();
      String text = answer.substring(start, more ? place.start() : answer.length());
      if (!NO_TEXT.contains(kind)) {
        blocks.add(Block.of(frame.normalised(box, RANGE).orElse(null), MarkdownAnswer.plain(text)));
      }
    }
    return new ParsedPage(blocks, 0);
  }
}
