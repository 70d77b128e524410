package org.kalanjiyam.ocr.engine.remote;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * What local engines do for a remote one: one finds where words are while the remote one is asked,
 * one recognises the page if the remote one fails. Thread-safe.
 */
final class LocalHelp implements AutoCloseable {
  private static final Duration REST = Duration.ofSeconds(5);

  private final Optional<LocalEngine> boxes;
  private final Optional<LocalEngine> fallback;

  LocalHelp(Optional<LocalEngine> boxes, Optional<LocalEngine> fallback) {
    this.boxes = boxes;
    this.fallback = fallback;
  }

  static LocalHelp none() {
    return new LocalHelp(Optional.empty(), Optional.empty());
  }

  /** Begins to look for words; completed with nothing where no engine does. */
  CompletableFuture<Optional<LocalEngine.Found>> begin(Recognition recognition) {
    return boxes
        .map(
            engine ->
                engine.begin(recognition.image(), recognition.language(), recognition.deadline()))
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
  }

  /** What the local engine found, when it has; null if that comes to nothing. */
  static @Nullable PageText await(
      CompletableFuture<Optional<LocalEngine.Found>> help, Recognition recognition) {
    try {
      Duration left = Duration.between(Instant.now(), recognition.deadline());
      return help.get(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
          .map(LocalEngine.Found::text)
          .orElse(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      return null;
    }
  }

  /** The fallback's text for a page that the remote engine failed at; else the failure. */
  Outcome instead(Recognition recognition, EngineSettings engine, Flaw flaw, int tries)
      throws InterruptedException {
    String failure =
        "%s was asked %d times, and its answer %s.".formatted(engine.title(), tries, flaw.what());
    if (fallback.isEmpty() || recognition.draft() != null) {
      return new Outcome.Rejected(
          flaw.cause(), failure + " Look at the page, or have another engine recognise it.");
    }
    LocalEngine other = fallback.get();
    Instant deadline = recognition.deadline().plus(REST);
    try {
      Optional<LocalEngine.Found> found =
          other.begin(recognition.image(), recognition.language(), deadline).get();
      return found
          .<Outcome>map(one -> recognised(one, other.name(), recognition, failure))
          .orElseGet(
              () ->
                  new Outcome.Rejected(
                      flaw.cause(),
                      failure + " Neither did %s recognise it.".formatted(other.name())));
    } catch (ExecutionException e) {
      throw new IllegalStateException("The fallback failed", e);
    }
  }

  private static Outcome recognised(
      LocalEngine.Found found, String engine, Recognition recognition, String failure) {
    return new Outcome.Recognised(
        found.text(),
        new Provenance(
            engine,
            found.version(),
            null,
            recognition.language(),
            recognition.parameters(),
            "",
            "",
            failure + " So %s recognised the page.".formatted(engine)));
  }

  @Override
  public void close() {
    boxes.ifPresent(LocalEngine::close);
    fallback.ifPresent(LocalEngine::close);
  }
}
