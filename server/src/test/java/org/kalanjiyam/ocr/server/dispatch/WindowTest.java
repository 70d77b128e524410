package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void ofPagesThatTakeSecondsThreeASlotAreOut() {
    assertThat(Window.pages(4, Duration.ofSeconds(2))).isEqualTo(12).isEqualTo(Window.pages(4));
    assertThat(Window.worthwhile(4, 12)).as("no slot waits while it fills").isEqualTo(4);
    assertThat(Window.worthwhile(1000, 3000)).isEqualTo(100);
  }

  @Test
  void ofQuickPagesNoMoreThanAMomentsWorkIsOut() {
    assertThat(Window.pages(2, Duration.ofMillis(100))).isEqualTo(10);
    assertThat(Window.pages(2, Duration.ZERO)).isEqualTo(32);
    assertThat(Window.worthwhile(2, 32)).as("a third is left while it fills").isEqualTo(22);
  }
}
