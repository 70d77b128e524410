package org.kalanjiyam.ocr.engine.google;

import static com.google.cloud.vision.v1.TextAnnotation.DetectedBreak.BreakType.EOL_SURE_SPACE;
import static com.google.cloud.vision.v1.TextAnnotation.DetectedBreak.BreakType.HYPHEN;
import static com.google.cloud.vision.v1.TextAnnotation.DetectedBreak.BreakType.LINE_BREAK;
import static com.google.cloud.vision.v1.TextAnnotation.DetectedBreak.BreakType.SPACE;
import static com.google.cloud.vision.v1.TextAnnotation.DetectedBreak.BreakType.SURE_SPACE;
import static com.google.cloud.vision.v1.TextAnnotation.DetectedBreak.BreakType.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.vision.v1.TextAnnotation;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;

class VisionReaderTest {
  private final Pages pages = new Pages(1000, 2000).block().paragraph();

  private PageText read() {
    return VisionReader.read(pages.build(), 0, 0);
  }

  @Test
  void breaksMakeSpacesAndLines() {
    pages
        .word(10, 10, 50, 30, 0.9f, "The", SPACE)
        .word(60, 12, 150, 32, 0.8f, "quick", SURE_SPACE)
        .word(160, 10, 250, 30, 0.7f, "brown", EOL_SURE_SPACE)
        .word(10, 50, 80, 70, 0.6f, "fox", LINE_BREAK)
        .word(10, 90, 80, 110, 0.5f, "jumps", UNKNOWN);

    PageText page = read();

    assertThat(page.lines())
        .extracting(Line::text)
        .containsExactly("The quick brown", "fox", "jumps");
    assertThat(page.lines().getFirst().box()).isEqualTo(new Box(10, 10, 250, 32));
    assertThat(page.lines().getFirst().confidence()).isEqualTo(0.8);
    assertThat(page.lines().getFirst().words())
        .extracting(Word::text)
        .containsExactly("The", "quick", "brown");
    assertThat(page.width()).isEqualTo(1000);
  }

  @Test
  void aHyphenIsWrittenAndEndsTheLine() {
    pages.word(10, 10, 50, 30, 0.9f, "Sans", HYPHEN).word(10, 50, 80, 70, 0.9f, "krit", LINE_BREAK);

    assertThat(read().text()).isEqualTo("Sans-\nkrit\n");
    assertThat(read().lines().getFirst().words().getFirst().text()).isEqualTo("Sans-");
  }

  @Test
  void aPrefixBreakComesBeforeItsSymbol() {
    pages
        .word(10, 10, 50, 30, 0.9f, "one", UNKNOWN)
        .wordAfter(SPACE, 60, 10, 90, 30, "two")
        .wordAfter(LINE_BREAK, 10, 50, 90, 70, "three");

    assertThat(read().text()).isEqualTo("one two\nthree\n");
  }

  @Test
  void aParagraphsEndEndsTheLine() {
    pages
        .word(10, 10, 50, 30, 0.9f, "one", UNKNOWN)
        .paragraph()
        .word(10, 50, 50, 70, 0.9f, "two", SPACE)
        .block()
        .word(10, 90, 50, 110, 0.9f, "three", LINE_BREAK);

    PageText page = read();

    assertThat(page.text()).isEqualTo("one\n\ntwo\n\nthree\n");
    assertThat(page.lines()).extracting(Line::block).containsExactly(0, 0, 1);
    assertThat(page.lines()).extracting(Line::paragraph).containsExactly(0, 1, 2);
  }

  @Test
  void punctuationIsJoinedToTheWordThatItTouches() {
    pages
        .word(10, 10, 20, 30, 0.5f, "(", UNKNOWN)
        .word(20, 10, 50, 30, 0.9f, "dog", UNKNOWN)
        .word(50, 10, 60, 32, 0.5f, ".", SPACE)
        .word(70, 10, 90, 30, 0.9f, "-", SPACE)
        .word(100, 10, 130, 30, 0.9f, "कि", UNKNOWN)
        .word(130, 10, 160, 30, 0.9f, "म्", LINE_BREAK);

    Line line = read().lines().getFirst();

    assertThat(line.text()).isEqualTo("(dog. - किम्");
    assertThat(line.words()).extracting(Word::text).containsExactly("(dog.", "-", "कि", "म्");
    assertThat(line.words().getFirst().box()).isEqualTo(new Box(10, 10, 60, 32));
    assertThat(line.words().getFirst().confidence()).isEqualTo(0.74);
  }

  @Test
  void cornersOfTurnedTextAndAbsentOnesMakeABox() {
    pages
        .word(Pages.corners(200, 300, 100, 300, 100, 50, 200, 50), 0.9f, "turned", LINE_BREAK)
        .word(Pages.corners(0, 0, 40, 0, 40, 20, 0, 20), 0.9f, "corner", LINE_BREAK)
        .word(Pages.corners(-5, -5, 1040, -5, 1040, 20, -5, 20), 0.9f, "outside", LINE_BREAK);

    assertThat(read().lines())
        .extracting(Line::box)
        .containsExactly(
            new Box(100, 50, 200, 300), new Box(0, 0, 40, 20), new Box(0, 0, 1000, 20));
  }

  @Test
  void noConfidenceIsNullAndNotZero() {
    pages.word(10, 10, 50, 30, 0, "one", LINE_BREAK);

    assertThat(read().lines().getFirst().confidence()).isNull();
    assertThat(read().confidence()).isEmpty();
  }

  @Test
  void aBlankPageHasNoLinesAndTheImagesSize() {
    PageText page = VisionReader.read(TextAnnotation.getDefaultInstance(), 640, 480);

    assertThat(page.lines()).isEmpty();
    assertThat(page.width()).isEqualTo(640);
    assertThat(page.height()).isEqualTo(480);
  }

  @Test
  void nullCharactersAreLeftOut() {
    pages.word(10, 10, 50, 30, 0.9f, "a\0b", LINE_BREAK);

    assertThat(read().text()).isEqualTo("ab\n");
  }
}
