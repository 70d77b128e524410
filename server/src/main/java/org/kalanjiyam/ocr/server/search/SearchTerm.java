package org.kalanjiyam.ocr.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A word that is looked for, as patterns: any of the first will do; where no word anywhere is like
 * them, any of the second.
 */
record SearchTerm(List<WordPattern> first, List<WordPattern> second) {
  private static final Pattern MARKED =
      Pattern.compile(".+\\p{Lu}.*|\\p{Lu}{2}.*|.*(aa|ii|uu|[~^.]).*");
  private static final int MOST = 8;

  /** The words of a query; at most {@value #MOST}, the rest is not looked at. */
  static List<SearchTerm> of(String query) {
    List<SearchTerm> terms = new ArrayList<>();
    for (String part : query.strip().split("[\\s\\p{Po}\\p{Pd}&&[^.~^]]+|\\s+")) {
      if (terms.size() < MOST && part.codePoints().anyMatch(Character::isLetterOrDigit)) {
        terms.addAll(part.matches("[A-Za-z~^.]+") ? List.of(roman(part)) : written(part));
      }
    }
    return List.copyOf(terms);
  }

  /** In a script that says what is meant, or with diacritics that do. */
  private static List<SearchTerm> written(String part) {
    return FoundWord.in(part).stream().limit(MOST).map(found -> exact(found.word())).toList();
  }

  private static SearchTerm exact(SearchWord wanted) {
    return new SearchTerm(
        List.of(WordPattern.of(wanted, wanted.word())),
        wanted.latin() ? List.of() : List.of(WordPattern.of(wanted, null)));
  }

  /** In plain Latin letters: a Latin word, or an Indian one in one of several ways to type it. */
  private static SearchTerm roman(String part) {
    SearchWord plain = SearchWord.of(part.replaceAll("[~^.]", ""));
    WordPattern latin = WordPattern.of(plain, plain.word());
    WordPattern careless = WordPattern.of(new SearchWord("", plain.skeleton(), false), null);
    if (!MARKED.matcher(part).matches()) {
      String soft = plain.skeleton().replace("th", "t").replace("dh", "d");
      return new SearchTerm(
          List.of(latin, careless), List.of(WordPattern.of(new SearchWord("", soft, false), null)));
    }
    SearchWord harvard = SearchWord.ofSounds(Transliteration.HARVARD_KYOTO.read(part));
    SearchWord itrans = SearchWord.ofSounds(Transliteration.ITRANS.read(part));
    return new SearchTerm(
        List.of(
            latin, WordPattern.of(harvard, harvard.word()), WordPattern.of(itrans, itrans.word())),
        List.of(
            WordPattern.of(harvard, null),
            WordPattern.of(itrans, null),
            WordPattern.of(
                SearchWord.of(part.toLowerCase(Locale.ROOT).replaceAll("[~^.]", "")), null),
            careless));
  }
}
