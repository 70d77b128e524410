package org.kalanjiyam.ocr.server.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.kalanjiyam.ocr.server.MutableClock;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Workers of the stand-in engine in the test's own thread and in virtual time: the real dispatch
 * hands pages out, a round of the shift reads those that were handed out first.
 */
final class Shift {
  private final int slots;
  private final Workers workers;
  private final Dispatcher dispatcher;
  private final PageFlow flow;
  private final TransactionTemplate transaction;
  private final JdbcClient jdbc;
  private final MutableClock clock;

  Shift(
      int slots,
      Workers workers,
      Dispatcher dispatcher,
      PageFlow flow,
      TransactionTemplate transaction,
      JdbcClient jdbc,
      MutableClock clock) {
    this.slots = slots;
    this.workers = workers;
    this.dispatcher = dispatcher;
    this.flow = flow;
    this.transaction = transaction;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A page that is out; the lower its ticket, the earlier it was handed out. */
  record Out(UUID task, int page, long ticket) {}

  /** All slots say that they are there, and what may go out goes out. */
  void announce() {
    workers.hear(announcement(false));
    settle();
  }

  /** Till all is out that may be; the server's own thread may be at it at the same time. */
  private void settle() {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (out().size() < Window.pages(slots) && waiting() > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Pages wait, and are not handed out");
      }
      dispatcher.fill();
    }
  }

  private int waiting() {
    return jdbc.sql(
            """
            select coalesce(sum(waiting), 0) from task where status in ('PENDING', 'PROGRESS')
            """)
        .query(Integer.class)
        .single();
  }

  void leave() {
    workers.hear(announcement(true));
  }

  /** Pages that are out, in the order in which they were handed out. */
  List<Out> out() {
    return jdbc.sql("select task_id, page, ticket from task_page where ticket > 0 order by ticket")
        .query(
            (row, number) ->
                new Out(row.getObject("task_id", UUID.class), row.getInt(2), row.getLong(3)))
        .list();
  }

  /** Every slot reads a page that takes so long; the tasks that they belong to. */
  List<UUID> round(Duration pageTime) {
    announce();
    List<Out> taken = out().stream().limit(slots).toList();
    for (Out page : taken) {
      flow.claim(page.task(), page.page(), page.ticket(), "shift");
    }
    clock.advance(pageTime);
    workers.hear(announcement(false));
    List<UUID> tasks = new ArrayList<>();
    for (Out page : taken) {
      transaction.executeWithoutResult(
          status ->
              flow.lockIfAwaited(page.task(), page.page(), page.ticket())
                  .ifPresent(awaited -> flow.done(awaited, pageTime.toMillis(), 0.9)));
      tasks.add(page.task());
    }
    settle();
    return tasks;
  }

  private WorkerAnnouncement announcement(boolean leaving) {
    return Announcements.of("shift", slots, leaving);
  }
}
