package org.kalanjiyam.ocr.server.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The engines' queues that administrators hold: the engine_queue table. A paused queue hands
 * nothing out; one that is drained hands out what it has, but takes no new task. What this server
 * knows of them is at most {@value #EVERY_MILLIS} ms old; hand-outs ask SQL itself. Thread-safe.
 */
@Repository
public class EngineQueues {
  private static final Logger log = LoggerFactory.getLogger(EngineQueues.class);
  private static final long EVERY_MILLIS = 1000;

  private final JdbcClient jdbc;
  private final TaskTable tasks;
  private final TaskPageTable pages;
  private final Audit audit;
  private final Clock clock;
  private volatile Map<String, Held> held = Map.of();

  EngineQueues(JdbcClient jdbc, TaskTable tasks, TaskPageTable pages, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.tasks = tasks;
    this.pages = pages;
    this.audit = audit;
    this.clock = clock;
  }

  /** How a queue may be. */
  public enum State {
    /** Takes tasks and hands out their pages. */
    OPEN("resume"),
    /** Hands nothing out; pages wait. */
    PAUSED("pause"),
    /** Takes no new task; those that it has go on. */
    DRAINING("drain");

    private final String deed;

    State(String deed) {
      this.deed = deed;
    }

    /** As programs write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A queue that is not open.
   *
   * @param by the display name of who did it; null if they are gone
   */
  public record Held(String engine, State state, Instant since, @Nullable String by) {}

  /** The queue of an engine, if it is held. */
  public Optional<Held> held(String engine) {
    return Optional.ofNullable(held.get(engine));
  }

  /** All queues that are held, by engine. */
  public Map<String, Held> held() {
    return held;
  }

  /**
   * Pauses, drains or opens an engine's queue. Call in a transaction in which nobody hands out its
   * pages. Pausing takes back the pages that are out and that no worker has begun.
   *
   * @return false if it was so already
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean set(String engine, State state, Person by) {
    if (!write(engine, state, by)) {
      return false;
    }
    if (state == State.PAUSED) {
      takeBack(engine);
    }
    audit.record(by, "queue." + state.deed, null, engine, null);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            held = read();
          }
        });
    return true;
  }

  private boolean write(String engine, State state, Person by) {
    if (state == State.OPEN) {
      return jdbc.sql("delete from engine_queue where engine = :engine")
              .param("engine", engine)
              .update()
          == 1;
    }
    return jdbc.sql(
                """
                insert into engine_queue (engine, state, since, actor)
                values (:engine, :state, :now, :actor)
                on conflict (engine) do update
                  set state = excluded.state, since = excluded.since, actor = excluded.actor
                  where engine_queue.state <> excluded.state
                """)
            .param("engine", engine)
            .param("state", state.name())
            .param("now", Sql.at(clock.instant()))
            .param("actor", by.id())
            .update()
        == 1;
  }

  /** No more tasks than pages are out, and no more of those than the engine's window is wide. */
  private void takeBack(String engine) {
    List<UUID> out =
        jdbc.sql(
                """
                select distinct p.task_id from task_page p join task t on t.id = p.task_id
                where p.ticket is not null and p.status = 'QUEUED' and t.engine = :engine
                """)
            .param("engine", engine)
            .query((row, number) -> row.getObject("task_id", UUID.class))
            .list();
    for (Task task : tasks.lock(out)) {
      int withdrawn = pages.withdrawUnclaimed(task.id());
      if (withdrawn > 0) {
        tasks.addWaiting(task.id(), withdrawn);
      }
    }
  }

  /** Looks what other servers were told. */
  @Scheduled(fixedDelay = EVERY_MILLIS)
  void look() {
    try {
      held = read();
    } catch (DataAccessException | TransactionException e) {
      log.debug("The queues' states stay as they were known: {}", e.getMessage());
    }
  }

  private Map<String, Held> read() {
    return jdbc
        .sql(
            """
            select q.engine, q.state, q.since, p.display_name as by_name
            from engine_queue q left join person p on p.id = q.actor
            """)
        .query(EngineQueues::row)
        .list()
        .stream()
        .collect(Collectors.toUnmodifiableMap(Held::engine, one -> one));
  }

  private static Held row(ResultSet row, int number) throws SQLException {
    return new Held(
        row.getString("engine"),
        State.valueOf(row.getString("state")),
        Sql.requiredInstant(row, "since"),
        row.getString("by_name"));
  }
}
