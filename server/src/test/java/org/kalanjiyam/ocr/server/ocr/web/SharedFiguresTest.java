package org.kalanjiyam.ocr.server.ocr.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.MutableClock;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStatus;

class SharedFiguresTest {
  private final MutableClock clock = new MutableClock();
  private final SharedFigures figures = new SharedFigures(clock);
  private final AtomicInteger made = new AtomicInteger();
  private final Task task = SampleRuns.task(TaskStatus.PROGRESS, SampleRuns.pages(10, 3, true));

  @Test
  void aThousandWatchersOfOneChangeHaveItRenderedOnce() throws Exception {
    try (var watchers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> seen =
          IntStream.range(0, 1000)
              .mapToObj(i -> watchers.submit(() -> of(Locale.ENGLISH)))
              .toList();
      for (Future<String> one : seen) {
        assertThat(one.get()).isEqualTo("made 1");
      }
    }
  }

  @Test
  void anotherLanguageAndALaterSecondHaveTheirOwn() throws Exception {
    of(Locale.ENGLISH);
    assertThat(of(Locale.of("ta"))).isEqualTo("made 2");
    clock.advance(Duration.ofSeconds(1));
    assertThat(of(Locale.ENGLISH)).isEqualTo("made 3");
  }

  @Test
  void whatCouldNotBeRenderedIsTriedAgain() throws Exception {
    assertThatThrownBy(
            () ->
                figures.of(
                    task,
                    Locale.ENGLISH,
                    () -> {
                      throw new IllegalStateException("no database");
                    }))
        .hasRootCauseMessage("no database");
    assertThat(of(Locale.ENGLISH)).isEqualTo("made 1");
  }

  private String of(Locale locale) throws InterruptedException {
    return figures.of(task, locale, () -> "made " + made.incrementAndGet());
  }
}
