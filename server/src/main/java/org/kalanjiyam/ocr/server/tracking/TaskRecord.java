package org.kalanjiyam.ocr.server.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The value of {@code ocr_task:{project_slug}}: a JSON object with exactly these four members. */
record TaskRecord(UUID taskId, String engine, String startedAt, String projectSlug) {
  private static final DateTimeFormatter UTC_MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern ENGINE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** A record that was read, or why it can't be. */
  sealed interface Reading {
    record Absent() implements Reading {}

    record Found(byte[] raw, TaskRecord record) implements Reading {}

    record Corrupt(byte[] raw, String why) implements Reading {}
  }

  static TaskRecord of(Task task) {
    return new TaskRecord(task.id(), task.engine(), iso(task.startedAt()), task.projectSlug());
  }

  /** UTC with six digits of a second and no zone. */
  static String iso(Instant instant) {
    return UTC_MICROS.format(instant);
  }

  String json() {
    return JSON.createObjectNode()
        .put("task_id", taskId.toString())
        .put("engine", engine)
        .put("started_at", startedAt)
        .put("project_slug", projectSlug)
        .toString();
  }

  static Reading read(byte @Nullable [] raw, String slug, int largest) {
    if (raw == null || raw.length == 0) {
      return new Reading.Absent();
    }
    if (raw.length > largest) {
      return new Reading.Corrupt(raw, "it is larger than " + largest + " bytes");
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
      return new Reading.Found(raw, parse(JSON.readTree(text), slug));
    } catch (CharacterCodingException e) {
      return new Reading.Corrupt(raw, "it is not UTF-8");
    } catch (JacksonException e) {
      return new Reading.Corrupt(raw, "it is not JSON");
    } catch (IllegalArgumentException e) {
      return new Reading.Corrupt(raw, String.valueOf(e.getMessage()));
    }
  }

  private static TaskRecord parse(@Nullable JsonNode json, String slug) {
    if (json == null || !json.isObject()) {
      throw new IllegalArgumentException("it is not a JSON object");
    }
    String id = member(json, "task_id");
    UUID taskId = UUID.fromString(id);
    if (!taskId.toString().equals(id)) {
      throw new IllegalArgumentException("its task_id is not a UUID in lower case");
    }
    String engine = member(json, "engine");
    if (!ENGINE.matcher(engine).matches()) {
      throw new IllegalArgumentException("its engine is not the name of one");
    }
    if (!member(json, "project_slug").equals(slug)) {
      throw new IllegalArgumentException("it is another project's");
    }
    return new TaskRecord(taskId, engine, member(json, "started_at"), slug);
  }

  private static String member(JsonNode json, String name) {
    JsonNode value = json.get(name);
    if (value == null || !value.isString()) {
      throw new IllegalArgumentException("its " + name + " is missing or not a string");
    }
    return value.stringValue();
  }
}
