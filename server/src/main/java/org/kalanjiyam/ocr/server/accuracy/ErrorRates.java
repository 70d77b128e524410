package org.kalanjiyam.ocr.server.accuracy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts what an engine got wrong, over any number of pages: in Unicode NFC, runs of white space
 * alike. Not thread-safe.
 */
public final class ErrorRates {
  private static final int CONFUSIONS = 100;
  private static final Pattern CLUSTER = Pattern.compile("\\X");
  private static final Pattern JOINERS = Pattern.compile("[\u200c\u200d]");
  private static final Pattern PUNCTUATION = Pattern.compile("[\\p{P}\\p{S}]");

  private final Count characters = new Count();
  private final Count withoutJoiners = new Count();
  private final Count lettersAlone = new Count();
  private final Count clusters = new Count();
  private final Count words = new Count();
  private final Map<Confusion.Pair, Integer> confusions = new HashMap<>();

  /** Errors, and what they are errors among. */
  private static final class Count {
    private long wrong;
    private long all;
    private long work;

    private void add(Count other) {
      wrong += other.wrong;
      all += other.all;
      work += other.work;
    }

    private Alignment add(List<String> wanted, List<String> got) {
      Alignment alignment = Alignment.of(wanted, got);
      wrong += alignment.distance();
      work += alignment.cells();
      all += wanted.size();
      return alignment;
    }

    private double rate() {
      return all == 0 ? 0 : Math.round(10_000.0 * wrong / all) / 10_000.0;
    }
  }

  /**
   * What an engine makes of a grapheme cluster.
   *
   * @param wanted empty where there should be nothing
   * @param got empty where there is nothing
   */
  public record Confusion(String wanted, String got, int count) {
    private record Pair(String wanted, String got) {}
  }

  /**
   * The rates, 0 for no error to 1 and beyond.
   *
   * @param cer of characters (code points)
   * @param cerWithoutJoiners ZWJ and ZWNJ left out on both sides
   * @param cerLettersAlone punctuation and symbols left out too
   * @param clusterErrorRate of grapheme clusters, which are what a reader of an Indic script counts
   * @param wer of words
   * @param characters how many there should be
   * @param confusions the commonest, of grapheme clusters
   */
  public record Rates(
      double cer,
      double cerWithoutJoiners,
      double cerLettersAlone,
      double clusterErrorRate,
      double wer,
      long characters,
      List<Confusion> confusions) {}

  /** Adds a page. */
  public void add(String truth, String recognised) {
    String wanted = plain(truth);
    String got = plain(recognised);
    characters.add(points(wanted), points(got));
    String wantedJoined = plain(JOINERS.matcher(wanted).replaceAll(""));
    String gotJoined = plain(JOINERS.matcher(got).replaceAll(""));
    withoutJoiners.add(points(wantedJoined), points(gotJoined));
    lettersAlone.add(points(letters(wantedJoined)), points(letters(gotJoined)));
    clusters
        .add(clusters(wanted), clusters(got))
        .differences((a, b) -> confusions.merge(new Confusion.Pair(a, b), 1, Integer::sum));
    words.add(words(wanted), words(got));
  }

  /** One page's. */
  static ErrorRates of(String truth, String recognised) {
    ErrorRates rates = new ErrorRates();
    rates.add(truth, recognised);
    return rates;
  }

  /** Adds what another has counted. */
  void add(ErrorRates other) {
    characters.add(other.characters);
    withoutJoiners.add(other.withoutJoiners);
    lettersAlone.add(other.lettersAlone);
    clusters.add(other.clusters);
    words.add(other.words);
    other.confusions.forEach((pair, times) -> confusions.merge(pair, times, Integer::sum));
  }

  /** How many comparisons it took. */
  long work() {
    return characters.work + withoutJoiners.work + lettersAlone.work + clusters.work + words.work;
  }

  /** What was counted. */
  public Rates rates() {
    return new Rates(
        characters.rate(),
        withoutJoiners.rate(),
        lettersAlone.rate(),
        clusters.rate(),
        words.rate(),
        characters.all,
        confusions.entrySet().stream()
            .map(one -> new Confusion(one.getKey().wanted(), one.getKey().got(), one.getValue()))
            .sorted(
                Comparator.comparingInt(Confusion::count)
                    .reversed()
                    .thenComparing(Confusion::wanted)
                    .thenComparing(Confusion::got))
            .limit(CONFUSIONS)
            .toList());
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
  }

  private static String letters(String text) {
    return plain(PUNCTUATION.matcher(text).replaceAll(""));
  }

  private static List<String> points(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  private static List<String> clusters(String text) {
    List<String> clusters = new ArrayList<>();
    Matcher matcher = CLUSTER.matcher(text);
    while (matcher.find()) {
      clusters.add(matcher.group());
    }
    return clusters;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }
}
