package org.kalanjiyam.ocr.server.task;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** From one person to the next in the index, from the start on and then from the beginning. */
  private static final String PEOPLE =
      """
      with recursive hop(round, person, number) as (
        select 1, cast(:start as bigint), 0
        union all
        (
          select next.* from hop cross join lateral (
            (select hop.round, started_by, hop.number + 1 from task
             where engine = :engine and priority = :priority and started_by > hop.person
               and (hop.round = 1 or started_by <= :start)
               and status in ('PENDING', 'PROGRESS') and waiting > 0
             order by started_by limit 1)
            union all
            (select 2, cast(-9223372036854775808 as bigint), hop.number where hop.round = 1)
            limit 1) next
          where hop.number < :enough)
      )
      select person from hop
      where number > 0 and person > -9223372036854775808
      order by round, person
      """;

  private final JdbcClient jdbc;
  private final Map<String, Long> lastServed = new HashMap<>();

  DispatchQueue(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Pages of one task that may go out next. */
  public record Turn(UUID taskId, int pages) {}

  /** Pages of an engine that are out: in its queue or in work. */
  public record Out(Map<Long, Integer> byPerson, Map<UUID, Integer> byTask) {
    /** How many there are. */
    public int pages() {
      return byPerson.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** The pages of an engine that are out. */
  public Out out(String engine) {
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
   *
   * @param out what is out now, as {@link #out} said in this transaction; counts the turns too then
   */
  public synchronized List<Turn> next(String engine, Out out, int most) {
    Map<UUID, Integer> granted = new LinkedHashMap<>();
    int left = most;
    for (int priority : prioritiesWaiting(engine)) {
      left -= left > 0 ? share(new Rank(engine, priority), out, granted, left) : 0;
    }
    return granted.entrySet().stream().map(one -> new Turn(one.getKey(), one.getValue())).toList();
  }

  /** Priorities of which pages wait, highest first; none while the engine's queue is paused. */
  private List<Integer> prioritiesWaiting(String engine) {
    return jdbc.sql(
            """
            select rank.priority from (values (1), (0), (-1)) as rank(priority)
            cross join lateral (
              select from task where engine = :engine and priority = rank.priority
                and status in ('PENDING', 'PROGRESS') and waiting > 0
              order by started_by limit 1) waiting
            where not exists (
              select from engine_queue held where held.engine = :engine and held.state = 'PAUSED')
            order by 1 desc
            """)
        .param("engine", engine)
        .query((row, number) -> row.getInt("priority"))
        .list();
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
    jdbc.sql(PEOPLE)
        .param("engine", rank.engine())
        .param("priority", rank.priority())
        .param("start", lastServed.getOrDefault(rank.engine(), BEFORE_ALL))
        .param("enough", out.size() + most)
        .query(
            row -> {
              long person = row.getLong("person");
              people.put(person, out.getOrDefault(person, 0));
            });
    return people;
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
