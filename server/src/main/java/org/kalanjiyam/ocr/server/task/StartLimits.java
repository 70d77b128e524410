package org.kalanjiyam.ocr.server.task;

import java.util.Optional;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.task.StartResult.AtLimit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much one person, and the whole site, may have under way. Looked at in the transaction of a
 * start, behind a lock of the database, so that many starts at once cannot pass it together.
 */
@Component
class StartLimits {
  private static final String SETTING = "kalanjiyam.limits.";

  private final JdbcClient jdbc;
  private final Most person;
  private final Most site;

  StartLimits(JdbcClient jdbc, StartLimitProperties limits) {
    this.jdbc = jdbc;
    this.person = new Most(limits.tasksPerPerson(), limits.pagesPerPerson());
    this.site = new Most(limits.tasks(), limits.pages());
  }

  /** Tasks that have not ended, and pages of them that have not begun. */
  private record Most(long tasks, long pages) {}

  /**
   * Whether a start must be refused. Call it last in the transaction, with the new task counted in
   * already: the lock is held till the transaction ends.
   *
   * @param pages that the new task brings
   */
  Optional<AtLimit> refuse(Person by, int pages) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('kalanjiyam.start'))")
        .query((row, number) -> 0)
        .list();
    return over(person, use(by.id()), pages, "-per-person", "You have", "of yours")
        .or(() -> over(site, use(-1), pages, "", "The site has", "of the site"));
  }

  private Optional<AtLimit> over(
      Most most, Most use, int pages, String who, String have, String whose) {
    if (use.tasks() > most.tasks()) {
      return Optional.of(
          new AtLimit(
              SETTING + "tasks" + who,
              most.tasks(),
              "%s %s in progress, which is the limit. Start this one when one %s has"
                      .formatted(have, counted(use.tasks() - 1, "task"), whose)
                  + " ended, or cancel one that is not needed."));
    }
    long before = use.pages() - pages;
    if (use.pages() > most.pages()) {
      return Optional.of(
          new AtLimit(
              SETTING + "pages" + who,
              most.pages(),
              "%s %s waiting; with the %,d of this task it would be more than the limit of %,d."
                      .formatted(have, counted(before, "page"), pages, most.pages())
                  + " Start it when more pages have been recognised, or name fewer pages, like 1-500."));
    }
    return Optional.empty();
  }

  private static String counted(long number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }

  /**
   * @param person -1: everybody
   */
  private Most use(long person) {
    return jdbc.sql(
            """
            select count(*), coalesce(sum(queued), 0) from task
            where status in ('PENDING', 'PROGRESS', 'PAUSED')
              and (:person = -1 or started_by = :person)
            """)
        .param("person", person)
        .query((row, number) -> new Most(row.getLong(1), row.getLong(2)))
        .single();
  }
}
