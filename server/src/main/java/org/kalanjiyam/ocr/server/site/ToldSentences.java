package org.kalanjiyam.ocr.server.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The sentences that are told in English where something happens, by workers and engines too, and
 * are kept so: why a page failed, why a task rests, why something was refused. As with gettext the
 * English sentence is the key: messages {@code told.*} of the English bundle are these sentences,
 * with {0}, {1}... where a name or a figure stands. Immutable.
 */
final class ToldSentences {
  private static final String PREFIX = "told.";
  private static final Pattern PLACE = Pattern.compile("\\{(\\d)\\}");

  private final List<Sentence> sentences;

  private ToldSentences(List<Sentence> sentences) {
    this.sentences = sentences;
  }

  /**
   * A sentence that was found.
   *
   * @param key of its message
   * @param arguments what stood in its places
   */
  record Found(String key, List<String> arguments) {}

  private record Sentence(String key, Pattern pattern, List<Integer> places, int words) {}

  /** Those of the English bundle. */
  static ToldSentences ofBundle() {
    ResourceBundle english = ResourceBundle.getBundle("messages", Locale.ROOT);
    return new ToldSentences(
        english.keySet().stream()
            .filter(key -> key.startsWith(PREFIX))
            .map(key -> sentence(key, english.getString(key)))
            .sorted(Comparator.comparing(Sentence::words).reversed())
            .toList());
  }

  private static Sentence sentence(String key, String text) {
    List<Integer> places = new ArrayList<>();
    StringBuilder pattern = new StringBuilder();
    String plain = PLACE.matcher(text).find() ? text.replace("''", "'") : text;
    Matcher matcher = PLACE.matcher(plain);
    int end = 0;
    for (; matcher.find(); end = matcher.end()) {
      pattern.append(Pattern.quote(plain.substring(end, matcher.start()))).append("(.+?)");
      places.add(Integer.parseInt(matcher.group(1)));
    }
    pattern.append(Pattern.quote(plain.substring(end)));
    return new Sentence(
        key, Pattern.compile(pattern.toString(), Pattern.DOTALL), places, plain.length());
  }

  /** The message that says this; where several do, that with the most words of its own. */
  Optional<Found> find(String english) {
    return sentences.stream().flatMap(one -> found(one, english).stream()).findFirst();
  }

  private static Optional<Found> found(Sentence sentence, String english) {
    Matcher matcher = sentence.pattern().matcher(english);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    MatchResult all = matcher.toMatchResult();
    List<String> arguments =
        IntStream.range(0, sentence.places().size())
            .mapToObj(place -> all.group(sentence.places().indexOf(place) + 1))
            .toList();
    return Optional.of(new Found(sentence.key(), arguments));
  }
}
