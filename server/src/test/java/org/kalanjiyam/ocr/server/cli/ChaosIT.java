package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.work.WorkQueues;
import tools.jackson.databind.JsonNode;

/**
 * Books are read by the real engine, and one by a model over the network that often fails, while a
 * random schedule kills, freezes and empties everything. Afterwards SQL must say that nothing was
 * lost and nothing counted twice, money included.
 *
 * <p>{@code -Dkalanjiyam.chaos.seed} plays a schedule again; {@code -Dkalanjiyam.chaos.kills} makes
 * it longer; {@code -Dkalanjiyam.chaos.large} does it to the {@link LargeSite}.
 */
class ChaosIT {
  private static final int KILLS = Integer.getInteger("kalanjiyam.chaos.kills", 8);
  private static final long SEED =
      Long.getLong("kalanjiyam.chaos.seed", System.currentTimeMillis() % 100_000);
  private static final boolean LARGE = Boolean.getBoolean("kalanjiyam.chaos.large");
  private static final boolean LONG_RUN = KILLS > 50;
  private static final int BOOKS = 3;
  private static final int PAGES = 12;
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private final Map<Deed, Integer> done = new EnumMap<>(Deed.class);
  private SiteUnderFire site;
  private UnsteadyModel model;

  /** A book, and the engine that reads it. */
  private record Book(String path, String engine) {}

  /** What the schedule does, and how often. */
  private enum Deed {
    KILL_WORKER(6, true),
    KILL_BROKER(2, true),
    KILL_SERVER(3, true),
    KILL_DATABASE(2, true),
    KILL_REDIS(2, true),
    EMPTY_REDIS(2, false),
    FREEZE_WORKER(2, false),
    FREEZE_REDIS(1, false),
    FREEZE_SERVER(1, false),
    FREEZE_DATABASE(1, false),
    DROP_OUTCOME(1, false),
    DOUBLE_OUTCOMES(3, false),
    PAUSE_AND_RESUME(2, false);

    private final int weight;
    private final boolean kill;

    Deed(int weight, boolean kill) {
      this.weight = weight;
      this.kill = kill;
    }

    static Deed next(Random random) {
      int all = 0;
      for (Deed deed : values()) {
        all += deed.weight;
      }
      int at = random.nextInt(all);
      for (Deed deed : values()) {
        at -= deed.weight;
        if (at < 0) {
          return deed;
        }
      }
      throw new IllegalStateException();
    }
  }

  @Test
  void nothingIsLostAndNothingCountsTwiceWhateverIsKilled() throws Exception {
    System.out.println("Chaos: seed " + SEED + ", " + KILLS + " kills" + (LARGE ? ", large" : ""));
    long begun = System.nanoTime();
    model = new UnsteadyModel(SEED);
    site = LARGE ? new LargeSite(folder) : new OneMachine(folder, model.enginesFile(folder));
    try {
      Path file = file();
      Map<String, List<String>> texts = new HashMap<>();
      Book calm = new Book(imported("Calm", file), "tesseract");
      await(start(calm));
      texts.put("tesseract", texts(calm));
      List<Book> books = new ArrayList<>();
      for (int i = 1; i <= BOOKS; i++) {
        books.add(new Book(imported("Book " + i, file), "tesseract"));
      }
      List<String> quiet = new ArrayList<>();
      if (!LARGE) {
        String asked = start(new Book(calm.path(), UnsteadyModel.NAME));
        await(asked);
        quiet.add(asked);
        texts.put(UnsteadyModel.NAME, texts(calm));
        books.add(new Book(imported("Asked", file), UnsteadyModel.NAME));
      }
      assertThat(texts.values())
          .allSatisfy(
              all -> assertThat(all).hasSize(PAGES).allMatch(text -> text.startsWith("Page")));
      List<String> tasks = new ArrayList<>();
      books.forEach(book -> tasks.add(start(book)));
      int kills = 0;
      while (kills < KILLS) {
        Deed deed = Deed.next(random);
        if (happens(deed, tasks)) {
          done.merge(deed, 1, Integer::sum);
          kills += deed.kill ? 1 : 0;
        }
        Thread.sleep(500 + random.nextInt(2000));
        site.startWhatIsDown();
        for (Book book : books) {
          if (LONG_RUN) {
            startAgain(book, tasks);
          }
        }
      }
      calmDown();
      for (String task : tasks) {
        await(task);
      }
      for (Book book : books) {
        assertThat(texts(book)).as(book.path()).isEqualTo(texts.get(book.engine()));
      }
      tasks.addAll(quiet);
      assertSqlIsRight(tasks);
      assertRedisIsRight();
      site.stop();
      site.assertNothingIsLeft();
      System.out.printf(
          "Chaos: seed %d, %s; %d tasks of %d pages; %d s%n",
          SEED, done, tasks.size(), PAGES, (System.nanoTime() - begun) / 1_000_000_000L);
    } catch (AssertionError | RuntimeException e) {
      System.out.println("Chaos: seed " + SEED + " failed after " + done);
      System.out.println(site.said());
      throw e;
    } finally {
      site.close();
      model.close();
    }
  }

