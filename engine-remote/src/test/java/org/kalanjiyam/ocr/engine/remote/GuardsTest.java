package org.kalanjiyam.ocr.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;

/**
 * Shapes of failures as they were recorded with real models, and what must not be taken for one.
 */
class GuardsTest {
  private static final String PROSE = String.join("\n", TestPages.TEXT);

  @Test
  void aSentenceThatRepeatsWithoutEndIsALoop() {
    String loop = PROSE + "\n" + "The first edition was printed in 1921. ".repeat(9);

    assertThat(Repetition.find(loop)).map(Flaw::cause).contains("repetition");
  }

  @Test
  void aLoopThatWasCutOffInTheMiddleIsALoop() {
    String sentence = "The first edition was printed in 1921. ";
    String loop = PROSE + sentence.repeat(9) + sentence.substring(0, 17) + "…";

    assertThat(Repetition.find(loop)).isPresent();
  }

  @Test
  void aTableWithoutEndOneSyllableWithoutEndAndNumbersWithoutEndAreLoops() {
    assertThat(Repetition.find(PROSE + "| | | | ".repeat(60))).isPresent();
    assertThat(Repetition.find("॥ श्रीः ॥\n" + "न".repeat(40))).isPresent();
    assertThat(Repetition.find(PROSE + "\n" + "0".repeat(30))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ha! ha! ha! ha! ha!",
        "राम राम राम राम",
        "Chapter the Last\n____________________________",
        "Price . . . . . . . . . . . . . . . . . . . . 3",
        "and so on, and so on, and so on.\n\nFinis."
      })
  void whatPeoplePrintIsNoLoop(String text) {
    assertThat(Repetition.find(PROSE + "\n" + text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I'm sorry, but I can't assist with that request.",
        "I’m unable to read the text in this image.",
        "Sorry, I cannot transcribe this page because it is too blurry.",
        "I cannot provide a transcription of copyrighted material.",
        "As an AI language model, I do not see images.",
        "Sure, here is the transcription of the page:\n\nIt was the best of times",
        "Here is the text extracted from the image:",
        "Certainly! Here's the text:",
        "The image shows a page of an old book with two columns.",
        "This image contains handwritten text in Tamil.",
        "The page is blank.",
        "There is no text on this page.",
        "[No visible text]",
        "Blank page"
      })
  void refusalsAndTalkAreToldFromText(String text) {
    assertThat(Guards.chatter(text)).map(Flaw::cause).contains("chatter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Here lies the body of John Smith.",
        "I cannoneer was killed at the gate.",
        "Sure of his friends, he went on.",
        "There is a tide in the affairs of men.",
        "The page held the knight's horse.",
        "Sorry sights, these ruins."
      })
  void booksThatBeginLikeTalkAreNotTakenForIt(String text) {
    assertThat(Guards.chatter(text + "\n" + PROSE)).isEmpty();
  }

  @Test
  void aPageInAnotherScriptIsTold() {
    assertThat(Guards.wrongScript("rāmo rājamaṇiḥ sadā vijayate rāmaṃ rameśaṃ bhaje", "san"))
        .map(Flaw::cause)
        .contains("wrong-script");
    assertThat(Guards.wrongScript(PROSE, "tam")).isPresent();
    assertThat(Guards.wrongScript("राम इति द्व्यक्षरं नाम सर्वपापप्रणाशनम् ॥", "tam")).isPresent();
  }

  @Test
  void aQuotationInAnotherScriptAndLanguagesThatAreNotKnownPass() {
    assertThat(Guards.wrongScript("रामो राजमणिः सदा विजयते (see Griffith, 1870)", "san")).isEmpty();
    assertThat(Guards.wrongScript(PROSE, "san+eng")).isEmpty();
    assertThat(Guards.wrongScript(PROSE, "xyz")).isEmpty();
    assertThat(Guards.wrongScript("p. 12", "san")).isEmpty();
    assertThat(Guards.wrongScript("राम इति", "script/Devanagari")).isEmpty();
    assertThat(Guards.wrongScript(PROSE, "hi")).isPresent();
  }

  @Test
  void anAnswerThatStopsAfterTheFirstLinesOfAFullPageIsTold() {
    ParsedPage first = MarkdownAnswer.parse(TestPages.TEXT[0]);

    assertThat(Guards.shortStop(first, local(0.9))).map(Flaw::cause).contains("short-stop");
    assertThat(Guards.shortStop(MarkdownAnswer.parse(PROSE), local(0.9))).isEmpty();
    assertThat(Guards.shortStop(first, local(0.2))).as("rubbish says nothing").isEmpty();
    assertThat(Guards.shortStop(first, null)).isEmpty();
  }

  @Test
  void anAnswerThatWasCutOffIsTold() {
    assertThat(Guards.truncated("length")).map(Flaw::cause).contains("truncated");
    assertThat(Guards.truncated("stop")).isEmpty();
  }

  static PageText local(double confidence) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < TestPages.TEXT.length; i++) {
      Box box = new Box(100, 100 + i * 50, 900, 140 + i * 50);
      List<Word> words = List.of(new Word(box, TestPages.TEXT[i], confidence));
      lines.add(new Line(box, TestPages.TEXT[i], confidence, 0, 0, words));
    }
    return new PageText(1000, 1400, lines);
  }
}
