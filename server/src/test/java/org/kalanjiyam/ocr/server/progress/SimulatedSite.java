package org.kalanjiyam.ocr.server.progress;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A site in virtual time: slots that come and go, a broker's queue of three pages a slot, and
 * hand-outs to the highest priority, the person with the fewest pages out, their task with the
 * fewest, the oldest. It learns from each task that ends, as a server does.
 */
final class SimulatedSite {
  /** A worker that died is counted on for so long. */
  private static final double SILENT = 12;

  private final double variation;
  private final double gap;
  private final DoubleUnaryOperator drift;
  private final Random random;
  private final PriorityQueue<Event> coming =
      new PriorityQueue<>(Comparator.comparingDouble(Event::at));
  private final List<Job> jobs = new ArrayList<>();
  private final Deque<Job> queue = new ArrayDeque<>();
  private final PriorityQueue<Reading> working =
      new PriorityQueue<>(Comparator.comparingDouble(Reading::end));
  private final Deque<RecognitionSpeed.Sample> newest = new ArrayDeque<>();
  private final Calibration calibration = new Calibration();
  private double now;
  private int slots;
  private int announced;
  private int out;

  /**
   * A site.
   *
   * @param variation of the time of equal pages
   * @param gap between two pages of a slot, in seconds
   * @param drift how many times slower than usual the engine is, over time
   */
  SimulatedSite(int slots, double variation, double gap, DoubleUnaryOperator drift, Random random) {
    this.slots = slots;
    this.announced = slots;
    this.variation = variation;
    this.gap = gap;
    this.drift = drift;
    this.random = random;
  }

  /** Something that happens at a time. */
  private record Event(double at, Runnable what) {}

  /** A page of a book, and how many times longer than usual one of its size takes. */
  record Leaf(double megapixels, double difficulty) {}

  /** One page in a slot. */
  private record Reading(Job job, double begun, double end, Leaf page) {}

  /** What was foretold at a moment. */
  record Foretold(double at, double progress, TimeLeft left) {}

  /** A task. */
  static final class Job {
    final UUID id = UUID.randomUUID();
    final int priority;
    final long person;
    double start;
    final int total;
    final Deque<Leaf> waiting;
    final Deque<RecognitionSpeed.Sample> newest = new ArrayDeque<>();
    final List<Foretold> foretold = new ArrayList<>();
    double left;
    int out;
    int done;
    double end;
    Runnable then = () -> {};

    Job(int priority, long person, double start, List<Leaf> pages) {
      this.priority = priority;
      this.person = person;
      this.start = start;
      this.total = pages.size();
      this.waiting = new ArrayDeque<>(pages);
      this.left = pages.stream().mapToDouble(Leaf::megapixels).sum();
    }

    /** How far off what was told of it was. */
    double[] off(int phase) {
      return foretold.stream()
          .filter(one -> Calibration.phase(one.progress()) == phase)
          .mapToDouble(one -> one.left().off(end - one.at()))
          .toArray();
    }
  }

  void add(Job job) {
    coming.add(new Event(job.start, () -> jobs.add(job)));
  }

  /** Each starts a while after the one before has ended. */
  void addOneAfterTheOther(List<Job> books, double pause) {
    for (int i = 1; i < books.size(); i++) {
      Job next = books.get(i);
      books.get(i - 1).then =
          () -> {
            next.start = now + pause;
            add(next);
          };
    }
    add(books.getFirst());
  }

  /** Somebody ends a task before its time. */
  void cancel(Job job, double at) {
    coming.add(
        new Event(
            at,
            () -> {
              if (jobs.remove(job)) {
                job.waiting.clear();
                out -= (int) queue.stream().filter(one -> one == job).count();
                queue.removeIf(one -> one == job);
              }
            }));
  }

  /** Workers come, or go when their page is done. */
  void slots(double at, int more) {
    coming.add(
        new Event(
            at,
            () -> {
              slots = Math.max(1, slots + more);
              announced = slots;
            }));
  }

  /** A worker dies over its page, and comes back. */
  void kill(double at, double away) {
    coming.add(
        new Event(
            at,
            () -> {
              if (slots < 2) {
                return;
              }
              slots--;
              working.stream()
                  .filter(page -> jobs.contains(page.job()))
                  .findAny()
                  .ifPresent(this::giveBack);
              coming.add(new Event(now + SILENT, () -> announced = slots));
              coming.add(
                  new Event(
                      now + away,
                      () -> {
                        slots++;
                        announced = slots;
                      }));
            }));
  }