  private boolean happens(Deed deed, List<String> tasks) throws Exception {
    switch (deed) {
      case KILL_WORKER -> {
        return anyWorker(ProcessHandle::destroyForcibly);
      }
      case KILL_BROKER -> site.killBroker();
      case KILL_SERVER -> (LARGE && random.nextBoolean() ? site.one() : site.other()).kill();
      case KILL_DATABASE -> {
        site.remember();
        site.database().ifPresent(ProcessHandle::destroyForcibly);
      }
      case KILL_REDIS -> {
        site.redis().kill();
        Thread.sleep(random.nextInt(2000));
        site.redis().start();
      }
      case EMPTY_REDIS -> site.redis().with(commands -> commands.flushall());
      case FREEZE_WORKER -> {
        return anyWorker(worker -> freeze(worker, 1000 + random.nextInt(6000)));
      }
      case FREEZE_REDIS -> {
        site.redis().freeze();
        Thread.sleep(random.nextInt(1500));
        site.redis().thaw();
      }
      case FREEZE_SERVER -> freeze(site.other().process(), 1000 + random.nextInt(6000));
      case FREEZE_DATABASE -> freezeDatabase(500 + random.nextInt(3000));
      case DOUBLE_OUTCOMES -> {
        return takeOutcome(2);
      }
      case DROP_OUTCOME -> {
        // Missed once the page is out for longer than it can be: not for a short run.
        return LONG_RUN && takeOutcome(0);
      }
      case PAUSE_AND_RESUME -> {
        String task = tasks.get(random.nextInt(tasks.size()));
        return control(task, "pause") && control(task, "resume");
      }
    }
    return true;
  }

  private boolean anyWorker(Consumer<ProcessHandle> deed) {
    site.remember();
    List<ProcessHandle> workers = site.boss().isAlive() ? site.boss().workers() : List.of();
    if (workers.isEmpty()) {
      return false;
    }
    deed.accept(workers.get(random.nextInt(workers.size())));
    return true;
  }

  private void freezeDatabase(int millis) {
    site.database()
        .ifPresent(
            first -> freeze(Stream.concat(Stream.of(first), first.descendants()).toList(), millis));
  }

  private static void freeze(ProcessHandle process, int millis) {
    freeze(List.of(process), millis);
  }

