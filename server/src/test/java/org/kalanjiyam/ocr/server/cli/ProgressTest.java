package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter written = new StringWriter();

  @Test
  void onATerminalTheBarGrowsWithThePages() {
    var progress = Progress.asBar(new PrintWriter(written));

    progress.pages(5, 10);

    assertThat(written.toString())
        .contains("[###############---------------] 5 of 10 pages")
        .doesNotContain("\n");
  }

  @Test
  void aLineRemovesTheBarFirst() {
    var progress = Progress.asBar(new PrintWriter(written));
    progress.pages(1, 2);

    progress.say("book.pdf: done");

    assertThat(written.toString()).endsWith("\r\u001b[Kbook.pdf: done" + System.lineSeparator());
  }

  @Test
  void elsewhereThereIsNoBar() {
    var progress = Progress.inLines(new PrintWriter(written));

    progress.pages(1, 2);
    progress.pages(2, 2);

    assertThat(written.toString()).isEmpty();
  }

  @Test
  void timeLeftIsSaidInWholeUnits() {
    assertThat(Progress.time(12)).isEqualTo("12 s");
    assertThat(Progress.time(600)).isEqualTo("10 min");
    assertThat(Progress.time(2 * 3600)).isEqualTo("2 h 0 min");
  }
}
