package org.kalanjiyam.ocr.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.kalanjiyam.ocr.work.WorkerOrder;
import org.kalanjiyam.ocr.worker.TestImages.Answer;

/** Two real worker processes with the scripted engine, a real broker, an image server. */
class WorkerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Answer IMAGE = image("delay=0");
  private static final AtomicLong tickets = new AtomicLong();

  static final List<String> log = new CopyOnWriteArrayList<>();
  static TestBroker broker;
  static TestImages images;
  static WorkerSupervisor workers;

  private final UUID task = UUID.randomUUID();

  @BeforeAll
  static void start() throws Exception {
    broker = new TestBroker();
    images = new TestImages();
    workers = supervise("scripted", 2, Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    List<Long> pids = workers.pids();
    workers.close();
    images.close();
    broker.close();
    assertThat(pids).allMatch(pid -> ProcessHandle.of(pid).isEmpty());
  }

  @BeforeEach
  void bothAreThere() {
    await().atMost(PATIENCE).until(() -> workers.ready() == 2);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(broker.pagesLeft()).isZero());
  }

  private static WorkerSupervisor supervise(
      String engine, int count, Map<String, String> environment) {
    var command =
        new WorkerCommand(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            List.of("-Xmx64m", "-Dkalanjiyam.worker.stop-seconds=4"),
            engine,
            broker.url(),
            environment);
    var limits =
        new WorkerSupervisor.Limits(Duration.ofMillis(500), Duration.ofSeconds(8), 1L << 30);
    var soon = new Restarts(Duration.ofMillis(50), Duration.ofMillis(50), PATIENCE);
    var supervisor =
        new WorkerSupervisor(engine, count, command::toProcess, limits, soon, log::add);
    supervisor.start();
    return supervisor;
  }

  @Test
  void aPageIsFetchedReadAndReported() throws Exception {
    PageJob job = job(images.address("page", IMAGE), IMAGE.body());

    broker.send(job);

    PageOutcome outcome = outcome(job);
    assertThat(((Outcome.Recognised) outcome.outcome()).text().text()).startsWith("This page has");
    assertThat(outcome.imageHash()).isEqualTo(job.imageHash());
    assertThat(outcome.ticket()).isEqualTo(job.ticket());
    assertThat(images.fetchesOf(job.image()))
        .extracting(TestImages.Fetch::worker)
        .containsExactly(outcome.worker());
  }

  @Test
  void workersSayWhoTheyAreAndWhatTheyDo() throws Exception {
    PageJob job = job(images.address("long", image("delay=600000")), image("delay=600000").body());
    broker.announcements.clear();

    broker.send(job);

    await()
        .atMost(PATIENCE)
        .until(() -> broker.announcements.stream().anyMatch(one -> isReading(one, job)));
    WorkerAnnouncement said =
        broker.announcements.stream().filter(one -> isReading(one, job)).findFirst().orElseThrow();
    assertThat(said.engine()).isEqualTo("scripted");
    assertThat(said.languages()).extracting(l -> l.code()).contains("eng", "san");
    assertThat(said.slots()).isEqualTo(1);
    assertThat(said.worker()).isEqualTo(images.fetchesOf(job.image()).getFirst().worker());

    broker.order(new WorkerOrder.Drop(task));
    await().atMost(Duration.ofSeconds(2)).until(() -> broker.pagesLeft() == 0);
    assertThat(broker.outcomes).noneMatch(outcome -> outcome.ticket() == job.ticket());
  }

  @Test
  void aPageThatNobodyWaitsForIsDropped() throws Exception {
    PageJob job = job(images.address("gone", Answer.gone()), IMAGE.body());

    broker.send(job);

    await().atMost(PATIENCE).until(() -> broker.pagesLeft() == 0);
    assertThat(images.fetchesOf(job.image())).hasSize(1);
    assertThat(broker.outcomes).noneMatch(outcome -> outcome.ticket() == job.ticket());
  }

  @Test
  void anImageThatIsNotThePagesIsNotRead() throws Exception {
    PageJob job = job(images.address("changed", IMAGE), "another image".getBytes(UTF_8));

    broker.send(job);

    assertInterrupted(outcome(job), "wrong-image");
  }

  @Test
  void aServerInTroubleIsAskedAgain() throws Exception {
    Answer trouble = new Answer(503, new byte[0]);
    PageJob soon = job(images.address("trouble", trouble, IMAGE), IMAGE.body());
    PageJob never = job(images.address("down", trouble), IMAGE.body());

    broker.send(soon);
    broker.send(never);

    assertThat(outcome(soon).outcome()).isInstanceOf(Outcome.Recognised.class);
    assertInterrupted(outcome(never), "image-unreachable");
    assertThat(images.fetchesOf(never.image())).hasSize(4);
  }

  @Test
  void aPageWhoseImageIsLostComesBackWithTheReason() throws Exception {
    PageJob job = job(images.address("lost", new Answer(404, new byte[0])), IMAGE.body());

    broker.send(job);

    PageOutcome outcome = outcome(job);
    assertInterrupted(outcome, "image-unreachable");
    assertThat(outcome.outcome().toString()).contains("does not find its file");
  }

  @Test
  void aDefectOfTheEngineInterruptsThePage() throws Exception {
    Answer image = image("throw");
    PageJob job = job(images.address("throw", image), image.body());

    broker.send(job);

    assertInterrupted(outcome(job), "engine-defect");
    assertLogged("ERROR task=" + job.taskId() + " page=1 The engine scripted failed");
  }

  @Test
  void aPageWhoseWorkerIsKilledIsReadByAnother() throws Exception {
    Answer image = image("delay=3000");
    PageJob job = job(images.address("killed", image), image.body());
    broker.send(job);
    await().atMost(PATIENCE).until(() -> images.fetchesOf(job.image()).size() == 1);

    kill("-KILL", images.fetchesOf(job.image()).getFirst().pid());

    PageOutcome outcome = outcome(job);
    assertThat(outcome.outcome()).isInstanceOf(Outcome.Recognised.class);
    assertThat(images.fetchesOf(job.image()))
        .hasSize(2)
        .extracting(TestImages.Fetch::worker)
        .doesNotHaveDuplicates()
        .endsWith(outcome.worker());
    assertLogged("was killed (SIGKILL");
  }

  @Test
  void aPageThatCrashesItsWorkerComesBackAndTheWorkerToo() throws Exception {
    Answer image = image("crash");
    PageJob job = job(images.address("crash", image, Answer.gone()), image.body());

    broker.send(job);

    await().atMost(PATIENCE).until(() -> images.fetchesOf(job.image()).size() == 2);
    assertLogged("crashed (SIGSEGV)");
    bothAreThere();
  }

  @Test
  void aPageThatHangsHasItsWorkerKilled() throws Exception {
    Answer image = image("hang");
    PageJob job = job(images.address("hang", image, Answer.gone()), image.body(), 1);

    broker.send(job);

    await().atMost(PATIENCE).until(() -> images.fetchesOf(job.image()).size() == 2);
    assertLogged("took too long over page " + job.taskId() + " 1");
  }

  @Test
  void aCancelledPageOfADeafEngineIsGoneWithinTwoSecondsAndTheOthersGoOn() throws Exception {
    Answer image = image("hang");
    PageJob deaf = job(images.address("deaf", image, Answer.gone()), image.body());
    PageJob other = withTask(job(images.address("other", IMAGE), IMAGE.body()), UUID.randomUUID());
    broker.send(deaf);
    await()
        .atMost(PATIENCE)
        .until(() -> broker.announcements.stream().anyMatch(one -> isReading(one, deaf)));
    long pid = images.fetchesOf(deaf.image()).getFirst().pid();

    long cancelled = System.nanoTime();
    broker.order(new WorkerOrder.Drop(task));
    broker.send(other);

    await().atMost(Duration.ofSeconds(2)).until(() -> ProcessHandle.of(pid).isEmpty());
    Duration took = Duration.ofNanos(System.nanoTime() - cancelled);
    assertThat(took).as("from the order to the process's end").isLessThan(Duration.ofSeconds(2));
    assertThat(outcome(other).outcome()).isInstanceOf(Outcome.Recognised.class);
    await().atMost(PATIENCE).until(() -> broker.pagesLeft() == 0);
    assertThat(broker.outcomes).noneMatch(outcome -> outcome.ticket() == deaf.ticket());
  }

  @Test
  void aPageThatComesAfterItsTaskWasCancelledIsNotRead() throws Exception {
    Answer image = image("hang");
    PageJob late = job(images.address("late", image), image.body());
    broker.order(new WorkerOrder.Drop(task));
    PageJob other = withTask(job(images.address("next", IMAGE), IMAGE.body()), UUID.randomUUID());

    // Orders overtake nothing for certain, so the page waits a moment; both workers stay alive.
    List<Long> pids = workers.pids();
    Thread.sleep(500);
    broker.send(late);
    broker.send(other);

    assertThat(outcome(other).outcome()).isInstanceOf(Outcome.Recognised.class);
    await().atMost(Duration.ofSeconds(5)).until(() -> broker.pagesLeft() == 0);
    assertThat(images.fetchesOf(late.image())).isEmpty();
    assertThat(workers.pids()).isEqualTo(pids);
  }

  @Test
  void aPageThatTakesAllMemoryComesBack() throws Exception {
    Answer image = image("memory");
    PageJob job = job(images.address("memory", image, Answer.gone()), image.body());

    broker.send(job);

    await().atMost(PATIENCE).until(() -> images.fetchesOf(job.image()).size() == 2);
    assertLogged("ran out of memory");
  }

  @Test
  void aFrozenWorkerIsKilledAndItsPageReadByAnother() throws Exception {
    Answer image = image("delay=2000");
    PageJob job = job(images.address("frozen", image), image.body());
    broker.send(job);
    await().atMost(PATIENCE).until(() -> images.fetchesOf(job.image()).size() == 1);

    kill("-STOP", images.fetchesOf(job.image()).getFirst().pid());

    assertThat(outcome(job).outcome()).isInstanceOf(Outcome.Recognised.class);
    assertLogged("was frozen");
  }

  @Test
  void aWorkerThatIsToldToEndFinishesItsPage() throws Exception {
    Answer image = image("delay=1500");
    PageJob job = job(images.address("term", image), image.body());
    broker.send(job);
    await().atMost(PATIENCE).until(() -> images.fetchesOf(job.image()).size() == 1);
    TestImages.Fetch fetch = images.fetchesOf(job.image()).getFirst();

    kill("-TERM", fetch.pid());

    assertThat(outcome(job).worker()).isEqualTo(fetch.worker());
    assertThat(images.fetchesOf(job.image())).hasSize(1);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                broker.announcements.stream()
                    .anyMatch(one -> one.worker().equals(fetch.worker()) && one.leaving()));
    assertLogged("was told to end (SIGTERM)");
  }

  @Test
  void aWorkerThatIsToldToEndGivesALongPageBack() throws Exception {
    Answer image = image("delay=600000");
    PageJob job = job(images.address("back", image), image.body());
    broker.send(job);
    await().atMost(PATIENCE).until(() -> images.fetchesOf(job.image()).size() == 1);

    kill("-TERM", images.fetchesOf(job.image()).getFirst().pid());

    assertInterrupted(outcome(job), "stopping");
  }

  @Test
  void aPageOfAnotherReleaseIsLeftAlone() throws Exception {
    PageJob job = job(images.address("version", IMAGE), IMAGE.body());

    broker.send("scripted", WorkCodec.write(job), WorkCodec.VERSION + 1);

    PageJob next = job(images.address("after", IMAGE), IMAGE.body());
    broker.send("scripted", WorkCodec.write(next), WorkCodec.VERSION);
    outcome(next);
    try {
      assertThat(broker.pagesLeft()).isEqualTo(1);
      assertThat(images.fetchesOf(job.image())).isEmpty();
    } finally {
      broker.purge();
    }
  }

  @Test
  void rubbishAmongThePagesIsDropped() throws Exception {
    broker.send("scripted", "{\"no\": \"page\"", WorkCodec.VERSION);

    assertLogged("is dropped");
  }

  @Test
  void googlesClientWorksBesideTheBrokers() throws Exception {
    byte[] png = drawnPage();
    PageJob drawn = job(images.address("google", new Answer(200, png)), png);
    PageJob job = withEngine(drawn, "google");
    // Nobody listens on port 1: what counts is that the client runs in a worker's process.
    try (WorkerSupervisor google =
        supervise("google", 1, Map.of("KALANJIYAM_GOOGLE_ENDPOINT", "127.0.0.1:1"))) {
      await().atMost(PATIENCE).until(() -> google.ready() == 1);
      broker.send(job);

      assertInterrupted(outcome(job), "unavailable");
      assertThat(broker.announcements)
          .anySatisfy(
              one -> {
                assertThat(one.engine()).isEqualTo("google");
                assertThat(one.slots()).isEqualTo(16);
                assertThat(one.paid()).isTrue();
              });
    }
  }

  private static byte[] drawnPage() throws Exception {
    var image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static PageJob withTask(PageJob job, UUID task) {
    return with(job, task, job.engine(), job.language());
  }

  private static PageJob withEngine(PageJob job, String engine) {
    return with(job, job.taskId(), engine, "en");
  }

  private static PageJob with(PageJob job, UUID task, String engine, String language) {
    return new PageJob(
        job.version(),
        task,
        job.page(),
        job.ticket(),
        job.attempt(),
        job.imageHash(),
        job.dpi(),
        engine,
        language,
        job.parameters(),
        job.image(),
        job.limitSeconds(),
        job.sentAt());
  }

  private static void kill(String signal, long pid) throws Exception {
    assertThat(workers.pids()).contains(pid);
    new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
  }

  private static boolean isReading(WorkerAnnouncement announcement, PageJob job) {
    return announcement.pages().stream().anyMatch(page -> page.taskId().equals(job.taskId()));
  }

  private static PageOutcome outcome(PageJob job) {
    await()
        .atMost(PATIENCE)
        .until(() -> broker.outcomes.stream().anyMatch(o -> o.ticket() == job.ticket()));
    List<PageOutcome> found =
        broker.outcomes.stream().filter(o -> o.ticket() == job.ticket()).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private static void assertInterrupted(PageOutcome outcome, String cause) {
    assertThat(outcome.outcome())
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class, no -> assertThat(no.cause()).isEqualTo(cause));
  }

  private static void assertLogged(String part) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(log).anyMatch(line -> line.contains(part)));
  }

  private static Answer image(String script) {
    return new Answer(200, ("an image kalanjiyam-script:" + script).getBytes(UTF_8));
  }

  private PageJob job(URI image, byte[] bytes) throws Exception {
    return job(image, bytes, 1_000);
  }

  private PageJob job(URI image, byte[] bytes, int limitSeconds) throws Exception {
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    return new PageJob(
        WorkCodec.VERSION,
        task,
        1,
        tickets.incrementAndGet(),
        1,
        hash,
        300,
        "scripted",
        "eng",
        "",
        image,
        limitSeconds,
        Instant.now());
  }
}
