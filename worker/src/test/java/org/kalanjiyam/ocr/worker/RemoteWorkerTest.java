package org.kalanjiyam.ocr.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.worker.TestImages.Answer;

/**
 * A worker process with 16 requests to a model under way, over a real broker. With {@code
 * -Dkalanjiyam.bench=true} more pages, and a look at how many a second there are.
 */
class RemoteWorkerTest {
  private static final boolean BENCH = Boolean.getBoolean("kalanjiyam.bench");
  private static final int PAGES = BENCH ? 320 : 32;
  private static final int SLOTS = BENCH ? 24 : 16;
  private static final long MOST_BYTES = 300_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private CountDownLatch allAtOnce = new CountDownLatch(SLOTS);
  private volatile long answerMillis = BENCH ? 1_000 : 0;
  private volatile String lastKeys = "";
  private HttpServer model;
  private TestBroker broker;
  private TestImages images;
  private WorkerSupervisor workers;

  @BeforeEach
  void open() throws Exception {
    model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    model.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    model.createContext("/", this::answer);
    model.start();
    broker = new TestBroker();
    images = new TestImages();
    Path file = folder.resolve("engines.yaml");
    Files.writeString(
        file,
        """
        engines:
          - name: model
            url: http://127.0.0.1:%d/v1
            model: m
            key-env: MODELS_KEY
            headers: {X-Desk: "env:MODELS_DESK"}
            at-a-time: %d
            boxes: none
            price: {currency: EUR, page: 0.01}
        """
            .formatted(model.getAddress().getPort(), SLOTS));
    WorkerCommand command =
        new WorkerCommand(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            List.of("-Xmx200m", "-Dkalanjiyam.worker.stop-seconds=1"),
            "model",
            broker.url(),
            environment(file));
    workers =
        new WorkerSupervisor(
            "model", 1, command::toProcess, WorkerSupervisor.Limits.USUAL, line -> {});
    workers.start();
    await().atMost(PATIENCE).until(() -> workers.ready() == 1);
  }

  @AfterEach
  void close() throws Exception {
    workers.close();
    images.close();
    broker.close();
    model.stop(0);
  }

  /** What a server that knows more would let the process know. */
  private static Map<String, String> environment(Path file) {
    Map<String, String> servers =
        Map.of(
            "KALANJIYAM_ENGINES", file.toString(),
            "KALANJIYAM_ADMIN_TOKEN", "not-for-workers",
            "MODELS_KEY", "sesame",
            "MODELS_DESK", "7");
    OcrEngineProvider engine = InstalledEngines.of(servers).find("model").orElseThrow();
    return WorkerEnvironment.of(engine, servers);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      lastKeys =
          exchange.getRequestHeaders().getFirst("Authorization")
              + " "
              + exchange.getRequestHeaders().getFirst("X-Desk");
      asked.incrementAndGet();
      most.accumulateAndGet(now.incrementAndGet(), Math::max);
      allAtOnce.countDown();
      allAtOnce.await();
      Thread.sleep(answerMillis);
      byte[] body =
          """
          {"choices":[{"finish_reason":"stop","message":{"content":"It was the best of times"}}],
           "usage":{"prompt_tokens":1000,"completion_tokens":10}}\
          """
              .getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      now.decrementAndGet();
    }
  }

  @Test
  void sixteenRequestsAreUnderWayInLittleMemory() throws Exception {
    byte[] page = page();
    long start = System.nanoTime();
    for (int i = 1; i <= PAGES; i++) {
      broker.send(job(i, page));
    }
    long largest = 0;
    while (broker.outcomes.size() < PAGES && System.nanoTime() - start < PATIENCE.toNanos()) {
      largest = Math.max(largest, ResidentMemory.of(workers.pids().getFirst()));
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
    double seconds = (System.nanoTime() - start) / 1e9;

    System.out.printf(
        "%d pages in %.1f s: %.1f pages a second, %d at a time, %d MB, %d ms of CPU a page%n",
        PAGES, seconds, PAGES / seconds, most.get(), largest / 1_000_000, cpuMillis() / PAGES);
    assertThat(broker.outcomes).hasSize(PAGES);
    assertThat(broker.outcomes)
        .allMatch(outcome -> outcome.outcome() instanceof Outcome.Recognised)
        .allMatch(outcome -> outcome.cost() != null && outcome.cost().micros() == 10_000);
    assertThat(lastKeys).as("keys from the environment").isEqualTo("Bearer sesame 7");
    assertThat(most.get()).isEqualTo(SLOTS);
    assertThat(largest).isLessThan(MOST_BYTES);
    if (BENCH) {
      assertThat(PAGES / seconds).isGreaterThanOrEqualTo(15);
    }
  }

  @Test
  void aWorkerThatStopsGivesBackWhatWasNotAnsweredAndItIsNotPaidFor() throws Exception {
    answerMillis = 600_000;
    allAtOnce = new CountDownLatch(1);
    byte[] page = page();
    for (int i = 1; i <= 3; i++) {
      broker.send(job(i, page));
    }
    await().atMost(PATIENCE).until(() -> asked.get() == 3);

    workers.close();

    await().atMost(PATIENCE).until(() -> broker.outcomes.size() == 3);
    for (PageOutcome outcome : broker.outcomes) {
      assertThat(outcome.outcome())
          .isInstanceOfSatisfying(
              Outcome.Interrupted.class, no -> assertThat(no.cause()).isEqualTo("stopping"));
      assertThat(outcome.cost()).isNull();
    }
  }

  private long cpuMillis() {
    return ProcessHandle.of(workers.pids().getFirst())
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toMillis)
        .orElse(0L);
  }

  private PageJob job(int page, byte[] image) throws Exception {
    return new PageJob(
        WorkCodec.VERSION,
        new UUID(0, 1),
        page,
        page,
        1,
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image)),
        150,
        "model",
        "eng",
        "",
        images.address("page-" + page, new Answer(200, image)),
        120,
        Instant.now());
  }

  /** A sheet of A4 at 150 dpi. */
  private static byte[] page() throws IOException {
    BufferedImage image = new BufferedImage(1240, 1754, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 1240, 1754);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SERIF, Font.PLAIN, 30));
    for (int y = 150; y < 1600; y += 45) {
      pen.drawString("It was the best of times, it was the worst of times, it was the age", 120, y);
    }
    pen.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
