package org.kalanjiyam.ocr.engine.google;

import com.google.cloud.vision.v1.AnnotateImageRequest;
import com.google.cloud.vision.v1.AnnotateImageResponse;
import com.google.cloud.vision.v1.Feature;
import com.google.cloud.vision.v1.Image;
import com.google.cloud.vision.v1.ImageContext;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kalanjiyam.ocr.engine.Cost;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.Outcome.Interrupted;
import org.kalanjiyam.ocr.engine.Outcome.Recognised;
import org.kalanjiyam.ocr.engine.Outcome.Rejected;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Recognition;
import org.kalanjiyam.ocr.engine.SharedLimit;
import org.kalanjiyam.ocr.engine.Tariff;

/** Google Vision's {@code DOCUMENT_TEXT_DETECTION}. Thread-safe; all threads share one pacer. */
final class GoogleEngine implements OcrEngine {
  private static final String VERSION = "v1";
  private static final String MODEL = "builtin/stable";
  private static final Duration LOOK = Duration.ofMillis(100);

  private final VisionLink link;
  private final RequestPacer pacer;
  private final Patience patience;
  private final Optional<Tariff> tariff;

  /**
   * How often and after what pause a request is sent again.
   *
   * @param tries at most, not counting those that Google held off
   * @param pause before the second try; it doubles
   */
  record Patience(int tries, Duration pause) {
    static final Patience USUAL = new Patience(4, Duration.ofMillis(500));
  }

  GoogleEngine(VisionLink link, RequestPacer pacer, Patience patience) {
    this(link, pacer, patience, Optional.empty());
  }

  GoogleEngine(VisionLink link, RequestPacer pacer, Patience patience, Optional<Tariff> tariff) {
    this.tariff = tariff;
    this.link = link;
    this.pacer = pacer;
    this.patience = patience;
  }

  static GoogleEngine open(GoogleSetup.Usable setup, Optional<Tariff> tariff) {
    try {
      return new GoogleEngine(
          VisionLink.open(setup),
          new RequestPacer(setup.requestsPerMinute(), RequestPacer.FIRST_PAUSE, System::nanoTime),
          Patience.USUAL,
          tariff);
    } catch (IOException e) {
      throw new UncheckedIOException("Google's client cannot be made ready", e);
    }
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Optional<SharedLimit> sharedLimit() {
    return Optional.of(pacer);
  }

  @Override
  public Outcome recognise(Recognition recognition) throws InterruptedException {
    Optional<List<String>> hints = VisionLanguages.hints(recognition.language());
    if (hints.isEmpty()) {
      return new Rejected(
          "language-missing",
          "Google does not know the language '%s'.".formatted(recognition.language()));
    }
    try {
      Picture picture = Picture.of(recognition.image().bytes());
      return ask(recognition, picture, request(picture, hints.get()));
    } catch (Picture.Unfit e) {
      return e.outcome();
    }
  }

  private static AnnotateImageRequest request(Picture picture, List<String> hints) {
    return AnnotateImageRequest.newBuilder()
        .setImage(Image.newBuilder().setContent(UnsafeByteOperations.unsafeWrap(picture.bytes())))
        .addFeatures(
            Feature.newBuilder().setType(Feature.Type.DOCUMENT_TEXT_DETECTION).setModel(MODEL))
        .setImageContext(ImageContext.newBuilder().addAllLanguageHints(hints))
        .build();
  }

  private Outcome ask(Recognition recognition, Picture picture, AnnotateImageRequest request)
      throws InterruptedException {
    Duration pause = patience.pause();
    for (int tries = 1; ; ) {
      Optional<Interrupted> ended = awaitTurn(recognition);
      if (ended.isPresent()) {
        return ended.get();
      }
      switch (link.annotate(request, recognition)) {
        case VisionLink.Answered(AnnotateImageResponse response) -> {
          pacer.relax();
          tariff.ifPresent(
              price -> recognition.spending().add(new Cost(1, 0, 0, price.microsPerPage())));
          return recognised(recognition, picture, response);
        }
        case VisionLink.Stopped() -> {
          return cancelled();
        }
        case VisionLink.Failed(Trouble.Lasting(Rejected outcome)) -> {
          return outcome;
        }
        case VisionLink.Failed(Trouble.TooMany(Optional<Duration> wait)) -> pacer.pause(wait);
        case VisionLink.Failed(Trouble.Passing(Interrupted outcome)) -> {
          boolean late = Instant.now().plus(pause).isAfter(recognition.deadline());
          if (++tries > patience.tries() || late) {
            return outcome;
          }
          ended = await(pause, recognition);
          if (ended.isPresent()) {
            return ended.get();
          }
          pause = pause.multipliedBy(2);
        }
      }
    }
  }

  /** Waits for this process's turn; an outcome if the page's time ends before it. */
  private Optional<Interrupted> awaitTurn(Recognition recognition) throws InterruptedException {
    while (true) {
      Duration wait = pacer.takeTurn();
      if (wait.isZero()) {
        return Optional.empty();
      }
      if (Instant.now().plus(wait).isAfter(recognition.deadline())) {
        return Optional.of(
            new Interrupted(
                "rate-limited", "Google has too many requests; the page is sent again later."));
      }
      Optional<Interrupted> ended = await(wait, recognition);
      if (ended.isPresent()) {
        return ended;
      }
    }
  }

  private static Optional<Interrupted> await(Duration wait, Recognition recognition)
      throws InterruptedException {
    Instant end = Instant.now().plus(wait);
    while (!recognition.cancellation().requested()) {
      Duration left = Duration.between(Instant.now(), end);
      if (!left.isPositive()) {
        return Optional.empty();
      }
      Thread.sleep(left.compareTo(LOOK) < 0 ? left : LOOK);
    }
    return Optional.of(cancelled());
  }

  private static Interrupted cancelled() {
    return new Interrupted("cancelled", "Nobody waits for the page any more.");
  }

  private static Outcome recognised(
      Recognition recognition, Picture picture, AnnotateImageResponse response) {
    return new Recognised(
        VisionReader.read(response.getFullTextAnnotation(), picture.width(), picture.height()),
        new Provenance("google", VERSION, MODEL, recognition.language(), ""));
  }

  @Override
  public void close() {
    link.close();
  }
}
