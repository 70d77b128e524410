package org.kalanjiyam.ocr.server.task;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Says whose page goes out next: the highest priority that has pages waiting; in it the person with
 * the fewest pages out; of theirs the task with the fewest pages out, then the oldest.
 *
 * <p>Costs a bounded number of index look-ups for each page, whatever the number of tasks: people
 * are found by hopping from one to the next in the index {@code task_to_dispatch}, at most one hop
 * more than people who have pages out, and those are no more than the window is wide; of a person's
 * tasks just the oldest are looked at, no more than have pages out and one for each page.
 */
@Repository
public class DispatchQueue {
  private static final long BEFORE_ALL = Long.MIN_VALUE;

  private final JdbcClient jdbc;
  private final Map<String, Long> lastServed = new HashMap<>();

  DispatchQueue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many pages of an engine are out: in its queue or in work. */
  public int out(String engine) {
    return Out.sum(outNow(engine).byPerson().values());
  }

  /** How many pages of a task are out. */
  public int outOf(UUID taskId) {
    return jdbc.sql("select count(*) from task_page where task_id = :task and ticket is not null")
        .param("task", taskId)
        .query(Integer.class)
        .single();
  }

  /** Pages of one task that may go out next. */
  public record Turn(UUID taskId, int pages) {}

  /** Pages that are out. */
  private record Out(Map<Long, Integer> byPerson, Map<UUID, Integer> byTask) {
    static int sum(Iterable<Integer> pages) {
      int sum = 0;
      for (int one : pages) {
        sum += one;
      }
      return sum;
    }
  }

  private Out outNow(String engine) {
    Out out = new Out(new HashMap<>(), new HashMap<>());
    jdbc.sql(
            """
            select t.started_by, t.id, count(*) as pages
            from task_page p join task t on t.id = p.task_id
            where p.ticket is not null and t.engine = :engine
            group by t.started_by, t.id
            """)
        .param("engine", engine)
        .query(
            row -> {
              out.byPerson().merge(row.getLong("started_by"), row.getInt("pages"), Integer::sum);
              out.byTask().put(row.getObject("id", UUID.class), row.getInt("pages"));
            });
    return out;
  }

  /**
   * The next turns, in order, for up to {@code most} pages in all. Call in the transaction that
   * hands them out, from one thread of one server at a time.
   */
  public synchronized List<Turn> next(String engine, int most) {
    Out out = outNow(engine);
    Map<UUID, Integer> granted = new LinkedHashMap<>();
    int left = most;
    for (int priority = 1; priority >= -1 && left > 0; priority--) {
      left -= share(new Rank(engine, priority), out, granted, left);
    }
    return granted.entrySet().stream().map(one -> new Turn(one.getKey(), one.getValue())).toList();
  }

  /** Tasks of one engine and one priority. */
  private record Rank(String engine, int priority) {}

  /** Grants pages one by one; the number that could be granted. */
  private int share(Rank rank, Out out, Map<UUID, Integer> granted, int most) {
    Map<Long, Integer> people = peopleWaiting(rank, out.byPerson(), most);
    Map<Long, List<Candidate>> candidates = new HashMap<>();
    int pages = 0;
    while (pages < most && !people.isEmpty()) {
      long person = fewest(people);
      List<Candidate> tasks =
          candidates.computeIfAbsent(person, one -> candidates(rank, one, out.byTask(), most));
      Candidate task = fewest(tasks);
      if (task == null) {
        people.remove(person);
      } else {
        task.grant();
        granted.merge(task.id, 1, Integer::sum);
        people.merge(person, 1, Integer::sum);
        out.byPerson().merge(person, 1, Integer::sum);
        lastServed.put(rank.engine(), person);
        pages++;
      }
    }
    return pages;
  }

  /** People with waiting pages and how many they have out, those served longest ago first. */
  private Map<Long, Integer> peopleWaiting(Rank rank, Map<Long, Integer> out, int most) {
    Map<Long, Integer> people = new LinkedHashMap<>();
    long start = lastServed.getOrDefault(rank.engine(), BEFORE_ALL);
    long cursor = start;
    boolean wrapped = start == BEFORE_ALL;
    int enough = out.size() + most;
    while (people.size() < enough) {
      Optional<Long> person = personAfter(rank, cursor);
      if (person.isEmpty() && !wrapped) {
        wrapped = true;
        cursor = BEFORE_ALL;
      } else if (person.isEmpty() || people.containsKey(person.get())) {
        break;
      } else {
        cursor = person.get();
        people.put(cursor, out.getOrDefault(cursor, 0));
      }
    }
    return people;
  }

  private Optional<Long> personAfter(Rank rank, long person) {
    return jdbc.sql(
            """
            select started_by from task
            where engine = :engine and priority = :priority and started_by > :person
              and status in ('PENDING', 'PROGRESS') and waiting > 0
            order by started_by limit 1
            """)
        .param("engine", rank.engine())
        .param("priority", rank.priority())
        .param("person", person)
        .query(Long.class)
        .optional();
  }

  private static long fewest(Map<Long, Integer> out) {
    return out.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** A person's task that has pages waiting. */
  private static final class Candidate {
    final UUID id;
    int waiting;
    int out;

    Candidate(UUID id, int waiting, int out) {
      this.id = id;
      this.waiting = waiting;
      this.out = out;
    }

    void grant() {
      waiting--;
      out++;
    }
  }

  /** The person's oldest tasks: as many as can get one of so many pages. */
  private List<Candidate> candidates(Rank rank, long person, Map<UUID, Integer> out, int pages) {
    return jdbc.sql(
            """
            select id, waiting from task
            where engine = :engine and priority = :priority and started_by = :person
              and status in ('PENDING', 'PROGRESS') and waiting > 0
            order by id limit :most
            """)
        .param("engine", rank.engine())
        .param("priority", rank.priority())
        .param("person", person)
        .param("most", pages + out.size())
        .query(
            (row, number) -> {
              UUID id = row.getObject("id", UUID.class);
              return new Candidate(id, row.getInt("waiting"), out.getOrDefault(id, 0));
            })
        .list();
  }

  /** The oldest of those that have the fewest pages out; null if no page waits. */
  private static @Nullable Candidate fewest(List<Candidate> oldestFirst) {
    Candidate fewest = null;
    for (Candidate task : oldestFirst) {
      if (task.waiting > 0 && (fewest == null || task.out < fewest.out)) {
        fewest = task;
      }
    }
    return fewest;
  }
}
