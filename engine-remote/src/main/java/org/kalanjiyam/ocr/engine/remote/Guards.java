package org.kalanjiyam.ocr.engine.remote;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.PageText;

/** What must be true of a model's answer before it is believed. Each look is cheap. */
final class Guards {
  /** So many letters of a wrong script may be a quotation, a name, a page's head. */
  private static final int FEW_LETTERS = 20;

  private static final double LEAST_OF_SCRIPT = 0.3;
  private static final int LETTERS_OF_A_FULL_PAGE = 200;
  private static final int LINES_OF_A_FULL_PAGE = 5;
  private static final double LEAST_OF_LETTERS = 0.4;
  private static final double SURE_ENOUGH = 0.5;
  private static final int FEW_WORDS = 10;

  /** A text so bad that more of its words are wrong is better recognised afresh. */
  private static final double LEAST_KEPT = 0.3;

  private static final int LONGEST_CHATTER = 600;

  private static final List<Pattern> CHATTER =
      List.of(
          Pattern.compile("^(?:i'm|i am|we are)\\s+(?:very\\s+)?(?:sorry|unable|not able)\\b"),
          Pattern.compile(
              "^(?:sorry|apologies|unfortunately)\\b.*\\b(?:can(?:no|')t|unable|not)\\b"),
          Pattern.compile("^i\\s+(?:can(?:no|')t|cannot|could not|am unable|won't)\\b"),
          Pattern.compile("^as an ai\\b"),
          Pattern.compile("^(?:sure|certainly|of course|absolutely)[,!.:]?\\s+here\\b"),
          Pattern.compile(
              "^here(?:'s| is|"
                  + " are)\\s+(?:the|a|your)\\s+.{0,60}(?:text|transcription|transcript|content)"),
          Pattern.compile(
              "^(?:the|this)\\s+(?:image|picture|photo|scan|page)\\s+(?:shows|contains|depicts|appears|displays|is"
                  + " (?:blank|empty|a ))"),
          Pattern.compile(
              "^(?:there is|i see|i don't see|i do not see)\\b.{0,40}\\b(?:text|image|page)\\b"),
          Pattern.compile(
              "^\\[?(?:no (?:visible |readable )?text|blank page|empty page|illegible)\\b"));

  private Guards() {}

  /** A refusal, a description of the picture, an introduction: anything but the page's text. */
  static Optional<Flaw> chatter(String text) {
    String start = text.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
    String line = start.lines().findFirst().orElse("");
    boolean introduces = start.length() > LONGEST_CHATTER && !line.endsWith(":");
    return !introduces && CHATTER.stream().anyMatch(pattern -> pattern.matcher(line).find())
        ? Optional.of(new Flaw("chatter", "talks about the page in place of its text"))
        : Optional.empty();
  }

  /** Letters of other scripts than the language is printed in. */
  static Optional<Flaw> wrongScript(String text, String language) {
    Set<UnicodeScript> expected = Scripts.of(language);
    Map<UnicodeScript, Integer> counts = Scripts.count(text);
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int right = expected.stream().mapToInt(script -> counts.getOrDefault(script, 0)).sum();
    return !expected.isEmpty() && all - right > FEW_LETTERS && right < LEAST_OF_SCRIPT * all
        ? Optional.of(
            new Flaw(
                "wrong-script",
                "has hardly a letter of the script that '%s' is printed in".formatted(language)))
        : Optional.empty();
  }

  /**
   * Much less than is printed there.
   *
   * @param local what a local engine found on the same page, if one looked
   */
  static Optional<Flaw> shortStop(ParsedPage answer, @Nullable PageText local) {
    if (local == null || local.confidence().orElse(0) < SURE_ENOUGH) {
      return Optional.empty();
    }
    long there = letters(local.text());
    boolean full = there >= LETTERS_OF_A_FULL_PAGE && local.lines().size() >= LINES_OF_A_FULL_PAGE;
    return full && letters(answer.text()) < LEAST_OF_LETTERS * there
        ? Optional.of(
            new Flaw(
                "short-stop",
                "stops early: it has %d letters where the page has about %d"
                    .formatted(letters(answer.text()), there)))
        : Optional.empty();
  }

  /**
   * Another text than the one to correct: a correction keeps most words as they are, and about as
   * many of them.
   *
   * @param draft null if there was none
   */
  static Optional<Flaw> rewritten(String text, @Nullable String draft) {
    if (draft == null) {
      return Optional.empty();
    }
    Map<String, Integer> left = new HashMap<>();
    List<String> words = PageAssembly.tokens(draft);
    words.forEach(word -> left.merge(word, 1, Integer::sum));
    List<String> answered = PageAssembly.tokens(text);
    long kept = answered.stream().filter(word -> left.merge(word, -1, Integer::sum) >= 0).count();
    int longer = Math.max(words.size(), answered.size());
    return longer >= FEW_WORDS && kept < LEAST_KEPT * longer
        ? Optional.of(
            new Flaw("rewritten", "is another text in place of a correction of the one given"))
        : Optional.empty();
  }

  private static long letters(String text) {
    return text.codePoints().filter(Character::isLetter).count();
  }

  /** An answer that was cut off at its longest. */
  static Optional<Flaw> truncated(String finish) {
    return finish.equals("length") || finish.equals("max_tokens")
        ? Optional.of(new Flaw("truncated", "was cut off at the most tokens that it may have"))
        : Optional.empty();
  }
}
