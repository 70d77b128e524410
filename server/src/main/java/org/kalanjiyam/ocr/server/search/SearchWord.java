package org.kalanjiyam.ocr.server.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A word as the search compares it, whatever script it was written in.
 *
 * @param word its sounds, a letter each; what scholars forgive is folded: class nasals and
 *     anusvara, the two orders of an h in a cluster, consonants doubled after r. For a Latin word,
 *     itself without case and diacritics
 * @param skeleton what careless roman typing keeps: no vowel lengths, no dots under letters
 * @param latin whether it is in plain Latin letters or digits, so that nothing says it is Indian
 */
record SearchWord(String word, String skeleton, boolean latin) {
  private static final int LONGEST = 60;
  private static final Pattern UNSAID =
      Pattern.compile(
          "[\\u200b-\\u200d\\u00ad\\u0951-\\u0954\\u1cd0-\\u1cff\\ua8e0-\\ua8f1]|(?<=[\\u0900-\\u0d7f])[\\u093c\\u09bc\\u0a3c\\u0abc\\u0b3c\\u0cbc]");
  private static final Pattern SCHOLARLY = Pattern.compile("[āīūṛṝḷḹṅñṭḍṇśṣṃṁḥēōḻṟṉ]|[rl]̥|m̐");
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9]+");
  private static final Pattern CLUSTER_H = Pattern.compile("h([mnRlvy])");
  private static final Pattern DOUBLED =
      Pattern.compile("r([^aeiou])\\1|r([kgcjwqtdpb])(?=[KGCJWQTDPB])");
  private static final Pattern NASAL =
      Pattern.compile("[NYRnm](?=[kKgGcCjJwWqQtTdDpPbB])|m(?=[yrlvSzsh])|m$");
  private static final Map<Character, String> KEPT =
      Map.ofEntries(
          Map.entry('A', "a"),
          Map.entry('I', "i"),
          Map.entry('U', "u"),
          Map.entry('f', "ri"),
          Map.entry('F', "ri"),
          Map.entry('x', "li"),
          Map.entry('X', "li"),
          Map.entry('E', "ai"),
          Map.entry('O', "au"),
          Map.entry('K', "kh"),
          Map.entry('G', "gh"),
          Map.entry('C', "c"),
          Map.entry('J', "jh"),
          Map.entry('w', "t"),
          Map.entry('W', "th"),
          Map.entry('q', "d"),
          Map.entry('Q', "dh"),
          Map.entry('T', "th"),
          Map.entry('D', "dh"),
          Map.entry('P', "ph"),
          Map.entry('B', "bh"),
          Map.entry('N', "n"),
          Map.entry('Y', "n"),
          Map.entry('R', "n"),
          Map.entry('M', "m"),
          Map.entry('H', "h"),
          Map.entry('S', "s"),
          Map.entry('z', "s"),
          Map.entry('L', "l"),
          Map.entry('Z', "l"));

  /** Folds a word of a text. */
  static SearchWord of(String written) {
    String clean =
        UNSAID.matcher(Normalizer.normalize(written, Normalizer.Form.NFC)).replaceAll("");
    if (clean.codePoints().anyMatch(IndicSounds::indic)) {
      String sounds = IndicSounds.read(clean);
      return PLAIN.matcher(sounds).matches() && sounds.chars().allMatch(c -> c <= '9')
          ? latin(sounds)
          : ofSounds(sounds);
    }
    String lower = clean.toLowerCase(Locale.ROOT);
    return SCHOLARLY.matcher(lower).find()
        ? ofSounds(Transliteration.IAST.read(lower))
        : latin(stripped(lower));
  }

  /** What the vocabulary has once. */
  String key() {
    return latin ? word + " " : word;
  }

  /** A word of which one letter a sound is known. */
  static SearchWord ofSounds(String read) {
    String swapped = CLUSTER_H.matcher(read).replaceAll("$1h");
    String single = DOUBLED.matcher(swapped).replaceAll("r$1$2");
    String sounds = NASAL.matcher(single).replaceAll("M");
    StringBuilder kept = new StringBuilder();
    for (char sound : sounds.toCharArray()) {
      kept.append(KEPT.getOrDefault(sound, String.valueOf(sound)));
    }
    return new SearchWord(
        cut(sounds), cut(settled(kept.toString().toLowerCase(Locale.ROOT))), false);
  }

  private static SearchWord latin(String word) {
    boolean latin = PLAIN.matcher(word).matches();
    return new SearchWord(cut(word), cut(latin ? careless(word) : word), latin);
  }

  private static String stripped(String lower) {
    return Normalizer.normalize(lower, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe");
  }

  private static String careless(String plain) {
    return settled(
        plain
            .replace("chh", "c")
            .replace("ch", "c")
            .replace("sh", "s")
            .replace("zh", "l")
            .replace("z", "s")
            .replace("x", "ks")
            .replace("w", "v")
            .replace("q", "k")
            .replace("f", "ph")
            .replace("aa", "a")
            .replace("ee", "i")
            .replace("oo", "u"));
  }

  /** One consonant for a doubled one, one nasal before consonants. */
  private static String settled(String skeleton) {
    return skeleton.replaceAll("([a-z])\\1", "$1").replaceAll("[nm](?=[bcdghjklmnprstvy])", "n");
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(LONGEST, text.length()));
  }
}
