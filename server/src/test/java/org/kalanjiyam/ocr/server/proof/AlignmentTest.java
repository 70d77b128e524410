package org.kalanjiyam.ocr.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;

final class AlignmentTest {
  private static final Box SHEET = new Box(0, 0, 1000, 1000);

  /** A line at 100 times its number, its words 100 pixels apart. */
  private static TextLine line(int number, String text) {
    List<Word> words = new ArrayList<>();
    for (String token : text.split(" ")) {
      int x = 100 + 100 * words.size();
      words.add(new Word(new Box(x, 100 * number, x + 90, 100 * number + 50), token, 0.9));
    }
    Box box = new Box(100, 100 * number, 100 + 100 * words.size(), 100 * number + 50);
    return new TextLine(box, text, 0.9, 0, number, words, false);
  }

  private static final TextLine FIRST = line(1, "It was the besl of limes,");
  private static final TextLine SECOND = line(2, "it was the worst of times,");
  private static final TextLine THIRD = line(3, "it was the age of wisdom");

  private static List<TextLine> place(String text) {
    return Alignment.place(List.of(FIRST, SECOND, THIRD), text, SHEET);
  }

  @Test
  void linesThatStayedKeepAllTheyHave() {
    assertThat(place(FIRST.text() + "\n\n" + SECOND.text() + "\n" + THIRD.text() + "\n"))
        .containsExactly(FIRST, SECOND, THIRD);
  }

  @Test
  void aCorrectedLineKeepsItsWordsPlacesAndTheConfidenceOfThoseThatStayed() {
    List<TextLine> placed =
        place("It was the best of times,\n" + SECOND.text() + "\n" + THIRD.text());
    TextLine corrected = placed.getFirst();
    assertThat(corrected.corrected()).isTrue();
    assertThat(corrected.text()).isEqualTo("It was the best of times,");
    assertThat(corrected.confidence()).isNull();
    assertThat(corrected.words())
        .extracting(Word::box)
        .isEqualTo(FIRST.words().stream().map(Word::box).toList());
    assertThat(corrected.words())
        .extracting(Word::confidence)
        .containsExactly(0.9, 0.9, 0.9, null, 0.9, null);
    assertThat(placed.subList(1, 3)).containsExactly(SECOND, THIRD);
  }

  @Test
  void aLineWithAnotherNumberOfWordsSpreadsThemOverItsBox() {
    TextLine corrected = place("ab cd\n" + SECOND.text() + "\n" + THIRD.text()).getFirst();
    assertThat(corrected.box()).isEqualTo(FIRST.box());
    assertThat(corrected.words())
        .containsExactly(
            new Word(new Box(100, 100, 340, 150), "ab", null),
            new Word(new Box(460, 100, 700, 150), "cd", null));
  }

  @Test
  void aLineThatWasTakenOutIsGone() {
    assertThat(place(FIRST.text() + "\n" + THIRD.text())).containsExactly(FIRST, THIRD);
  }

  @Test
  void linesThatWereJoinedHaveTheRoomOfBoth() {
    TextLine joined = place(FIRST.text() + "\nit was worst, it was wise").getLast();
    assertThat(joined.box()).isEqualTo(SECOND.box().union(THIRD.box()));
  }

  @Test
  void aLineThatWasDividedSharesItsRoom() {
    List<TextLine> placed =
        place("It was\nthe best of times,\n" + SECOND.text() + "\n" + THIRD.text());
    assertThat(placed).hasSize(4);
    assertThat(placed.get(0).box()).isEqualTo(new Box(100, 100, 700, 125));
    assertThat(placed.get(1).box()).isEqualTo(new Box(100, 125, 700, 150));
  }

  @Test
  void anInsertedLineStandsBetweenItsNeighbours() {
    List<TextLine> placed =
        place(FIRST.text() + "\nforgotten by the engine\n" + SECOND.text() + "\n" + THIRD.text());
    assertThat(placed.get(1).box()).isEqualTo(new Box(100, 150, 700, 200));
    assertThat(placed.get(2)).isEqualTo(SECOND);
  }

  @Test
  void textOnAPageThatNoEngineReadIsSpreadOverThePage() {
    List<TextLine> placed = Alignment.place(List.of(), "one\ntwo", SHEET);
    assertThat(placed)
        .extracting(TextLine::box)
        .containsExactly(new Box(0, 0, 1000, 500), new Box(0, 500, 1000, 1000));
  }
}
