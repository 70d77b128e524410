package org.kalanjiyam.ocr.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.Cost;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.scripted.EngineJar;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.kalanjiyam.ocr.work.WorkerOrder;
import org.kalanjiyam.ocr.worker.TestImages.Answer;

/** The processes of a machine whose engines are a jar in a folder, a real broker. */
class MachineWorkersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENGINE =
      """
      package third.party;
      import java.time.Instant;
      import java.util.*;
      import org.kalanjiyam.ocr.engine.*;
      public final class Third implements OcrEngineProvider, OcrEngine, SharedLimit {
        private static int shared;
        private volatile Runnable paused = () -> {};
        private volatile Instant until;
        public String name() { return "third"; }
        public String title() { return "Third"; }
        public int concurrency() { return 3; }
        public int processes(int slots) { return 2; }
        public int memoryLimitMebibytes() { return 200; }
        public Readiness readiness(Map<String, String> environment) {
          return environment.containsKey("THIRD_KEY")
              ? new Readiness.Ready(List.of(new Language("eng", "English")))
              : new Readiness.NotReady("THIRD_KEY is not set.");
        }
        public OcrEngine open(Map<String, String> environment) { return this; }
        public String version() { return "3"; }
        public Outcome recognise(Recognition page) {
          page.spending().add(new Cost(1, 20, 3, 40));
          page.spending().add(new Cost(1, 20, 3, 40));
          until = Instant.parse("2100-01-01T00:00:00Z");
          paused.run();
          Box box = new Box(0, 0, 9, 9);
          String text = Thread.currentThread().isVirtual() + " of " + shared;
          List<Word> words = List.of(new Word(box, text, null));
          return new Outcome.Recognised(
              new PageText(9, 9, List.of(new Line(box, text, null, 0, 0, words))),
              new Provenance("third", "3", null, page.language(), page.parameters()));
        }
        public void close() {}
        public Optional<SharedLimit> sharedLimit() { return Optional.of(this); }
        public void divideBy(int processes) { shared = processes; }
        public void pauseUntil(Instant until) { this.until = until; }
        public Optional<Instant> pausedUntil() { return Optional.ofNullable(until); }
        public void onPause(Runnable listener) { paused = listener; }
      }
      """;

  @TempDir Path folder;

  private static MachineWorkers machine(
      TestBroker broker, Map<String, String> environment, List<String> log) {
    return new MachineWorkers(
        InstalledEngines.of(environment),
        0,
        engine ->
            new WorkerCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                List.of(WorkerCommand.heapFor(engine)),
                engine.name(),
                broker.url(),
                environment),
        log::add);
  }

  @Test
  void aJarInTheFolderIsServedByAsManyProcessesAsItAsksForAndItsPagesCountWhatTheyCost()
      throws Exception {
    EngineJar.make(
        ENGINE,
        "third.party.Third",
        OcrEngineProvider.class.getName(),
        folder.resolve("third.jar"));
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(InstalledEngines.FOLDER, folder.toString());
    environment.put("THIRD_KEY", "secret");
    byte[] image = {1, 2, 3};
    try (TestBroker broker = new TestBroker();
        TestImages images = new TestImages();
        MachineWorkers workers = machine(broker, environment, new CopyOnWriteArrayList<>())) {
      workers.start();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  broker.announcements.stream()
                          .filter(one -> one.engine().equals("third"))
                          .map(WorkerAnnouncement::worker)
                          .distinct()
                          .count()
                      == 2);
      assertThat(workers.pids().get("third")).hasSize(2);
      broker.order(new WorkerOrder.Share("third", 7, null));
      broker.order(new WorkerOrder.Share("another", 9, null));

      PageJob job = job(images.address("page", new Answer(200, image)), image);
      broker.send(job);

      await().atMost(PATIENCE).until(() -> !broker.outcomes.isEmpty());
      PageOutcome outcome = broker.outcomes.getFirst();
      assertThat(((Outcome.Recognised) outcome.outcome()).text().text()).isEqualTo("true of 7\n");
      assertThat(outcome.cost()).isEqualTo(new Cost(2, 40, 6, 80));
      await()
          .atMost(Duration.ofSeconds(2))
          .until(
              () ->
                  broker.announcements.stream()
                      .anyMatch(
                          one ->
                              one.limit() != null
                                  && one.limit().name().equals("third")
                                  && one.limit().pausedUntil() != null));
    }
  }

  @Test
  void anEngineThatIsNotReadyGetsNoProcessAndTheReasonIsTold() throws Exception {
    EngineJar.make(
        ENGINE,
        "third.party.Third",
        OcrEngineProvider.class.getName(),
        folder.resolve("third.jar"));
    List<String> log = new CopyOnWriteArrayList<>();
    try (TestBroker broker = new TestBroker();
        MachineWorkers workers =
            machine(broker, Map.of(InstalledEngines.FOLDER, folder.toString()), log)) {
      workers.start();

      assertThat(log).contains("The engine third gets no workers here. THIRD_KEY is not set.");
      assertThat(workers.pids()).doesNotContainKey("third").containsEntry("scripted", List.of());
    }
  }

  @Test
  void anEngineWhoseSettingsChangeGetsOtherProcessesAndOneThatIsGoneNone() throws Exception {
    Path file = folder.resolve("engines.yaml");
    Files.writeString(file, "engines: [{name: one, url: 'http://127.0.0.1:1/v1', model: m}]");
    List<String> log = new CopyOnWriteArrayList<>();
    try (TestBroker broker = new TestBroker();
        MachineWorkers workers =
            machine(broker, Map.of("KALANJIYAM_ENGINES", file.toString()), log)) {
      workers.start();
      workers.look();
      assertThat(workers.pids()).containsKey("one");
      assertThat(log).noneMatch(line -> line.contains("have changed"));

      Files.writeString(file, "engines: [{name: one, url: 'http://127.0.0.1:1/v1', model: other}]");
      workers.look();
      assertThat(log)
          .containsOnlyOnce("The settings of the engine one have changed; its workers end");
      assertThat(workers.pids()).containsKey("one");

      Files.writeString(file, "engines: []");
      workers.look();
      assertThat(workers.pids()).doesNotContainKey("one").containsKey("scripted");
    }
  }

  private static PageJob job(URI image, byte[] bytes) throws Exception {
    return new PageJob(
        WorkCodec.VERSION,
        UUID.randomUUID(),
        1,
        1,
        1,
        HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)),
        0,
        "third",
        "eng",
        "",
        image,
        60,
        Instant.now());
  }
}
