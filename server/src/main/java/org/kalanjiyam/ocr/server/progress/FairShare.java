package org.kalanjiyam.ocr.server.progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Foresees which tasks get how many slots, by the rules of {@code DispatchQueue}: the highest
 * priority first, in it each person alike, of a person's tasks each alike; and that the others get
 * more when one ends. Work flows like water here: a page is not one piece.
 */
final class FairShare {
  private static final int PAGES_OUT_A_SLOT = 3;
  private static final double NOTHING = 1e-9;

  private final int slots;

  private FairShare(int slots) {
    this.slots = slots;
  }

  /**
   * A task that wants slots.
   *
   * @param seconds that one slot would take for what is left
   * @param pages in how many pieces
   */
  record Load(UUID task, int priority, long person, double seconds, int pages) {}

  private static final class Left {
    final Load load;
    double seconds;
    double rate;

    Left(Load load) {
      this.load = load;
      this.seconds = Math.max(NOTHING, load.seconds());
    }

    /** More slots than pages help nobody. */
    double most() {
      double pages = seconds / Math.max(NOTHING, load.seconds()) * load.pages();
      return Math.max(1, Math.ceil(pages - NOTHING));
    }
  }

  /**
   * When each task will have been read, in seconds from now.
   *
   * @param loads in the order of their turns, highest priority first
   */
  static Map<UUID, Double> ends(int slots, List<Load> loads) {
    Map<UUID, Double> ends = new HashMap<>();
    if (slots < 1) {
      return ends;
    }
    FairShare shares = new FairShare(slots);
    List<Left> left = new ArrayList<>(loads.stream().map(Left::new).toList());
    double now = 0;
    while (!left.isEmpty()) {
      shares.divide(left);
      double next = Double.MAX_VALUE;
      for (Left one : left) {
        if (one.rate > NOTHING) {
          next = Math.min(next, one.seconds / one.rate);
        }
      }
      now += next;
      for (Left one : left) {
        one.seconds -= one.rate * next;
        if (one.seconds <= NOTHING) {
          ends.put(one.load.task(), now);
        }
      }
      left.removeIf(one -> one.seconds <= NOTHING);
    }
    return ends;
  }

  private void divide(List<Left> tasks) {
    double free = slots;
    int from = 0;
    while (from < tasks.size()) {
      int priority = tasks.get(from).load.priority();
      int to = from;
      while (to < tasks.size() && tasks.get(to).load.priority() == priority) {
        tasks.get(to++).rate = 0;
      }
      free -= free > NOTHING ? amongPeople(tasks.subList(from, to), free) : 0;
      from = to;
    }
  }

  private double amongPeople(List<Left> tasks, double free) {
    Map<Long, List<Left>> people = new LinkedHashMap<>();
    for (Left task : tasks) {
      people.computeIfAbsent(task.load.person(), id -> new ArrayList<>()).add(task);
    }
    int turns = Math.max(1, PAGES_OUT_A_SLOT * slots / people.size());
    List<List<Left>> served =
        new ArrayList<>(
            people.values().stream()
                .map(own -> own.subList(0, Math.min(turns, own.size())))
                .toList());
    served.sort(Comparator.comparingDouble(FairShare::most));
    double given = 0;
    int open = served.size();
    for (List<Left> own : served) {
      double share = Math.min((free - given) / open--, most(own));
      amongTasks(own, share);
      given += share;
    }
    return given;
  }

  private static double most(List<Left> tasks) {
    return tasks.stream().mapToDouble(Left::most).sum();
  }

  private static void amongTasks(List<Left> tasks, double share) {
    List<Left> smallFirst = new ArrayList<>(tasks);
    smallFirst.sort(Comparator.comparingDouble(Left::most));
    double left = share;
    int open = tasks.size();
    for (Left task : smallFirst) {
      task.rate = Math.min(left / open--, task.most());
      left -= task.rate;
    }
  }
}
