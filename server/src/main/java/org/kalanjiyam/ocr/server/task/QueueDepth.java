package org.kalanjiyam.ocr.server.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How much waits for each engine. Costs an index entry for each task that has pages waiting. */
@Repository
public class QueueDepth {
  private final JdbcClient jdbc;

  QueueDepth(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What waits for an engine.
   *
   * @param waiting pages that may be handed out
   * @param out pages that are handed out or in work
   * @param oldest when the oldest task that has pages waiting was started; null if none waits
   */
  public record Queue(String engine, int waiting, int out, @Nullable Instant oldest) {}

  /** The engines that have tasks under way. */
  public List<Queue> now() {
    return jdbc.sql(
            """
            select engine, sum(waiting) as waiting, sum(queued + active - waiting) as out,
              min(started_at) filter (where waiting > 0) as oldest
            from task where status in ('PENDING', 'PROGRESS')
            group by engine order by engine
            """)
        .query(
            (row, number) ->
                new Queue(
                    row.getString("engine"),
                    row.getInt("waiting"),
                    row.getInt("out"),
                    Sql.instant(row, "oldest")))
        .list();
  }
}
