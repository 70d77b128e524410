package org.kalanjiyam.ocr.server.proof;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.Word;

/**
 * A line of a revision, with its place on the page.
 *
 * @param box in pixels of the page's image
 * @param confidence the engine's, 0 to 1; null where there is none
 * @param block number of the block, from 0
 * @param paragraph number of the paragraph within the page, from 0
 * @param words in the line's order; their text is the line's
 * @param corrected whether a person wrote what is here
 */
public record TextLine(
    Box box,
    String text,
    @Nullable Double confidence,
    int block,
    int paragraph,
    List<Word> words,
    boolean corrected) {
  public TextLine {
    Objects.requireNonNull(box, "a line without a place");
    words = List.copyOf(words);
  }

  /** The same line, itself and its words in other places. */
  TextLine moved(UnaryOperator<Box> move) {
    List<Word> there =
        words.stream()
            .map(word -> new Word(move.apply(word.box()), word.text(), word.confidence()))
            .toList();
    return new TextLine(move.apply(box), text, confidence, block, paragraph, there, corrected);
  }

  static TextLine recognised(Line line) {
    return new TextLine(
        line.box(),
        line.text(),
        line.confidence(),
        line.block(),
        line.paragraph(),
        line.words(),
        false);
  }
}
