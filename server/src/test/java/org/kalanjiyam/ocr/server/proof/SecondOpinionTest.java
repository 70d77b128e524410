package org.kalanjiyam.ocr.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;

class SecondOpinionTest {
  private static TextLine line(boolean corrected, String text) {
    List<Word> words = new ArrayList<>();
    for (String word : text.split(" ")) {
      words.add(new Word(new Box(0, 0, 10, 10), word, null));
    }
    return new TextLine(new Box(0, 0, 100, 10), text, null, 0, 0, words, corrected);
  }

  private static final List<TextLine> LINES =
      List.of(line(false, "It vvas the best"), line(false, "of tirnes indeed"));

  @Test
  void aWordThatTheOtherEngineReadOtherwiseIsInDoubtAndTheOtherIsNamed() {
    assertThat(SecondOpinion.doubts(LINES, "It was the best of times indeed"))
        .containsExactly(new Doubt(0, 1, List.of("was")), new Doubt(1, 1, List.of("times")));
  }

  @Test
  void linesThatBreakElsewhereAndJoinersMakeNoDoubt() {
    List<TextLine> one = List.of(line(false, "\u0b95\u0bcd\u200c\u0bb7 two"), line(false, "three"));

    assertThat(SecondOpinion.doubts(one, "\u0b95\u0bcd\u0bb7\n\ntwo three")).isEmpty();
  }

  @Test
  void wordsThatOnlyTheOtherEngineFoundAreDoubtedAtTheWordBefore() {
    assertThat(SecondOpinion.doubts(LINES, "It vvas the very best of tirnes indeed"))
        .containsExactly(new Doubt(0, 2, List.of("the very")));
    assertThat(SecondOpinion.doubts(LINES, "Once It vvas the best of tirnes indeed"))
        .containsExactly(new Doubt(0, 0, List.of("Once It")));
    assertThat(SecondOpinion.doubts(List.of(), "words")).isEmpty();
  }

  @Test
  void wordsThatTheOtherEngineDidNotFindAreInDoubt() {
    assertThat(SecondOpinion.doubts(LINES, "It vvas the best of"))
        .containsExactly(new Doubt(1, 1, List.of()), new Doubt(1, 2, List.of()));
  }

  @Test
  void whatAPersonWroteIsNotDoubted() {
    List<TextLine> lines = List.of(line(true, "It vvas the best"), LINES.getLast());

    assertThat(SecondOpinion.doubts(lines, "It was the best of times indeed"))
        .containsExactly(new Doubt(1, 1, List.of("times")));
  }
}
