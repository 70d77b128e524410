package org.kalanjiyam.ocr.engine.remote;

import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.engine.remote.ParsedPage.Block;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON array of blocks, or an object that has one: {@code [{"bbox": [x1, y1, x2, y2], "category":
 * "Text", "text": "..."}]}, in pixels of the image that was sent, as dots.ocr has.
 */
final class JsonAnswer {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonAnswer() {}

  static ParsedPage parse(String answer, Frame frame) throws UnreadableAnswer {
    List<Block> blocks = new ArrayList<>();
    for (JsonNode one : array(answer)) {
      String text = one.path("text").asString("");
      boolean html = text.stripLeading().startsWith("<");
      double[] box = new double[one.path("bbox").size()];
      for (int i = 0; i < box.length; i++) {
        box[i] = one.path("bbox").get(i).asDouble(0);
      }
      blocks.add(
          Block.of(
              frame.sent(box).orElse(null),
              html ? HtmlAnswer.plain(text) : MarkdownAnswer.plain(text)));
    }
    return new ParsedPage(blocks, 0);
  }

  private static JsonNode array(String answer) throws UnreadableAnswer {
    int start = Math.max(0, firstOf(answer, '[', '{'));
    JsonNode root;
    try {
      root = JSON.readTree(unfenced(answer.substring(start)));
    } catch (JacksonException e) {
      throw new UnreadableAnswer("The answer is not JSON: " + e.getOriginalMessage());
    }
    if (root.isArray()) {
      return root;
    }
    for (JsonNode member : root) {
      if (member.isArray()) {
        return member;
      }
    }
    throw new UnreadableAnswer("The answer's JSON has no list of blocks");
  }

  private static int firstOf(String text, char one, char other) {
    int first = text.indexOf(one);
    int second = text.indexOf(other);
    return first < 0 || (second >= 0 && second < first) ? second : first;
  }

  private static String unfenced(String text) {
    int fence = text.lastIndexOf("```");
    return fence < 0 ? text : text.substring(0, fence);
  }
}
