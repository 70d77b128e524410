package org.kalanjiyam.ocr.engine.tesseract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Tesseract is asked for in one language.
 *
 * @param lines what the profiles' file says, by key
 */
record Profile(SortedMap<String, String> lines) {
  private static final String SET = "set.";

  /** What becomes of the zero-width non-joiner. */
  enum NonJoiner {
    KEEP,
    WITHIN_WORDS,
    NEVER
  }

  Profile {
    lines = new TreeMap<>(lines);
    for (Map.Entry<String, String> line : lines.entrySet()) {
      if (!line.getKey()
          .matches("models|letters|zwnj|rules|words|never|alphabet|set\\.[a-z0-9_]+")) {
        throw new IllegalArgumentException("A profile has no '%s'".formatted(line.getKey()));
      }
    }
    nonJoiner(lines);
    letterHeight(lines);
    words(lines);
  }

  /** Choices of models, the best first; empty where the language's own is all there is. */
  List<List<String>> models() {
    List<List<String>> choices = new ArrayList<>();
    for (String choice : lines.getOrDefault("models", "").split("\\|")) {
      List<String> models =
          Arrays.stream(choice.split("\\+")).map(String::strip).filter(m -> !m.isEmpty()).toList();
      if (!models.isEmpty()) {
        choices.add(models);
      }
    }
    return choices;
  }

  double letterHeight() {
    return letterHeight(lines);
  }

  private static double letterHeight(Map<String, String> lines) {
    double height = Double.parseDouble(lines.getOrDefault("letters", "18"));
    if (!(height >= 8 && height <= 200)) {
      throw new IllegalArgumentException("Letters are 8 to 200 pixels high, not " + height);
    }
    return height;
  }

  NonJoiner nonJoiner() {
    return nonJoiner(lines);
  }

  private static NonJoiner nonJoiner(Map<String, String> lines) {
    String said = lines.getOrDefault("zwnj", "keep");
    return NonJoiner.valueOf(said.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean hasRule(String name) {
    return List.of(lines.getOrDefault("rules", "").split("\\s+")).contains(name);
  }

  /** Words that the models write by mistake and that no book has, each with what was printed. */
  Map<String, String> words() {
    return words(lines);
  }

  private static Map<String, String> words(Map<String, String> lines) {
    Map<String, String> words = new HashMap<>();
    for (String pair : lines.getOrDefault("words", "").strip().split("\\s+")) {
      int colon = pair.indexOf(':');
      if (colon > 0) {
        words.put(pair.substring(0, colon), pair.substring(colon + 1));
      } else if (!pair.isEmpty()) {
        throw new IllegalArgumentException("Words are pairs such as vie:die, not " + pair);
      }
    }
    return words;
  }

  /** Tesseract's variables. */
  SortedMap<String, String> variables() {
    SortedMap<String, String> variables = new TreeMap<>();
    lines.forEach(
        (key, value) -> {
          if (key.startsWith(SET)) {
            variables.put(key.substring(SET.length()), value);
          }
        });
    String never = lines.getOrDefault("never", "");
    if (!never.isEmpty()) {
      variables.put("tessedit_char_blacklist", never);
    }
    return variables;
  }

  /** Letters that a reader of the language expects. */
  List<String> alphabet() {
    String letters = lines.getOrDefault("alphabet", "").strip();
    return letters.isEmpty() ? List.of() : List.of(letters.split("\\s+"));
  }

  /** What decides on results, in canonical form. */
  String canonical() {
    return lines.entrySet().stream()
        .filter(line -> !line.getKey().equals("alphabet"))
        .map(line -> line.getKey() + "=" + line.getValue())
        .collect(Collectors.joining("\n"));
  }

  /** Both, this one first where they differ: for a page in two languages. */
  Profile with(Profile other) {
    SortedMap<String, String> both = new TreeMap<>(other.lines);
    both.putAll(lines);
    String never = lines.getOrDefault("never", "");
    String others = other.lines.getOrDefault("never", "");
    // A character that is never in one of the languages may be in the other.
    both.put(
        "never",
        never
            .chars()
            .filter(c -> others.indexOf(c) >= 0)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString());
    return new Profile(both);
  }
}
