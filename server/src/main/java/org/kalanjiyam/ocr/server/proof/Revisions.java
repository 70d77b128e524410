package org.kalanjiyam.ocr.server.proof;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The revisions of pages' texts: only ever added to, numbered from 1 for each page. */
@Repository
public class Revisions {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  Revisions(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * What an engine read on a page.
   *
   * @param base the page's newest revision when its task started
   * @param imageHash SHA-256 of the image that was read
   */
  public record Recognition(
      long pageId,
      UUID taskId,
      int base,
      PageText text,
      Provenance from,
      String imageHash,
      Instant at) {}

  /**
   * Adds what an engine read as the page's newest revision, unless a person has edited the page
   * since the task started. Runs in its caller's transaction.
   *
   * @return the new revision's version; empty if a person was there first, or the page is gone
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public OptionalInt addRecognised(Recognition read) {
    Optional<Integer> version =
        jdbc.sql(
                """
                update page set version = version + 1, edited = false, proofed_at = null
                where id = :page and not (edited and version > :base)
                returning version
                """)
            .param("page", read.pageId())
            .param("base", read.base())
            .query(Integer.class)
            .optional();
    version.ifPresent(number -> insert(number, read));
    return version.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  private void insert(int version, Recognition read) {
    PageText text = read.text();
    Provenance from = read.from();
    jdbc.sql(
            """
            insert into revision (page_id, version, text, created_at, task_id, engine,
              engine_version, model, language, parameters, image_hash, confidence, width, height,
              lines)
            values (:page, :version, :text, :at, :task, :engine, :engineVersion, :model, :language,
              :parameters, :hash, :confidence, :width, :height, :lines::jsonb)
            """)
        .param("page", read.pageId())
        .param("version", version)
        .param("text", text.text())
        .param("at", Timestamp.from(read.at()))
        .param("task", read.taskId())
        .param("engine", from.engine())
        .param("engineVersion", from.engineVersion())
        .param("model", from.model())
        .param("language", from.language())
        .param("parameters", from.parameters())
        .param("hash", read.imageHash())
        .param("confidence", text.confidence().isPresent() ? text.confidence().getAsDouble() : null)
        .param("width", text.width())
        .param("height", text.height())
        .param("lines", json.writeValueAsString(text.lines()))
        .update();
  }
}
