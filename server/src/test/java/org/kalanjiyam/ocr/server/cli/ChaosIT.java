package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.cli.Mischief.Deed;
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

  @Test
  void nothingIsLostAndNothingCountsTwiceWhateverIsKilled() throws Exception {
    System.out.println("Chaos: seed " + SEED + ", " + KILLS + " kills" + (LARGE ? ", large" : ""));
    long begun = System.nanoTime();
    model = new UnsteadyModel(SEED);
    site = LARGE ? new LargeSite(folder) : new OneMachine(folder, model.enginesFile(folder));
    Mischief mischief = new Mischief(site, random, LARGE, LONG_RUN);
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
        if (mischief.happens(deed, tasks)) {
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
      try (Connection sql = site.sql()) {
        // and the calm one
        Ledger.assertRight(sql, tasks.size() + 1);
      }
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
}
