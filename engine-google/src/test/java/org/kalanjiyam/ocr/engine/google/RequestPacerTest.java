package org.kalanjiyam.ocr.engine.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestPacerTest {
  private long now = Long.MAX_VALUE - 1_000; // a nanosecond clock may overflow
  private final RequestPacer pace = new RequestPacer(600, RequestPacer.FIRST_PAUSE, () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private int turnsNow() {
    int turns = 0;
    while (pace.takeTurn().isZero()) {
      turns++;
    }
    return turns;
  }

  @Test
  void requestsAreSpreadEvenlyAfterAFirstBurst() {
    assertThat(turnsNow()).isEqualTo(16);
    assertThat(pace.takeTurn()).isEqualTo(Duration.ofMillis(100));
    pass(Duration.ofMillis(100));
    assertThat(turnsNow()).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(turnsNow()).isEqualTo(10);
  }

  @Test
  void aMinuteHasNoMoreThanItsRequestsAndTheBurst() {
    int turns = 0;
    for (int i = 0; i < 60_000; i++) {
      turns += turnsNow();
      pass(Duration.ofMillis(1));
    }
    assertThat(turns).isBetween(600, 616);
  }

  @Test
  void aPauseHoldsAllRequestsAndGrows() {
    pace.pause(Optional.empty());
    assertThat(pace.takeTurn()).isEqualTo(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(2));
    assertThat(pace.takeTurn()).isZero();
    assertThat(pace.pause(Optional.empty())).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void requestsThatWereOnTheirWayDoNotLengthenThePause() {
    pace.pause(Optional.empty());
    assertThat(pace.pause(Optional.empty())).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void googlesOwnDelayCounts() {
    assertThat(pace.pause(Optional.of(Duration.ofSeconds(7)))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void noPauseIsLongerThanAMinuteOrSo() {
    for (int i = 0; i < 20; i++) {
      Duration pause = pace.pause(Optional.of(Duration.ofHours(1)));
      assertThat(pause).isEqualTo(Duration.ofSeconds(64));
      pass(pause);
    }
  }

  @Test
  void anAnswerMakesTheNextPauseShortAgain() {
    pass(pace.pause(Optional.empty()));
    pace.relax();
    assertThat(pace.pause(Optional.empty())).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void eachOfSeveralProcessesTakesItsPart() {
    pace.divideBy(4);
    turnsNow();
    pass(Duration.ofSeconds(2));
    assertThat(turnsNow()).isEqualTo(5);
    pace.divideBy(1);
    turnsNow();
    pass(Duration.ofSeconds(1));
    assertThat(turnsNow()).isEqualTo(10);
  }

  @Test
  void aPauseIsToldToTheOthersAndTheirsIsKept() {
    int[] told = {0};
    pace.onPause(() -> told[0]++);
    assertThat(pace.pausedUntil()).isEmpty();
    pace.pauseUntil(java.time.Instant.now().plusSeconds(20));
    assertThat(pace.takeTurn()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
    assertThat(told[0]).isZero();
    pass(Duration.ofSeconds(20));
    pace.pause(Optional.empty());
    pace.pause(Optional.empty());
    assertThat(told[0]).isEqualTo(1);
    assertThat(pace.pausedUntil()).isPresent();
  }
}
