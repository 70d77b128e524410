package org.kalanjiyam.ocr.engine.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kalanjiyam.ocr.engine.google.FakeVision.annotated;
import static org.kalanjiyam.ocr.engine.google.FakeVision.failure;
import static org.kalanjiyam.ocr.engine.google.FakeVision.page;
import static org.kalanjiyam.ocr.engine.google.FakeVision.silence;

import com.google.cloud.vision.v1.AnnotateImageResponse;
import com.google.cloud.vision.v1.BatchAnnotateImagesResponse;
import com.google.cloud.vision.v1.Feature;
import com.google.rpc.Code;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;

class GoogleEngineTest {
  static FakeVision google;
  static OcrEngine engine;

  @BeforeAll
  static void open() throws IOException {
    google = new FakeVision(0);
    var setup =
        (GoogleSetup.Usable)
            GoogleSetup.of(Map.of("KALANJIYAM_GOOGLE_ENDPOINT", google.endpoint()));
    engine =
        new GoogleEngine(
            VisionLink.open(setup),
            new RequestPacer(60_000, Duration.ofMillis(2), System::nanoTime),
            new GoogleEngine.Patience(3, Duration.ofMillis(1)));
  }

  @AfterAll
  static void close() {
    engine.close();
    google.close();
  }

  @BeforeEach
  void forget() {
    google.forget();
  }

  @Test
  void asksForDocumentTextAndReadsTheAnswer() throws Exception {
    Outcome outcome = recognise(png(8, 4), "tam");

    var recognised = (Outcome.Recognised) outcome;
    assertThat(recognised.text().text()).isEqualTo("fine\n");
    assertThat(recognised.provenance().engine()).isEqualTo("google");
    assertThat(recognised.provenance().language()).isEqualTo("tam");
    var request = google.requests.getFirst();
    assertThat(request.getFeatures(0).getType()).isEqualTo(Feature.Type.DOCUMENT_TEXT_DETECTION);
    assertThat(request.getImageContext().getLanguageHintsList()).containsExactly("ta");
    assertThat(request.getImage().getContent().toByteArray()).isEqualTo(png(8, 4));
  }

  @Test
  void aPageWithoutTextIsRead() throws Exception {
    google.next(annotated(AnnotateImageResponse.getDefaultInstance()));

    var recognised = (Outcome.Recognised) recognise(png(8, 4), "en");

    assertThat(recognised.text().lines()).isEmpty();
    assertThat(recognised.text().width()).isEqualTo(8);
  }

  @Test
  void anErrorInsideAGoodAnswerIsAnError() throws Exception {
    google.next(
        annotated(
            AnnotateImageResponse.newBuilder()
                .setError(
                    com.google.rpc.Status.newBuilder()
                        .setCode(Code.INVALID_ARGUMENT_VALUE)
                        .setMessage("Bad image data."))
                .build()));

    assertRejected(recognise(png(8, 4), "en"), "refused-image", "Bad image data.");
  }

  @Test
  void whatWillNeverWorkIsNotAskedTwice() throws Exception {
    google.next(failure(Status.PERMISSION_DENIED.withDescription("Billing is off")));
    assertRejected(recognise(png(8, 4), "en"), "permission-denied", "Billing is off");
    google.next(failure(Status.UNAUTHENTICATED));
    assertRejected(recognise(png(8, 4), "en"), "bad-credentials", "");
    google.next(failure(Status.INVALID_ARGUMENT));
    assertRejected(recognise(png(8, 4), "en"), "refused-image", "");
    assertThat(google.requests).hasSize(3);
  }

  @Test
  void whatMayPassIsAskedAgain() throws Exception {
    google.next(failure(Status.UNAVAILABLE), failure(Status.INTERNAL));

    assertThat(recognise(png(8, 4), "en")).isInstanceOf(Outcome.Recognised.class);
    assertThat(google.requests).hasSize(3);
  }

  @Test
  void whatDoesNotPassInterruptsThePage() throws Exception {
    google.next(
        failure(Status.UNAVAILABLE), failure(Status.UNAVAILABLE), failure(Status.UNAVAILABLE));

    assertInterrupted(recognise(png(8, 4), "en"), "unavailable");
    assertThat(google.requests).hasSize(3);
  }

  @Test
  void tooManyRequestsAreWaitedOutHoweverOften() throws Exception {
    for (int i = 0; i < 8; i++) {
      google.next(failure(Status.RESOURCE_EXHAUSTED));
    }

    assertThat(recognise(png(8, 4), "en")).isInstanceOf(Outcome.Recognised.class);
    assertThat(google.requests).hasSize(9);
  }

