package org.kalanjiyam.ocr.server.statistics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Metrics of what else waits on the site, as {@code docs/metrics.md} describes them: e-mails and
 * webhooks to send, imports, texts that the search has not looked through. Counted up to {@value
 * #MANY}, as they were at most {@value #SAMPLE_MILLIS} ms ago.
 */
@Component
class SiteMetrics {
  private static final long SAMPLE_MILLIS = 10_000;
  private static final int MANY = 10_000;
  private static final Waiting NOTHING = new Waiting(0, 0, 0, 0);

  private final JdbcClient jdbc;
  private final Clock clock;
  private volatile Waiting last = NOTHING;

  SiteMetrics(MeterRegistry metrics, JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
    gauge(metrics, "kalanjiyam.outbox", "E-mails and webhooks to send", Waiting::outbox);
    Gauge.builder("kalanjiyam.outbox.oldest", this, site -> site.last.oldestSeconds())
        .description("Age of the oldest of them")
        .baseUnit("seconds")
        .register(metrics);
    gauge(metrics, "kalanjiyam.imports", "Uploads whose pages are being stored", Waiting::imports);
    gauge(metrics, "kalanjiyam.search.due", "Pages that the search looks through", Waiting::due);
  }

  /** What waits; {@code oldestSeconds} of what is to be sent, 0 if nothing is. */
  private record Waiting(long outbox, double oldestSeconds, long imports, long due) {}

  private void gauge(
      MeterRegistry metrics, String name, String description, ToDoubleFunction<Waiting> value) {
    Gauge.builder(name, this, site -> value.applyAsDouble(site.last))
        .description(description)
        .register(metrics);
  }

  @Scheduled(fixedDelay = SAMPLE_MILLIS)
  void sample() {
    try {
      last =
          jdbc.sql(
                  """
                  select
                    (select count(*) from (select from delivery where next_at is not null
                      limit :many) d) as outbox,
                    coalesce((select extract(epoch from :now - min(created_at)) from (
                      select created_at from delivery where next_at is not null
                      order by next_at limit :many) d), 0) as oldest,
                    (select count(*) from project_import) as imports,
                    (select count(*) from (select from search_due limit :many) s) as due
                  """)
              .param("many", MANY)
              .param("now", Timestamp.from(clock.instant()))
              .query(
                  (row, number) ->
                      new Waiting(
                          row.getLong("outbox"),
                          Math.max(0, row.getDouble("oldest")),
                          row.getLong("imports"),
                          row.getLong("due")))
              .single();
    } catch (DataAccessException e) {
      // The database's own health says it; the gauges keep what was known last.
      return;
    }
  }
}
