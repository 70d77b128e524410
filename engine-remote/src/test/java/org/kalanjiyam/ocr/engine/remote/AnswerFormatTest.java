package org.kalanjiyam.ocr.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;

/** Answers as models give them. */
class AnswerFormatTest {
  private static final Frame FRAME = new Frame(2048, 4096, 1024, 2048);

  @Test
  void frontMatterGoesAndMarkdownReadsAsOnPaper() throws Exception {
    ParsedPage page =
        AnswerFormat.MARKDOWN.parse(
            """
            ---
            primary_language: en
            is_rotation_valid: True
            rotation_correction: 0
            is_table: False
            ---
            # Chapter **One**

            It was *the best* of times,
            it was __the worst__ of times. 3 * 4 * 5 snake_case_name

            ![A ship at sea](page_10_20_300_400.png)

            1986. A year.
            > quoted
            <table><tr><th>Name</th><th>Age</th></tr><tr><td>Rāma</td><td>7 &amp; 8</td></tr></table>
            """,
            FRAME);

    assertThat(page.turn()).isZero();
    assertThat(page.text())
        .isEqualTo(
            """
            Chapter One

            It was the best of times,
            it was the worst of times. 3 * 4 * 5 snake_case_name

            1986. A year.
            quoted

            Name Age
            Rāma 7 & 8\
            """);
  }

  @Test
  void aPageThatLiesIsToBeTurned() throws Exception {
    ParsedPage page =
        AnswerFormat.MARKDOWN.parse(
            "---\nis_rotation_valid: False\nrotation_correction: 90\n---\nrubbish", FRAME);

    assertThat(page.turn()).isEqualTo(90);
  }

  @Test
  void aFenceAroundTheTextIsNoText() throws Exception {
    assertThat(AnswerFormat.MARKDOWN.parse("```markdown\nOne\nTwo\n```", FRAME).text())
        .isEqualTo("One\nTwo");
  }

  @Test
  void blocksOfHtmlHaveBoxesFrom0To1024() throws Exception {
    ParsedPage page =
        AnswerFormat.HTML_BLOCKS.parse(
            """
            <div data-bbox="100 50 900 90" data-label="Section-Header"><h1>A Title</h1></div>
            <div data-bbox="[100, 100, 900, 500]" data-label="Text"><p>One line<br/>and <b>another</b></p></div>
            <div data-bbox="100 500 900 900" data-label="Image"><img alt="a ship"/>a ship</div>
            """,
            FRAME);

    assertThat(page.blocks())
        .containsExactly(
            new ParsedPage.Block(new Box(200, 200, 1800, 360), List.of("A Title")),
            new ParsedPage.Block(
                new Box(200, 400, 1800, 2000), List.of("One line", "and another")));
    assertThatThrownBy(() -> AnswerFormat.HTML_BLOCKS.parse("Just text", FRAME))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void blocksOfJsonHaveBoxesInPixelsOfWhatWasSent() throws Exception {
    ParsedPage page =
        AnswerFormat.JSON_BLOCKS.parse(
            """
            ```json
            [{"bbox": [10, 20, 500, 60], "category": "Title", "text": "## A Title"},
             {"bbox": [10, 70, 500, 900], "category": "Picture"},
             {"bbox": [10, 910, 500, 1000], "category": "Table", "text": "<table><tr><td>a</td><td>b</td></tr></table>"}]
            ```\
            """,
            FRAME);

    assertThat(page.blocks())
        .containsExactly(
            new ParsedPage.Block(new Box(20, 40, 1000, 120), List.of("A Title")),
            new ParsedPage.Block(new Box(20, 1820, 1000, 2000), List.of("a b")));
    assertThatThrownBy(() -> AnswerFormat.JSON_BLOCKS.parse("[{\"bbox\": [1, 2", FRAME))
        .isInstanceOf(UnreadableAnswer.class);
  }

  @Test
  void placesBetweenRefAndDetRunFrom0To1000() throws Exception {
    ParsedPage page =
        AnswerFormat.REF_DET.parse(
            """
            <|ref|>title<|/ref|><|det|>[[100, 50, 900, 80]]<|/det|>
            # A Title

            <|ref|>image<|/ref|><|det|>[[100, 90, 900, 400]]<|/det|>
            <center>A ship</center>
            <|ref|>text<|/ref|><|det|>[[100, 500, 900, 600]]<|/det|>
            It was the best of times
            """,
            new Frame(1000, 2000, 500, 1000));

    assertThat(page.blocks())
        .containsExactly(
            new ParsedPage.Block(new Box(100, 100, 900, 160), List.of("A Title")),
            new ParsedPage.Block(
                new Box(100, 1000, 900, 1200), List.of("It was the best of times")));
  }
}
