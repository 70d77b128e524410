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
 * A site in virtual time: slots, a broker's queue of three pages a slot, and hand-outs to the
 * highest priority, the person with the fewest pages out, their task with the fewest, the oldest.
 */
final class SimulatedSite {
  private static final int FEWEST = 3;

  private final int slots;
  private final double variation;
  private final DoubleUnaryOperator drift;
  private final Random random;
  private final List<Job> jobs = new ArrayList<>();
  private final Deque<Job> queue = new ArrayDeque<>();
  private final PriorityQueue<Reading> working =
      new PriorityQueue<>(Comparator.comparingDouble(Reading::end));
  private double now;
  private int out;

  SimulatedSite(int slots, double variation, DoubleUnaryOperator drift, Random random) {
    this.slots = slots;
    this.variation = variation;
    this.drift = drift;
    this.random = random;
  }

  /** One page in a slot. */
  private record Reading(Job job, double begun, double end, double megapixels) {}

  /** What was foretold at a moment. */
  record Foretold(double at, double progress, TimeLeft left) {}

  /** A task. */
  static final class Job {
    final UUID id = UUID.randomUUID();
    final int priority;
    final long person;
    final double start;
    final int total;
    final Deque<Double> waiting = new ArrayDeque<>();
    final Deque<RecognitionSpeed.Sample> newest = new ArrayDeque<>();
    final List<Foretold> foretold = new ArrayList<>();
    double left;
    int out;
    int done;
    double end;

    Job(int priority, long person, double start, int total, Random random) {
      this.priority = priority;
      this.person = person;
      this.start = start;
      this.total = total;
      for (int i = 0; i < total; i++) {
        double megapixels = 8 * Math.exp(0.25 * random.nextGaussian());
        waiting.add(megapixels);
        left += megapixels;
      }
    }

    Optional<RecognitionSpeed> pace() {
      return newest.size() < FEWEST
          ? Optional.empty()
          : RecognitionSpeed.of(List.copyOf(newest), total - done);
    }
  }

  void add(Job job) {
    jobs.add(job);
  }

  /** Runs till the last page of the last task. */
  void run() {
    PriorityQueue<Job> coming = new PriorityQueue<>(Comparator.comparingDouble(job -> job.start));
    coming.addAll(jobs);
    while (!coming.isEmpty() || !working.isEmpty()) {
      boolean start =
          !coming.isEmpty() && (working.isEmpty() || coming.peek().start <= working.peek().end());
      if (start) {
        now = coming.remove().start;
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
    job.out--;
    job.done++;
    job.left -= page.megapixels();
    job.end = now;
    job.newest.addFirst(
        new RecognitionSpeed.Sample(
            Instant.ofEpochMilli((long) (now * 1000)),
            page.end() - page.begun(),
            page.megapixels()));
    if (job.newest.size() > RecognitionSpeed.MOST) {
      job.newest.removeLast();
    }
    double before = (job.done - 1.0) / job.total;
    double progress = (double) job.done / job.total;
    int tenth = (int) (progress * 10 + 1e-9);
    if (tenth >= 1 && tenth <= 9 && tenth > (int) (before * 10 + 1e-9)) {
      foretell(job, progress);
    }
  }

  private void foretell(Job job, double progress) {
    Optional<RecognitionSpeed> pace = job.pace();
    if (pace.isEmpty()) {
      return;
    }
    List<Job> active =
        jobs.stream()
            .filter(one -> one.start <= now && one.done < one.total)
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
                        one.left * one.pace().orElse(pace.get()).secondsPerMegapixel(),
                        one.total - one.done))
            .toList();
    double end = FairShare.ends(slots, loads).get(job.id);
    double own = job.left * pace.get().secondsPerMegapixel();
    job.foretold.add(
        new Foretold(
            now,
            progress,
            TimeLeft.of(
                new TimeLeft.Known(
                    job.left, job.total - job.done, pace.get(), own / end, active.size() > 1))));
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
      double megapixels = job.waiting.remove();
      double noise = Math.exp(variation * random.nextGaussian() - variation * variation / 2);
      double seconds = megapixels * 0.25 * noise * drift.applyAsDouble(now);
      working.add(new Reading(job, now, now + seconds, megapixels));
    }
  }

  private Optional<Job> next() {
    Map<Long, Integer> outByPerson = new HashMap<>();
    Map<Job, Long> inQueue =
        queue.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    jobs.forEach(job -> outByPerson.merge(job.person, job.out, Integer::sum));
    return jobs.stream()
        .filter(job -> job.start <= now)
        .filter(job -> job.waiting.size() > inQueue.getOrDefault(job, 0L))
        .min(
            Comparator.comparingInt((Job job) -> -job.priority)
                .thenComparing(job -> outByPerson.get(job.person))
                .thenComparing(job -> job.out)
                .thenComparing(job -> job.start));
  }
}
