package org.kalanjiyam.ocr.server.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.Revision;
import org.kalanjiyam.ocr.server.proof.TextLine;
import org.kalanjiyam.ocr.server.search.SearchHit.Mark;

/** Finds the lines of a page in which what is looked for is, and where on the image it is. */
final class LineFinder {
  private LineFinder() {}

  /** A stretch of a text. */
  record Stretch(int start, int end) {}

  /**
   * Where the words of a query are in a text: one after the other if they are so anywhere, else
   * (unless just that is wanted) each by itself.
   */
  static List<Stretch> stretches(String text, SearchQuery query) {
    List<FoundWord> words = FoundWord.in(text);
    List<Stretch> together = new ArrayList<>();
    int length = query.terms().size();
    for (int at = 0; at + length <= words.size(); at++) {
      if (fits(query, words, at)) {
        together.add(new Stretch(words.get(at).start(), words.get(at + length - 1).end()));
        at += length - 1;
      }
    }
    if (!together.isEmpty() || query.phrase() || length == 1) {
      return together;
    }
    return words.stream()
        .filter(found -> query.terms().stream().anyMatch(term -> term.fits(found.word())))
        .map(found -> new Stretch(found.start(), found.end()))
        .toList();
  }

  private static boolean fits(SearchQuery query, List<FoundWord> words, int at) {
    for (int i = 0; i < query.terms().size(); i++) {
      if (!query.terms().get(i).fits(words.get(at + i).word())) {
        return false;
      }
    }
    return true;
  }

  /** The lines that have one of these stretches, at most {@code most}. */
  static List<SearchHit> lines(
      Project project, Page page, Revision revision, List<Stretch> stretches, int most) {
    List<TextLine> placed =
        revision.lines() == null
            ? List.of()
            : revision.lines().stream().filter(line -> !line.text().isBlank()).toList();
    List<SearchHit> hits = new ArrayList<>();
    int number = 0;
    int from = 0;
    for (String line : revision.text().split("\n", -1)) {
      int start = from;
      int end = start + line.length();
      from = end + 1;
      if (line.isBlank()) {
        continue;
      }
      number++;
      List<Stretch> its =
          stretches.stream().filter(one -> one.start() >= start && one.start() < end).toList();
      if (!its.isEmpty() && hits.size() < most) {
        TextLine at = number <= placed.size() ? placed.get(number - 1) : null;
        boolean same = at != null && at.text().strip().equals(line.strip());
        hits.add(hit(project, page, revision, number, line, start, its, same ? at : null));
      }
    }
    return hits;
  }

  private static SearchHit hit(
      Project project,
      Page page,
      Revision revision,
      int number,
      String line,
      int start,
      List<Stretch> stretches,
      @Nullable TextLine placed) {
    List<Mark> marks =
        stretches.stream()
            .map(
                one -> {
                  int end = Math.min(one.end() - start, line.length());
                  return new Mark(
                      one.start() - start,
                      end,
                      one.start(),
                      one.end(),
                      placed == null ? null : box(placed, line, one.start() - start, end));
                })
            .toList();
    return new SearchHit(
        project,
        page,
        revision.version(),
        number,
        line,
        placed == null ? null : placed.box(),
        marks);
  }

  /** The words' boxes that a stretch touches, as one. */
  private static @Nullable Box box(TextLine placed, String line, int start, int end) {
    Box box = null;
    int at = 0;
    for (Word word : placed.words()) {
      int found = line.indexOf(word.text(), at);
      if (found < 0) {
        continue;
      }
      at = found + word.text().length();
      if (found < end && at > start) {
        box = box == null ? word.box() : box.union(word.box());
      }
    }
    return box;
  }
}
