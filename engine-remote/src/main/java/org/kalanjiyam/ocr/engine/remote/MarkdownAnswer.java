package org.kalanjiyam.ocr.engine.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.engine.remote.ParsedPage.Block;

/**
 * Text or Markdown, perhaps below YAML front matter or inside a code fence. Takes away what marks
 * up a text and leaves what may be printed on a page: a number at a line's start stays, a star that
 * makes no pair stays.
 */
final class MarkdownAnswer {
  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\A\\s*---\\R(.*?)\\R---\\s*(?:\\R|\\z)", Pattern.DOTALL);
  private static final Pattern ROTATION =
      Pattern.compile("(?m)^\\s*rotation_correction:\\s*(90|180|270)\\s*$");
  private static final Pattern INVALID =
      Pattern.compile("(?mi)^\\s*is_rotation_valid:\\s*false\\s*$");
  private static final Pattern FENCE =
      Pattern.compile("\\A\\s*```[a-z]*\\R(.*?)\\R?```\\s*\\z", Pattern.DOTALL);
  private static final Pattern TABLE = Pattern.compile("(?is)<table\\b.*?</table>");
  private static final Pattern RULE = Pattern.compile("(?m)^\\s*(?:\\|?[\\s:|-]*-{3,}[\\s:|-]*)$");
  private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R");

  private MarkdownAnswer() {}

  static ParsedPage parse(String answer) {
    String text = answer;
    int turn = 0;
    Matcher front = FRONT_MATTER.matcher(text);
    if (front.find()) {
      turn = turn(front.group(1));
      text = text.substring(front.end());
    }
    Matcher fence = FENCE.matcher(text);
    String body = plain(fence.matches() ? fence.group(1) : text);
    List<Block> blocks = new ArrayList<>();
    for (String paragraph : PARAGRAPH.split(body)) {
      blocks.add(Block.of(null, paragraph));
    }
    return new ParsedPage(blocks, turn);
  }

  private static int turn(String frontMatter) {
    Matcher rotation = ROTATION.matcher(frontMatter);
    return INVALID.matcher(frontMatter).find() && rotation.find()
        ? Integer.parseInt(rotation.group(1))
        : 0;
  }

  /** Markdown as it reads on paper. */
  static String plain(String markdown) {
    String text =
        TABLE.matcher(markdown).replaceAll(table -> quoted(HtmlAnswer.plain(table.group())));
    text = RULE.matcher(text).replaceAll("");
    text = text.replaceAll("(?m)^ {0,3}#{1,6} +(.*?) *#*$", "$1");
    text = text.replaceAll("(?m)^ {0,3}> ?", "");
    text = text.replaceAll("!\\[[^\\]\n]*\\]\\([^)\n]*\\)", "");
    text = text.replaceAll("(?<!!)\\[([^\\]\n]+)\\]\\([^)\n]*\\)", "$1");
    text =
        text.replaceAll("(?m)^[ \\t]*\\|(.*)\\|[ \\t]*$", "$1")
            .replaceAll("(?<=\\S)\\s*\\|\\s*(?=\\S)", " ");
    text = text.replaceAll("(\\*\\*|__)(?=\\S)(.+?)(?<=\\S)\\1", "$2");
    text =
        text.replaceAll(
            "(?<![\\p{L}\\p{M}\\p{N}*])\\*(?=\\S)([^*\n]+?)(?<=\\S)\\*(?![\\p{L}\\p{M}\\p{N}*])",
            "$1");
    text =
        text.replaceAll(
            "(?<![\\p{L}\\p{M}\\p{N}_])_(?=\\S)([^_\n]+?)(?<=\\S)_(?![\\p{L}\\p{M}\\p{N}_])", "$1");
    text = text.replaceAll("(?i)<br\\s*/?>", "\n");
    text = text.replaceAll("(?i)</?(?:sup|sub|b|i|u|em|strong|center|p|div|span)\\b[^>\n]*>", "");
    text = text.replaceAll("\\\\([*_#|`\\[\\]])", "$1");
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&");
  }

  private static String quoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }
}
