package org.kalanjiyam.ocr.engine.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.Outcome.Interrupted;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * Sends a request when it is its turn, and again after what may pass: after a pause that grows, and
 * as a whole no longer than the page may take.
 *
 * @param tries at most, not counting those that the service held off
 * @param pause before the second try; it doubles
 */
record Patience(int tries, Duration pause) {
  static final Patience USUAL = new Patience(4, Duration.ofMillis(500));
  private static final Duration LOOK = Duration.ofMillis(100);

  /** What came of it. */
  sealed interface Result<T> {
    record Answered<T>(T value) implements Result<T> {}

    record Ended<T>(Outcome outcome) implements Result<T> {}
  }

  /** Sends one request. */
  @FunctionalInterface
  interface Request<T> {
    HttpLink.Answer<T> send() throws InterruptedException;
  }

  <T> Result<T> ask(String title, RequestPacer pacer, Recognition recognition, Request<T> request)
      throws InterruptedException {
    Duration wait = pause;
    for (int tried = 1; ; ) {
      Optional<Interrupted> ended = awaitTurn(title, pacer, recognition);
      if (ended.isPresent()) {
        return new Result.Ended<>(ended.get());
      }
      switch (request.send()) {
        case HttpLink.Answer.Read<T>(T value) -> {
          pacer.relax();
          return new Result.Answered<>(value);
        }
        case HttpLink.Answer.Stopped<T> stopped -> {
          return new Result.Ended<>(cancelled());
        }
        case HttpLink.Answer.Failed<T>(Trouble.Lasting(var outcome)) -> {
          return new Result.Ended<>(outcome);
        }
        case HttpLink.Answer.Failed<T>(Trouble.TooMany(Optional<Duration> asked)) ->
            pacer.pause(asked);
        case HttpLink.Answer.Failed<T>(Trouble.Passing(Interrupted outcome)) -> {
          boolean late = Instant.now().plus(wait).isAfter(recognition.deadline());
          if (++tried > tries || late) {
            return new Result.Ended<>(outcome);
          }
          ended = await(wait, recognition);
          if (ended.isPresent()) {
            return new Result.Ended<>(ended.get());
          }
          wait = wait.multipliedBy(2);
        }
      }
    }
  }

  private static Optional<Interrupted> awaitTurn(
      String title, RequestPacer pacer, Recognition recognition) throws InterruptedException {
    while (true) {
      Duration wait = pacer.takeTurn();
      if (wait.isZero()) {
        return Optional.empty();
      }
      if (Instant.now().plus(wait).isAfter(recognition.deadline())) {
        return Optional.of(
            new Interrupted(
                "rate-limited", title + " has too many requests; the page is sent again later."));
      }
      Optional<Interrupted> ended = await(wait, recognition);
      if (ended.isPresent()) {
        return ended;
      }
    }
  }

  private static Optional<Interrupted> await(Duration wait, Recognition recognition)
      throws InterruptedException {
    Supplier<Duration> left = countdown(wait);
    for (Duration rest = left.get(); rest.isPositive(); rest = left.get()) {
      if (recognition.cancellation().requested()) {
        return Optional.of(cancelled());
      }
      Thread.sleep(rest.compareTo(LOOK) < 0 ? rest : LOOK);
    }
    return Optional.empty();
  }

  private static Supplier<Duration> countdown(Duration wait) {
    long end = System.nanoTime() + wait.toNanos();
    return () -> Duration.ofNanos(end - System.nanoTime());
  }

  static Interrupted cancelled() {
    return new Interrupted("cancelled", "Nobody waits for the page any more.");
  }
}
