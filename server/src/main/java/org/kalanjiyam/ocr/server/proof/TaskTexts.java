package org.kalanjiyam.ocr.server.proof;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.server.proof.Revisions.Recognition;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Texts that tasks made for another {@linkplain TaskPurpose purpose} than to be their pages' texts:
 * one of each task and page, kept until the page or the task is deleted.
 */
@Repository
public class TaskTexts {
  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final JsonMapper json;

  TaskTexts(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonMapper json) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.json = json;
  }

  /**
   * A text that a task made of a page.
   *
   * @param page the page's number when the task started
   * @param lines with their places; none where the engine knows none
   */
  public record TaskText(long pageId, int page, UUID taskId, String text, List<Line> lines) {}

  /**
   * Keeps what engines recognised, of each page that is still there. Runs in its caller's
   * transaction; one statement for any number of pages.
   *
   * @return the ids of the pages that are there
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Set<Long> add(List<Recognition> read) {
    if (read.isEmpty()) {
      return Set.of();
    }
    Set<Long> there =
        jdbc.sql("select id from page where id in (:pages) for key share")
            .param("pages", read.stream().map(Recognition::pageId).toList())
            .query((row, number) -> row.getLong(1))
            .set();
    batches.batchUpdate(
        "insert into task_page_text (%s) values (%s) on conflict do nothing"
            .formatted(RecognitionRow.COLUMNS, RecognitionRow.VALUES),
        read.stream()
            .filter(one -> there.contains(one.pageId()))
            .map(one -> RecognitionRow.of(one, json))
            .toArray(SqlParameterSource[]::new));
    return there;
  }

  /** All that a task made, in the book's order. */
  public List<TaskText> of(UUID taskId) {
    return jdbc.sql(
            """
            select t.page_id, p.page, t.task_id, t.text, t.lines
            from task_page_text t
              join task_page p on p.task_id = t.task_id and p.page_id = t.page_id
            where t.task_id = :task order by p.page
            """)
        .param("task", taskId)
        .query((row, number) -> text(row))
        .list();
  }

  /** What the newest task of a purpose made of a page, as its picture is now. */
  public Optional<TaskText> newest(long pageId, TaskPurpose purpose) {
    return jdbc.sql(
            """
            select t.page_id, tp.page, t.task_id, t.text, t.lines
            from task_page_text t join task on task.id = t.task_id
              join task_page tp on tp.task_id = t.task_id and tp.page_id = t.page_id
              join page p on p.id = t.page_id and p.image_hash = t.image_hash
            where t.page_id = :page and task.purpose = :purpose
            order by t.task_id desc limit 1
            """)
        .param("page", pageId)
        .param("purpose", purpose.word())
        .query((row, number) -> text(row))
        .optional();
  }

  private TaskText text(ResultSet row) throws SQLException {
    return new TaskText(
        row.getLong("page_id"),
        row.getInt("page"),
        row.getObject("task_id", UUID.class),
        row.getString("text"),
        List.of(json.readValue(row.getString("lines"), Line[].class)));
  }
}
