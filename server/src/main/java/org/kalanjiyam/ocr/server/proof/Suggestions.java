package org.kalanjiyam.ocr.server.proof;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Suggestions that wait for a person: of each page the newest one, until it is accepted or
 * dismissed. Nothing becomes a page's text but by a person. Thread-safe.
 */
@Repository
public class Suggestions {
  private final JdbcClient jdbc;
  private final Proofing proofing;
  private final Clock clock;

  Suggestions(JdbcClient jdbc, Proofing proofing, Clock clock) {
    this.jdbc = jdbc;
    this.proofing = proofing;
    this.clock = clock;
  }

  /** What was made of a page, and of which text. */
  private record Made(UUID taskId, String engine, String language, String text, String base) {}

  /** The suggestion that waits; empty where none does, or it would change nothing any more. */
  public Optional<Suggestion> of(PageWithText page) {
    return newest(page.page().id()).flatMap(made -> suggestion(made, page));
  }

  private static Optional<Suggestion> suggestion(Made made, PageWithText page) {
    String text = Correction.of(made.base(), page.text(), made.text());
    return text.equals(page.text())
        ? Optional.empty()
        : Optional.of(
            new Suggestion(
                made.taskId(),
                made.engine(),
                made.language(),
                page.version(),
                text,
                TextDifference.between(page.text(), text)));
  }

  private Optional<Made> newest(long pageId) {
    return jdbc.sql(
            """
            select t.task_id, t.engine, t.language, t.text, coalesce(r.text, '') as base
            from task_page_text t
              join task on task.id = t.task_id and task.purpose = 'suggestion'
              join task_page o on o.task_id = t.task_id and o.page_id = t.page_id
              left join revision r on r.page_id = t.page_id and r.version = o.base_version
            where t.page_id = :page and not exists (
              select 1 from settled_suggestion s
              where s.page_id = t.page_id and s.task_id >= t.task_id)
            order by t.task_id desc limit 1
            """)
        .param("page", pageId)
        .query(
            (row, number) ->
                new Made(
                    row.getObject("task_id", UUID.class),
                    row.getString("engine"),
                    row.getString("language"),
                    row.getString("text"),
                    row.getString("base")))
        .optional();
  }

  /**
   * Makes the suggestion the page's text, as this person's.
   *
   * @param page as it is now
   * @param version of the text that the person saw it beside
   * @param summary what is said of the change
   * @return empty if no suggestion waits
   */
  @Transactional
  public Optional<SaveResult> accept(
      PageWithText page, int version, @Nullable String summary, Person by) {
    Optional<Suggestion> waiting = of(page);
    return waiting.map(
        suggestion -> {
          Edit edit = new Edit(suggestion.text(), version, summary, List.of(), Edit.Then.LEAVE);
          SaveResult result = proofing.save(page.page(), edit, by);
          if (result instanceof SaveResult.Saved) {
            settle(page.page(), suggestion.taskId(), Verdict.ACCEPTED, by);
          }
          return result;
        });
  }

  /** Takes the page's suggestion away; false if none waits. */
  @Transactional
  public boolean dismiss(Page page, Person by) {
    Optional<Made> waiting = newest(page.id());
    waiting.ifPresent(made -> settle(page, made.taskId(), Verdict.DISMISSED, by));
    return waiting.isPresent();
  }

  private enum Verdict {
    ACCEPTED,
    DISMISSED
  }

  private void settle(Page page, UUID taskId, Verdict verdict, Person by) {
    jdbc.sql(
            """
            insert into settled_suggestion (page_id, task_id, person_id, accepted, settled_at)
            values (:page, :task, :person, :accepted, :at) on conflict do nothing
            """)
        .param("page", page.id())
        .param("task", taskId)
        .param("person", by.id())
        .param("accepted", verdict == Verdict.ACCEPTED)
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }
}
