package org.kalanjiyam.ocr.server.proof;

import java.sql.Timestamp;
import java.sql.Types;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.server.proof.Revisions.Recognition;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.databind.json.JsonMapper;

/** What an engine recognised, as the columns of a row; the same wherever it is kept. */
final class RecognitionRow {
  static final String COLUMNS =
      """
      page_id, task_id, text, created_at, engine, engine_version, model, language, parameters,
      recipe, preparation, note, image_hash, confidence, width, height, lines
      """;

  static final String VALUES =
      """
      :page, :task, :text, :at, :engine, :engineVersion, :model, :language, :parameters,
      :recipe, :preparation, :note, :hash, :confidence, :width, :height, cast(:lines as jsonb)
      """;

  private RecognitionRow() {}

  static MapSqlParameterSource of(Recognition read, JsonMapper json) {
    PageText text = read.text();
    Provenance from = read.from();
    return new MapSqlParameterSource()
        .addValue("page", read.pageId())
        .addValue("task", read.taskId())
        .addValue("text", text.text())
        .addValue("at", Timestamp.from(read.at()))
        .addValue("engine", from.engine())
        .addValue("engineVersion", from.engineVersion())
        .addValue("model", from.model(), Types.VARCHAR)
        .addValue("language", from.language())
        .addValue("parameters", from.parameters())
        .addValue("recipe", from.recipe().isEmpty() ? null : from.recipe(), Types.VARCHAR)
        .addValue("preparation", from.preparation())
        .addValue("note", from.note(), Types.VARCHAR)
        .addValue("hash", read.imageHash())
        .addValue(
            "confidence",
            text.confidence().isPresent() ? text.confidence().getAsDouble() : null,
            Types.REAL)
        .addValue("width", text.width())
        .addValue("height", text.height())
        .addValue("lines", json.writeValueAsString(text.lines()));
  }
}