  @Test
  void tooManyRequestsUntilTheDeadlineInterruptThePage() throws Exception {
    for (int i = 0; i < 200; i++) {
      google.next(failure(Status.RESOURCE_EXHAUSTED));
    }

    Outcome outcome = recognise(png(8, 4), "en", Instant.now().plusMillis(300), () -> false);

    assertInterrupted(outcome, "rate-limited");
  }

  @Test
  void anAnswerThatDoesNotComeEndsAtTheDeadline() throws Exception {
    google.next(silence(), silence(), silence());

    Outcome outcome = recognise(png(8, 4), "en", Instant.now().plusMillis(300), () -> false);

    assertInterrupted(outcome, "too-slow");
  }

  @Test
  void aCancelledPageEndsAtOnce() throws Exception {
    AtomicBoolean asked = new AtomicBoolean();
    google.next(asker -> asked.set(true));

    Outcome outcome = recognise(png(8, 4), "en", Instant.now().plusSeconds(60), asked::get);

    assertInterrupted(outcome, "cancelled");
  }

  @Test
  void sixteenPagesAreReadAtATime() throws Exception {
    int pages = new GoogleProvider().concurrency();
    CountDownLatch allAsked = new CountDownLatch(pages);
    List<StreamObserver<BatchAnnotateImagesResponse>> askers = new ArrayList<>();
    for (int i = 0; i < pages; i++) {
      google.next(
          asker -> {
            synchronized (askers) {
              askers.add(asker);
            }
            allAsked.countDown();
          });
    }
    try (var threads = Executors.newFixedThreadPool(pages)) {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < pages; i++) {
        outcomes.add(threads.submit(() -> recognise(png(8, 4), "en")));
      }
      assertThat(allAsked.await(20, TimeUnit.SECONDS)).isTrue();
      askers.forEach(asker -> page(FakeVision.fine()).to(asker));
      for (Future<Outcome> outcome : outcomes) {
        assertThat(outcome.get()).isInstanceOf(Outcome.Recognised.class);
      }
    }
  }

  @Test
  void imagesBeyondGooglesLimitsAreNotSent() throws Exception {
    assertRejected(recognise(pngOfSize(10_000, 7_501), "en"), "image-too-large", "75 million");
    assertRejected(recognise(new byte[] {1, 2, 3, 4, 5}, "en"), "unreadable-image", "");
    assertRejected(recognise(new byte[0], "en"), "unreadable-image", "");
    assertRejected(recognise(png(8, 4), "xx"), "language-missing", "'xx'");
    assertThat(google.requests).isEmpty();
  }

  @Test
  void aFileThatIsTooLongIsEncodedAnew() throws Exception {
    byte[] padded = Arrays.copyOf(png(8, 4), Picture.MOST_BYTES + 1);

    assertThat(recognise(padded, "en")).isInstanceOf(Outcome.Recognised.class);

    assertThat(google.requests.getFirst().getImage().getContent().size()).isLessThan(1_000);
  }

  @Test
  void jpeg2000IsSentAsPng() throws Exception {
    assertThat(recognise(image("jpeg 2000", 64, 48), "en")).isInstanceOf(Outcome.Recognised.class);

    byte[] sent = google.requests.getFirst().getImage().getContent().toByteArray();
    assertThat(new String(sent, 1, 3, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("PNG");
  }

  private static void assertRejected(Outcome outcome, String cause, String reason) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.cause()).isEqualTo(cause);
              assertThat(rejected.reason()).contains(reason);
            });
  }

  private static void assertInterrupted(Outcome outcome, String cause) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class,
            interrupted -> assertThat(interrupted.cause()).isEqualTo(cause));
  }

  private static Outcome recognise(byte[] image, String language) throws Exception {
    return recognise(image, language, Instant.now().plusSeconds(60), () -> false);
  }

  private static Outcome recognise(
      byte[] image, String language, Instant deadline, Recognition.Cancellation cancellation)
      throws Exception {
    return engine.recognise(
        new Recognition(
            new PageImage(image, OptionalInt.empty()), language, "", deadline, cancellation));
  }

  private static byte[] png(int width, int height) throws IOException {
    return image("png", width, height);
  }

  private static byte[] image(String format, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** A PNG whose header claims a size. */
  private static byte[] pngOfSize(int width, int height) throws IOException {
    byte[] png = png(8, 4);
    java.nio.ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    return png;
  }
}
