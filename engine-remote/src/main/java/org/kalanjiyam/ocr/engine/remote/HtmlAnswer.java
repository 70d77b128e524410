package org.kalanjiyam.ocr.engine.remote;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.kalanjiyam.ocr.engine.remote.ParsedPage.Block;

/** Divs with {@code data-bbox="x0 y0 x1 y1"} (or a list in brackets), 0 to 1024, as Chandra has. */
final class HtmlAnswer {
  private static final double RANGE = 1024;
  private static final Set<String> NO_TEXT = Set.of("image", "figure", "picture", "blank-page");
  private static final Set<String> LINES =
      Set.of("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "table", "ul", "ol");

  private HtmlAnswer() {}

  static ParsedPage parse(String answer, Frame frame) throws UnreadableAnswer {
    List<Element> divs = Jsoup.parse(answer).select("[data-bbox]");
    if (divs.isEmpty()) {
      throw new UnreadableAnswer("The answer has no element with data-bbox");
    }
    List<Block> blocks = new ArrayList<>();
    for (Element div : divs) {
      String label = div.attr("data-label").toLowerCase(Locale.ROOT);
      boolean inner = div.parents().stream().anyMatch(parent -> parent.hasAttr("data-bbox"));
      if (!NO_TEXT.contains(label) && !inner) {
        double[] box = numbers(div.attr("data-bbox"));
        blocks.add(Block.of(frame.normalised(box, RANGE).orElse(null), text(div)));
      }
    }
    return new ParsedPage(blocks, 0);
  }

  /** HTML as it reads on paper: rows and paragraphs on lines of their own. */
  static String plain(String html) {
    return "\n\n"
        + text(Jsoup.parseBodyFragment(html).body()).replaceAll("\\R\\s*", "\n").strip()
        + "\n\n";
  }

  static double[] numbers(String box) {
    try {
      return Arrays.stream(box.replaceAll("[\\[\\](),]", " ").strip().split("\\s+"))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (NumberFormatException e) {
      return new double[0];
    }
  }

  private static String text(Element element) {
    StringBuilder text = new StringBuilder();
    element.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
              text.append(words.getWholeText().replaceAll("[ \t]*\\R[ \t]*", "\n"));
            } else if (LINES.contains(node.nodeName())) {
              text.append('\n');
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (LINES.contains(node.nodeName())) {
              text.append('\n');
            } else if (node.nodeName().equals("td") || node.nodeName().equals("th")) {
              text.append(' ');
            }
          }
        });
    return text.toString();
  }
}
