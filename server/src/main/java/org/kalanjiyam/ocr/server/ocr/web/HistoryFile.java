package org.kalanjiyam.ocr.server.ocr.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.kalanjiyam.ocr.server.task.TaskHistory.Filter;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** The history as a file: CSV by RFC 4180, or a line of JSON for each task. */
enum HistoryFile {
  CSV("text/csv;charset=UTF-8") {
    @Override
    Line open(Writer out) throws IOException {
      var csv = new CSVPrinter(out, CSVFormat.RFC4180);
      csv.printRecord(COLUMNS);
      return task -> csv.printRecord(row(task).values().stream().map(HistoryFile::cell).toList());
    }
  },
  JSONL("application/jsonl") {
    @Override
    Line open(Writer out) {
      return task -> out.write(JsonMapper.shared().writeValueAsString(row(task)) + "\n");
    }
  };

  private static final int AT_ONCE = 500;
  private static final double MILLIS_A_MINUTE = 60_000;
  private static final List<String> COLUMNS =
      List.of(
          "task_id",
          "project_slug",
          "engine",
          "engine_version",
          "language",
          "scope",
          "priority",
          "status",
          "total",
          "done",
          "failed",
          "skipped",
          "revoked",
          "started_by",
          "started_at",
          "begun_at",
          "finished_at",
          "duration_seconds",
          "pages_per_minute",
          "retry_of",
          "pause_reason");

  private final String type;

  HistoryFile(String type) {
    this.type = type;
  }

  /** Writes one task. */
  interface Line {
    void write(Task task) throws IOException;
  }

  abstract Line open(Writer out) throws IOException;

  static Optional<HistoryFile> of(String format) {
    return List.of(values()).stream()
        .filter(file -> file.name().equalsIgnoreCase(format))
        .findFirst();
  }

  MediaType type() {
    return MediaType.parseMediaType(type);
  }

  String fileName() {
    return "tasks." + name().toLowerCase(Locale.ROOT);
  }

  /** Goes through the history part by part, so that its length costs no memory. */
  void write(TaskHistory history, Filter filter, OutputStream stream) throws IOException {
    try (Writer out = new BufferedWriter(new OutputStreamWriter(stream, UTF_8))) {
      Line line = open(out);
      Filter rest = filter;
      for (int found = AT_ONCE; found == AT_ONCE; ) {
        List<Task> part = history.find(rest, AT_ONCE);
        for (Task task : part) {
          line.write(task);
        }
        found = part.size();
        rest = part.isEmpty() ? rest : rest.before(part.getLast().id());
      }
    }
  }

  private static Map<String, @Nullable Object> row(Task task) {
    var counts = task.counts();
    @Nullable Instant begun = task.begunAt();
    @Nullable Instant ended = task.finishedAt();
    @Nullable Duration took =
        begun == null || ended == null ? null : Duration.between(begun, ended);
    Object[] values = {
      task.id().toString(),
      task.projectSlug(),
      task.engine(),
      task.engineVersion(),
      task.language(),
      task.scope().name().toLowerCase(Locale.ROOT),
      task.priority().name().toLowerCase(Locale.ROOT),
      task.status().name(),
      counts.total(),
      counts.done(),
      counts.failed(),
      counts.skipped(),
      counts.revoked(),
      task.startedByName(),
      task.startedAt().toString(),
      begun == null ? null : begun.toString(),
      ended == null ? null : ended.toString(),
      took == null ? null : took.toMillis() / 1000.0,
      took == null || took.toMillis() == 0
          ? null
          : Math.round(10 * counts.done() * MILLIS_A_MINUTE / took.toMillis()) / 10.0,
      task.retryOf() == null ? null : task.retryOf().toString(),
      task.pauseReason()
    };
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      row.put(COLUMNS.get(i), values[i]);
    }
    return row;
  }

  /** A text that a spreadsheet would take for a formula is quoted, as OWASP says. */
  private static @Nullable Object cell(@Nullable Object value) {
    return value instanceof String text && text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : value;
  }
}
