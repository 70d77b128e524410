package org.kalanjiyam.ocr.server.statistics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.task.TaskPages.Attempt;
import org.kalanjiyam.ocr.server.task.TaskPages.Attempt.Fate;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void tenThousandPagesOfThirtyTwoSlotsAreASmallPicture() {
    List<Attempt> attempts = new ArrayList<>();
    for (int page = 0; page < 10_000; page++) {
      Instant begun = START.plusMillis(page / 32 * 1500L + page * 37 % 400);
      attempts.add(attempt("worker-" + page % 32, page, begun, 1300, Fate.ENDED_WELL));
    }
    long begin = System.nanoTime();

    Timeline timeline = Timeline.of(attempts, START);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(timeline.lanes()).hasSize(32);
    assertThat(timeline.lanes().stream().mapToInt(Timeline.Lane::pages).sum()).isEqualTo(10_000);
    int bytes =
        timeline.lanes().stream()
            .mapToInt(lane -> lane.waited().length() + lane.worked().length() + 600)
            .sum();
    assertThat(bytes).isLessThan(300_000);
  }

  @Test
  void pagesThatAWorkerHasAtTheSameTimeHaveLanesOfTheirOwn() {
    Timeline timeline =
        Timeline.of(
            List.of(
                attempt("remote", 1, START, 10_000, Fate.ENDED_WELL),
                attempt("remote", 2, START.plusSeconds(5), 10_000, Fate.ENDED_WELL),
                attempt("remote", 3, START.plusSeconds(11), 10_000, Fate.ENDED_WELL)),
            START);

    assertThat(timeline.lanes()).extracting(Timeline.Lane::pages).containsExactly(2, 1);
  }

  @Test
  void anAttemptThatCameToNothingIsDrawnApart() {
    Timeline timeline =
        Timeline.of(
            List.of(
                attempt("one", 1, START, 1000, Fate.CAME_TO_NOTHING),
                attempt("one", 1, START.plusSeconds(2), 1000, Fate.ENDED_WELL)),
            START);

    Timeline.Lane lane = timeline.lanes().getFirst();
    assertThat(lane.lost()).isEqualTo("M65 5h645");
    assertThat(lane.worked()).startsWith("M").isNotEqualTo(lane.lost());
    assertThat(lane.waited()).isNotEmpty();
  }

  @Test
  void beforeAnyPageHasBegunThereIsNone() {
    assertThat(Timeline.of(List.of(), START)).isNull();
  }

  private static Attempt attempt(String worker, int page, Instant begun, long millis, Fate fate) {
    return new Attempt(page, worker, begun.minusMillis(100), begun, begun.plusMillis(millis), fate);
  }
}
