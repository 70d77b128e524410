package org.kalanjiyam.ocr.server.progress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.dispatch.Workers;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskWork;
import org.kalanjiyam.ocr.server.task.TaskWork.Load;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.springframework.stereotype.Component;

/**
 * How many slots work for each task, on average till its end, while others want them too. Foreseen
 * for all tasks of an engine together, at most once a second. Thread-safe.
 */
@Component
class Slots {
  private static final int MOST_TASKS = 400;
  private static final long FRESH_NANOS = 1_000_000_000;
  private static final double SECONDS_A_MEGAPIXEL = 0.3;

  private final Workers workers;
  private final TaskWork work;
  private final SpeedHistory paces;
  private final Map<String, Shares> byEngine = new ConcurrentHashMap<>();

  Slots(Workers workers, TaskWork work, SpeedHistory paces) {
    this.workers = workers;
    this.work = work;
    this.paces = paces;
  }

  private record Shares(long nanos, int slots, Map<UUID, Double> byTask) {}

  void forget() {
    byEngine.clear();
  }

  /** Slots of an engine, whoever uses them. */
  int of(String engine) {
    return workers.live(engine).stream().mapToInt(WorkerAnnouncement::slots).sum();
  }

  /**
   * Slots that work for a task; empty if no worker is there.
   *
   * @return and whether others want them too
   */
  Optional<Share> of(Task task, RecognitionSpeed pace) {
    int slots = of(task.engine());
    Shares shares = byEngine.get(task.engine());
    if (shares == null
        || System.nanoTime() - shares.nanos() > FRESH_NANOS
        || shares.slots() != slots
        || !shares.byTask().containsKey(task.id())) {
      shares = foresee(task.engine(), slots, pace);
      byEngine.put(task.engine(), shares);
    }
    Double share = shares.byTask().get(task.id());
    boolean shared = shares.byTask().size() > 1;
    return share == null ? Optional.empty() : Optional.of(new Share(share, shared));
  }

  /** Slots on average till the end. */
  record Share(double slots, boolean shared) {}

  /**
   * Slots that would work for a task that is started now.
   *
   * @param seconds of work in it
   */
  Optional<Share> ifStarted(
      String engine,
      Priority priority,
      long person,
      double seconds,
      int pages,
      RecognitionSpeed pace) {
    List<FairShare.Load> loads = loads(engine, pace);
    UUID own = new UUID(-1, -1);
    int behind = 0;
    while (behind < loads.size() && loads.get(behind).priority() >= priority.rank()) {
      behind++;
    }
    loads.add(behind, new FairShare.Load(own, priority.rank(), person, seconds, pages));
    Double end = FairShare.ends(of(engine), loads).get(own);
    return end == null
        ? Optional.empty()
        : Optional.of(new Share(seconds / Math.max(1e-6, end), loads.size() > 1));
  }

  /** Pages that wait for an engine, in whichever task. */
  int ahead(String engine) {
    return work.loads(engine, MOST_TASKS).stream().mapToInt(Load::pagesLeft).sum();
  }

  private Shares foresee(String engine, int slots, RecognitionSpeed pace) {
    List<FairShare.Load> loads = loads(engine, pace);
    Map<UUID, Double> ends = FairShare.ends(slots, loads);
    Map<UUID, Double> shares = new HashMap<>();
    for (FairShare.Load load : loads) {
      Double end = ends.get(load.task());
      if (end != null) {
        shares.put(load.task(), load.seconds() / Math.max(1e-6, end));
      }
    }
    return new Shares(System.nanoTime(), slots, shares);
  }

  private List<FairShare.Load> loads(String engine, @Nullable RecognitionSpeed usual) {
    List<FairShare.Load> loads = new ArrayList<>();
    for (Load load : work.loads(engine, MOST_TASKS)) {
      double speed =
          paces
              .known(load.task())
              .or(() -> paces.before(engine, load.language()))
              .or(() -> Optional.ofNullable(usual))
              .map(RecognitionSpeed::secondsPerMegapixel)
              .orElse(SECONDS_A_MEGAPIXEL);
      double seconds = Math.max(1e-6, load.pixelsLeft() / 1e6 * speed);
      loads.add(
          new FairShare.Load(
              load.task(), load.priority(), load.person(), seconds, load.pagesLeft()));
    }
    return loads;
  }
}