  private void giveBack(Reading page) {
    working.remove(page);
    page.job().waiting.addFirst(page.page());
    page.job().out--;
    out--;
  }

  /** Runs till the last page of the last task. */
  void run() {
    while (!coming.isEmpty() || !working.isEmpty()) {
      boolean event =
          !coming.isEmpty() && (working.isEmpty() || coming.peek().at() <= working.peek().end());
      if (event) {
        now = coming.peek().at();
        coming.remove().what().run();
      } else {
        end(working.remove());
      }
      fill();
    }
  }

  private void end(Reading page) {
    now = page.end();
    Job job = page.job();
    out--;
    if (!jobs.contains(job)) {
      return;
    }
    job.out--;
    job.done++;
    job.left -= page.page().megapixels();
    job.end = now;
    RecognitionSpeed.Sample sample =
        new RecognitionSpeed.Sample(
            Instant.ofEpochMilli((long) (now * 1000)),
            page.end() - page.begun(),
            page.page().megapixels());
    keep(job.newest, sample);
    keep(newest, sample);
    double before = (job.done - 1.0) / job.total;
    double progress = (double) job.done / job.total;
    int tenth = (int) (progress * 10 + 1e-9);
    if (tenth >= 1 && tenth <= 9 && tenth > (int) (before * 10 + 1e-9)) {
      foretell(job, progress);
    }
    if (job.done == job.total) {
      jobs.remove(job);
      job.then.run();
      for (int phase = 0; phase < Calibration.PHASES; phase++) {
        calibration.learn(phase, job.off(phase));
      }
    }
  }

  private static void keep(Deque<RecognitionSpeed.Sample> newest, RecognitionSpeed.Sample sample) {
    newest.addFirst(sample);
    if (newest.size() > RecognitionSpeed.MOST) {
      newest.removeLast();
    }
  }

  private Optional<RecognitionSpeed> pace(Job job) {
    return RecognitionSpeed.toTellFrom(
        RecognitionSpeed.of(List.copyOf(job.newest), job.total - job.done).orElse(null),
        job.newest.size(),
        () -> RecognitionSpeed.of(List.copyOf(newest), RecognitionSpeed.MOST));
  }

  private void foretell(Job job, double progress) {
    Optional<RecognitionSpeed> pace = pace(job);
    if (pace.isEmpty()) {
      return;
    }
    List<Job> active =
        jobs.stream()
            .sorted(Comparator.comparingInt((Job one) -> -one.priority).thenComparing(a -> a.start))
            .toList();
    List<FairShare.Load> loads =
        active.stream()
            .map(
                one ->
                    new FairShare.Load(
                        one.id,
                        one.priority,
                        one.person,
                        one.left * pace(one).orElse(pace.get()).secondsPerMegapixel(),
                        one.total - one.done))
            .toList();
    double end = FairShare.ends(announced, loads).get(job.id);
    double own = job.left * pace.get().secondsPerMegapixel();
    job.foretold.add(
        new Foretold(
            now,
            progress,
            TimeLeft.of(
                new TimeLeft.Known(
                    job.left, job.total - job.done, pace.get(), own / end, active.size() > 1),
                calibration.at(progress))));
  }

  private void fill() {
    while (out < 3 * slots) {
      Optional<Job> next = next();
      if (next.isEmpty()) {
        break;
      }
      next.get().out++;
      out++;
      queue.add(next.get());
    }
    while (working.size() < slots && !queue.isEmpty()) {
      Job job = queue.remove();
      Leaf page = job.waiting.remove();
      double noise = Math.exp(variation * random.nextGaussian() - variation * variation / 2);
      double seconds =
          page.megapixels() * page.difficulty() * 0.25 * noise * drift.applyAsDouble(now);
      working.add(new Reading(job, now + gap, now + gap + seconds, page));
    }
  }

  private Optional<Job> next() {
    Map<Long, Integer> outByPerson = new HashMap<>();
    Map<Job, Long> inQueue =
        queue.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    jobs.forEach(job -> outByPerson.merge(job.person, job.out, Integer::sum));
    return jobs.stream()
        .filter(job -> job.waiting.size() > inQueue.getOrDefault(job, 0L))
        .min(
            Comparator.comparingInt((Job job) -> -job.priority)
                .thenComparing(job -> outByPerson.get(job.person))
                .thenComparing(job -> job.out)
                .thenComparing(job -> job.start));
  }
}