  private static void freeze(List<ProcessHandle> processes, int millis) {
    try {
      for (ProcessHandle process : processes) {
        signal("-STOP", process);
      }
      Thread.sleep(millis);
      for (ProcessHandle process : processes) {
        signal("-CONT", process);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String signal, ProcessHandle process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
  }

  /** Takes an outcome before a server does, and puts it back so often. */
  private boolean takeOutcome(int copies) {
    try (var factory = new ActiveMQConnectionFactory(site.brokerUrl() + "?callTimeout=3000");
        var connection = factory.createConnection("server", site.secret("broker-server"));
        var session = connection.createSession(Session.SESSION_TRANSACTED)) {
      connection.start();
      var queue = session.createQueue(WorkQueues.OUTCOMES);
      var taken = session.createConsumer(queue).receive(2000);
      if (taken != null) {
        var producer = session.createProducer(queue);
        for (int i = 0; i < copies; i++) {
          producer.send(taken);
        }
      }
      session.commit();
      return taken != null;
    } catch (JMSException | IOException e) {
      return false;
    }
  }

  private void calmDown() throws Exception {
    site.startWhatIsDown();
    site.one().awaitHealth();
    site.other().awaitHealth();
  }

  private boolean control(String task, String deed) {
    try {
      site.other().api().post(task + "/" + deed, Map.of());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void await(String task) {
    Awaitility.await(task)
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(250))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              JsonNode now = site.one().api().get(task);
              if ("PAUSED".equals(now.path("status").asString())) {
                control(task, "resume");
              }
              return List.of("SUCCESS", "FAILURE").contains(now.path("status").asString());
            });
  }

  private String imported(String title, Path file) throws Exception {
    String path =
        "/api/v1/projects/" + site.one().api().upload(title, file).path("slug").asString();
    Awaitility.await()
        .atMost(LONG)
        .until(() -> "READY".equals(site.one().api().get(path).path("status").asString()));
    return path;
  }

  private String start(Book book) {
    try {
      JsonNode task =
          site.one()
              .api()
              .post(
                  book.path() + "/ocr",
                  Map.of("engine", book.engine(), "language", "eng", "scope", "all"));
      return "/api/v1/tasks/" + task.path("task_id").asString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In a long run a book that was read is read again, so that there is always work. */
  private void startAgain(Book book, List<String> tasks) {
    try {
      tasks.add(start(book));
    } catch (IllegalStateException e) {
      // it is still being read, or the server is away
    }
  }

  private List<String> texts(Book book) throws Exception {
    List<String> texts = new ArrayList<>();
    for (int page = 1; page <= PAGES; page++) {
      texts.add(site.other().api().get(book.path() + "/pages/" + page).path("text").asString());
    }
    return texts;
  }

  private Path file() throws IOException {
    Path zip = folder.resolve("book.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int page = 1; page <= PAGES; page++) {
        Path image =
            DrawnPage.write(
                folder.resolve("page.png"),
                "Page number " + page,
                "All the world's a stage,",
                "And all the men and women merely players;",
                "They have their exits and their entrances.");
        out.putNextEntry(new ZipEntry("%02d.png".formatted(page)));
        out.write(Files.readAllBytes(image));
        out.closeEntry();
      }
    }
    return zip;
  }

  private void assertSqlIsRight(List<String> tasks) throws SQLException {
    try (Connection sql = site.sql()) {
      assertThat(count(sql, "select count(*) from task")).isEqualTo(tasks.size() + 1);
      assertNone(sql, "tasks that have not ended", "select id from task where finished_at is null");
      assertNone(
          sql,
          "pages that have not ended, or are still out",
          """
          select task_id, page from task_page
          where status in ('QUEUED', 'ACTIVE') or ticket is not null
          """);
      assertNone(
          sql,
          "pages read other than once",
          """
          select p.task_id, p.page, count(r.page_id) from task_page p
          left join revision r on r.page_id = p.page_id and r.task_id = p.task_id
          group by p.task_id, p.page, p.status
          having count(r.page_id) <> case when p.status = 'DONE' then 1 else 0 end
          """);
      assertNone(
          sql,
          "tasks whose counts are not those of their pages",
          """
          select t.id from task t join task_page p on p.task_id = t.id
          group by t.id
          having t.total <> count(*)
            or t.done <> count(*) filter (where p.status = 'DONE')
            or t.failed <> count(*) filter (where p.status = 'FAILED')
            or t.skipped <> count(*) filter (where p.status = 'SKIPPED')
            or t.queued + t.active + t.revoked <> 0
          """);
      assertNone(
          sql,
          "pages that were read and not paid for",
          """
          select p.task_id, p.page from task_page p join task t on t.id = p.task_id
          where t.engine = 'unsteady' and p.status = 'DONE'
            and not exists (select from spending s where s.task_id = p.task_id
              and s.page = p.page and s.micros = 10000)
          """);
      assertNone(
          sql,
          "sums of money that are not those of their hand-outs",
          """
          select s.task_id, sum(s.micros), t.micros
          from spending s left join task_spending t using (task_id)
          group by s.task_id, t.micros having sum(s.micros) is distinct from t.micros
          """);
      // However often a page's worker was killed, that is not the page's fault.
      assertNone(
          sql,
          "pages that failed, though nothing was wrong with them",
          """
          select page, cause, reason from task_page
          where status = 'FAILED'
          """);
      assertNone(
          sql,
          "notifications told twice",
          "select task_id from notification where event in ('ENDED', 'FAILED')"
              + " group by task_id having count(*) <> 1");
    }
  }

  private void assertRedisIsRight() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                site.redis()
                    .with(
                        commands ->
                            assertThat(commands.keys("ocr_task:*")).as("records").isEmpty()));
  }

  private static void assertNone(Connection sql, String what, String query) throws SQLException {
    List<Map<String, String>> found = new ArrayList<>();
    try (var statement = sql.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnLabel(i), rows.getString(i));
        }
        found.add(row);
      }
    }
    assertThat(found).as(what).isEmpty();
  }

  private static long count(Connection sql, String query) throws SQLException {
    try (var statement = sql.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
