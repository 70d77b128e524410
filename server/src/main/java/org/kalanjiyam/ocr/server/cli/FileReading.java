package org.kalanjiyam.ocr.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.kalanjiyam.ocr.server.export.ExportFormat;
import tools.jackson.databind.JsonNode;

/** Takes one file through the server: a project, a task, its exports. */
final class FileReading {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** A look each time that this share of the time left is over. */
  private static final int LOOKS = 4;

  private static final Set<String> ENDED = Set.of("SUCCESS", "FAILURE", "REVOKED");
  private static final Duration WORKERS_LIMIT = Duration.ofSeconds(60);

  private final ServerApi api;
  private final OcrWishes wishes;
  private final String name;
  private final OutputNames names;
  private final Tally tally;

  FileReading(ServerApi api, OcrWishes wishes, String name, OutputNames names, Tally tally) {
    this.api = api;
    this.wishes = wishes;
    this.name = name;
    this.names = names;
    this.tally = tally;
  }

  /** Reads the file; a failure is a result, not an exception. */
  FileResult of(Path file) throws InterruptedException {
    try {
      JsonNode project = imported(api.upload(name, file));
      if (!"READY".equals(project.path("status").asString())) {
        return new FileResult.NotRead(project.path("status_reason").asString("it cannot be read"));
      }
      return read(file, project.path("slug").asString());
    } catch (IOException e) {
      return new FileResult.NotRead(String.valueOf(e.getMessage()));
    }
  }

  private JsonNode imported(JsonNode project) throws IOException, InterruptedException {
    JsonNode now = project;
    while ("IMPORTING".equals(now.path("status").asString())) {
      Thread.sleep(BETWEEN_LOOKS);
      now = api.get("/api/v1/projects/" + now.path("slug").asString());
    }
    return now;
  }

  private FileResult read(Path file, String slug) throws IOException, InterruptedException {
    JsonNode task =
        api.post(
            "/api/v1/projects/" + slug + "/ocr",
            Map.of("engine", wishes.engine(), "language", wishes.language()));
    String path = "/api/v1/tasks/" + task.path("task_id").asString();
    long begun = System.nanoTime();
    while (!ENDED.contains(task.path("status").asString())) {
      tally.file(file, through(task), task.path("total").asInt());
      if ("PAUSED".equals(task.path("status").asString())) {
        api.post(path + "/cancel", Map.of());
        return new FileResult.NotRead(task.path("pause_reason").asString("the task was paused"));
      }
      if (through(task) == 0 && lasts(begun) && api.get("/api/v1/workers").isEmpty()) {
        return new FileResult.NotRead("no worker starts; --verbose shows more");
      }
      Thread.sleep(untilNextLook(Duration.ofNanos(System.nanoTime() - begun), task));
      task = api.get(path);
    }
    tally.file(file, through(task), task.path("total").asInt());
    List<Path> written = export(slug);
    List<String> failures = failures(path);
    api.delete("/api/v1/projects/" + slug);
    return failures.isEmpty() && "SUCCESS".equals(task.path("status").asString())
        ? new FileResult.Read(task.path("total").asInt(), written)
        : new FileResult.PagesFailed(failures, written);
  }

  /** Each look is work for the server, which the pages need; the end is seen soon all the same. */
  private static Duration untilNextLook(Duration passed, JsonNode task) {
    return untilNextLook(passed, through(task), task.path("total").asInt());
  }

  static Duration untilNextLook(Duration passed, int through, int total) {
    if (through == 0) {
      return BETWEEN_LOOKS;
    }
    Duration pause = passed.multipliedBy(total - through).dividedBy((long) through * LOOKS);
    return pause.compareTo(BETWEEN_LOOKS) < 0
        ? BETWEEN_LOOKS
        : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  private static boolean lasts(long begun) {
    return System.nanoTime() - begun > WORKERS_LIMIT.toNanos();
  }

  private static int through(JsonNode task) {
    return task.path("done").asInt() + task.path("failed").asInt() + task.path("skipped").asInt();
  }

  private List<String> failures(String task) throws IOException, InterruptedException {
    return StreamSupport.stream(api.get(task + "/pages").spliterator(), false)
        .filter(page -> "FAILED".equals(page.path("status").asString()))
        .map(
            page ->
                "page %s: %s"
                    .formatted(
                        page.path("page").asString(),
                        page.path("error").asString("it could not be read")))
        .toList();
  }

  private List<Path> export(String slug) throws IOException, InterruptedException {
    List<Path> written = new ArrayList<>();
    for (ExportFormat format : wishes.formats()) {
      Path draft = wishes.output().toAbsolutePath().resolve("." + name + "." + format.word());
      String suffix = download(slug, format, draft);
      Path file = names.file(name, suffix);
      ServerApi.moveInPlace(draft, file);
      Path here = Path.of("").toAbsolutePath();
      written.add(file.startsWith(here) ? here.relativize(file) : file);
    }
    return List.copyOf(written);
  }

  private String download(String slug, ExportFormat format, Path draft)
      throws IOException, InterruptedException {
    try {
      return api.download("/api/v1/projects/" + slug + "/export?format=" + format.word(), draft)
          .orElse(format.suffix());
    } catch (IOException e) {
      throw new IOException(
          "it was read, but not written as %s: %s".formatted(format.word(), e.getMessage()), e);
    }
  }
}
