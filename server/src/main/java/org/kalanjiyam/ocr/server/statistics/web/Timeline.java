package org.kalanjiyam.ocr.server.statistics.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.TaskPages.Attempt;

/**
 * A task's attempts as lanes, one for each page that a worker reads at a time. The bars of a lane
 * are one path for each kind, so that ten thousand pages are a small picture.
 *
 * @param lanes from the first worker to the last
 * @param begin of the picture
 * @param end of the picture
 */
record Timeline(List<Lane> lanes, Instant begin, Instant end) {
  static final int WIDTH = 2000;
  static final int LANE = 16;
  private static final int BAR = 5;
  private static final int WAIT = 12;

  /**
   * A lane, as paths in SVG.
   *
   * @param worker the worker's name
   * @param top its place in the picture
   * @param pages attempts in it
   * @param waited from the hand-out to the worker's beginning
   * @param worked attempts that ended well, or go on
   * @param lost attempts that came to nothing
   */
  record Lane(String worker, int top, int pages, String waited, String worked, String lost) {}

  int height() {
    return lanes.size() * LANE;
  }

  /** The picture; null if no worker has begun a page. */
  static @Nullable Timeline of(List<Attempt> attempts, Instant now) {
    if (attempts.isEmpty()) {
      return null;
    }
    Instant begin = now;
    Instant end = Instant.EPOCH;
    for (Attempt one : attempts) {
      Instant first = one.sent() == null ? one.begun() : one.sent();
      begin = first.isBefore(begin) ? first : begin;
      Instant last = one.end() == null ? now : one.end();
      end = last.isAfter(end) ? last : end;
    }
    Map<String, List<Draft>> byWorker = new LinkedHashMap<>();
    Scale scale = new Scale(begin, end, now);
    for (Attempt one : attempts) {
      place(byWorker.computeIfAbsent(one.worker(), key -> new ArrayList<>()), one, scale);
    }
    List<Lane> lanes = new ArrayList<>();
    byWorker.forEach(
        (worker, drafts) ->
            drafts.forEach(draft -> lanes.add(draft.lane(worker, lanes.size() * LANE))));
    return new Timeline(lanes, begin, end);
  }

  /** Into the first lane of the worker that is free when the attempt begins. */
  private static void place(List<Draft> lanes, Attempt one, Scale scale) {
    for (Draft lane : lanes) {
      if (!one.begun().isBefore(lane.freeFrom)) {
        lane.add(one, scale);
        return;
      }
    }
    Draft lane = new Draft();
    lanes.add(lane);
    lane.add(one, scale);
  }

  private record Scale(Instant begin, Instant end, Instant now) {
    long x(@Nullable Instant at) {
      double all = Math.max(1, end.toEpochMilli() - begin.toEpochMilli());
      long millis = (at == null ? now : at).toEpochMilli() - begin.toEpochMilli();
      return Math.round(millis * WIDTH / all);
    }
  }

  private static final class Draft {
    private Instant freeFrom = Instant.MIN;
    private int pages;
    private final Path waited = new Path(WAIT);
    private final Path worked = new Path(BAR);
    private final Path lost = new Path(BAR);

    void add(Attempt one, Scale scale) {
      pages++;
      freeFrom = one.end() == null ? Instant.MAX : one.end();
      if (one.sent() != null) {
        waited.bar(scale.x(one.sent()), scale.x(one.begun()));
      }
      Path path = one.fate() == Attempt.Fate.CAME_TO_NOTHING ? lost : worked;
      path.bar(scale.x(one.begun()), scale.x(one.end()));
    }

    Lane lane(String worker, int top) {
      return new Lane(worker, top, pages, waited.toString(), worked.toString(), lost.toString());
    }
  }

  /** Bars as strokes along the lane; those that touch in the picture are one. */
  private static final class Path {
    private final int middle;
    private final StringBuilder path = new StringBuilder();
    private long from = -1;
    private long to = -1;

    Path(int middle) {
      this.middle = middle;
    }

    void bar(long begin, long end) {
      long least = Math.max(end, begin + 1);
      if (from >= 0 && begin <= to) {
        to = Math.max(to, least);
        return;
      }
      flush();
      from = begin;
      to = least;
    }

    private void flush() {
      if (from >= 0) {
        path.append('M').append(from).append(' ').append(middle).append('h').append(to - from);
      }
      from = -1;
    }

    @Override
    public String toString() {
      flush();
      return path.toString();
    }
  }
}
