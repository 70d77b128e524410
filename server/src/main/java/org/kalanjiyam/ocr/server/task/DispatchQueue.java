package org.kalanjiyam.ocr.server.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Says whose page goes out next: the highest priority that has pages waiting; in it the person with
 * the fewest pages out; of theirs the oldest task.
 *
 * <p>Costs a bounded number of index look-ups for each page, whatever the number of tasks: people
 * are found by hopping from one to the next in the index {@code task_to_dispatch}, at most one hop
 * more than people who have pages out, and those are no more than the window is wide.
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
    return outByPerson(engine).values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Pages out of each person who has any. */
  Map<Long, Integer> outByPerson(String engine) {
    Map<Long, Integer> out = new HashMap<>();
    jdbc.sql(
            """
            select t.started_by, count(*) as pages
            from task_page p join task t on t.id = p.task_id
            where p.ticket is not null and t.engine = :engine
            group by t.started_by
            """)
        .param("engine", engine)
        .query((row, number) -> out.put(row.getLong(1), row.getInt(2)))
        .list();
    return out;
  }

  /** Pages of one task that may go out next. */
  public record Turn(UUID taskId, int pages) {}

  /**
   * The next turns, in order, for up to {@code most} pages in all. Call in the transaction that
   * hands them out, from one thread of one server at a time.
   */
  public synchronized List<Turn> next(String engine, int most) {
    Map<Long, Integer> out = outByPerson(engine);
    for (int priority = 1; priority >= -1; priority--) {
      Map<Long, Integer> people = peopleWaiting(engine, priority, out, most);
      if (!people.isEmpty()) {
        return share(engine, priority, people, most);
      }
    }
    return List.of();
  }

  /** People with waiting pages and how many they have out, those served longest ago first. */
  private Map<Long, Integer> peopleWaiting(
      String engine, int priority, Map<Long, Integer> out, int most) {
    Map<Long, Integer> people = new LinkedHashMap<>();
    long start = lastServed.getOrDefault(engine, BEFORE_ALL);
    long cursor = start;
    boolean wrapped = start == BEFORE_ALL;
    int enough = out.size() + most;
    while (people.size() < enough) {
      Optional<Long> person = personAfter(engine, priority, cursor);
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

  private Optional<Long> personAfter(String engine, int priority, long person) {
    return jdbc.sql(
            """
            select started_by from task
            where engine = :engine and priority = :priority and started_by > :person
              and status in ('PENDING', 'PROGRESS') and waiting > 0
            order by started_by limit 1
            """)
        .param("engine", engine)
        .param("priority", priority)
        .param("person", person)
        .query(Long.class)
        .optional();
  }

  private List<Turn> share(String engine, int priority, Map<Long, Integer> people, int most) {
    Map<Long, Integer> grants = new LinkedHashMap<>();
    Map<Long, Integer> out = new LinkedHashMap<>(people);
    for (int i = 0; i < most; i++) {
      long next = fewest(out);
      out.merge(next, 1, Integer::sum);
      grants.merge(next, 1, Integer::sum);
      lastServed.put(engine, next);
    }
    List<Turn> turns = new ArrayList<>();
    grants.forEach((person, pages) -> turns.addAll(tasksOf(engine, priority, person, pages)));
    return turns;
  }

  private static long fewest(Map<Long, Integer> out) {
    return out.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow().getKey();
  }

  /** The person's oldest tasks, as many as it takes for so many pages. */
  private List<Turn> tasksOf(String engine, int priority, long person, int pages) {
    List<Turn> turns = new ArrayList<>();
    int[] left = {pages};
    jdbc.sql(
            """
            select id, waiting from task
            where engine = :engine and priority = :priority and started_by = :person
              and status in ('PENDING', 'PROGRESS') and waiting > 0
            order by id limit :pages
            """)
        .param("engine", engine)
        .param("priority", priority)
        .param("person", person)
        .param("pages", pages)
        .query((row, number) -> new Turn(row.getObject("id", UUID.class), row.getInt("waiting")))
        .list()
        .forEach(
            turn -> {
              int granted = Math.min(left[0], turn.pages());
              if (granted > 0) {
                turns.add(new Turn(turn.taskId(), granted));
                left[0] -= granted;
              }
            });
    return turns;
  }
}
