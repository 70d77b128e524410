package org.kalanjiyam.ocr.server.proof;

import java.time.Instant;
import java.time.ZoneOffset;
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
   * Adds what an engine read as the page's newest revision. Runs in its caller's transaction.
   *
   * @return the new revision's version
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public int addRecognised(
      long pageId, UUID taskId, PageText text, Provenance from, String imageHash, Instant at) {
    int version =
        jdbc.sql(
                """
                update page set version = version + 1, edited = false, proofed_at = null
                where id = :page returning version
                """)
            .param("page", pageId)
            .query(Integer.class)
            .single();
    jdbc.sql(
            """
            insert into revision (page_id, version, text, created_at, task_id, engine,
              engine_version, model, language, parameters, image_hash, confidence, width, height,
              lines)
            values (:page, :version, :text, :at, :task, :engine, :engineVersion, :model, :language,
              :parameters, :hash, :confidence, :width, :height, :lines::jsonb)
            """)
        .param("page", pageId)
        .param("version", version)
        .param("text", text.text())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("task", taskId)
        .param("engine", from.engine())
        .param("engineVersion", from.engineVersion())
        .param("model", from.model())
        .param("language", from.language())
        .param("parameters", from.parameters())
        .param("hash", imageHash)
        .param(
            "confidence", text.confidence().isPresent() ? text.confidence().getAsDouble() : null)
        .param("width", text.width())
        .param("height", text.height())
        .param("lines", json.writeValueAsString(text.lines()))
        .update();
    return version;
  }
}
