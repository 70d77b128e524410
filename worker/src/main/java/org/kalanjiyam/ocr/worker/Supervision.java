package org.kalanjiyam.ocr.worker;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.kalanjiyam.ocr.work.PageJob;

/**
 * What a worker tells its supervisor, a line each on standard output: {@code name WORKER}, {@code
 * ready}, {@code tick} every second, {@code begin TASK PAGE LIMIT_SECONDS}, {@code end TASK PAGE}.
 * When standard input ends, the supervisor is gone and the process halts at once, so that it never
 * outlives it.
 */
final class Supervision {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int ORPHANED = 4;

  private final boolean on;
  private final PrintStream out;

  private Supervision(boolean on, PrintStream out) {
    this.on = on;
    this.out = out;
  }

  static Supervision none() {
    return new Supervision(false, System.out);
  }

  static Supervision overPipes() {
    Supervision supervision = new Supervision(true, System.out);
    Thread.ofPlatform().daemon().name("supervisor").start(supervision::haltWithSupervisor);
    Thread.ofPlatform().daemon().name("tick").start(supervision::tick);
    return supervision;
  }

  /** What it announces itself as. */
  void name(String worker) {
    say("name " + worker);
  }

  void ready() {
    say("ready");
  }

  void begin(PageJob job) {
    say("begin " + job.taskId() + " " + job.page() + " " + job.limitSeconds());
  }

  void end(PageJob job) {
    say("end " + job.taskId() + " " + job.page());
  }

  private synchronized void say(String line) {
    if (on) {
      out.println(line);
      out.flush();
    }
  }

  private void tick() {
    try {
      while (true) {
        say("tick");
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void haltWithSupervisor() {
    try {
      while (System.in.read() >= 0) {
        // The supervisor says nothing; it only ends.
      }
    } catch (IOException e) {
      // A broken pipe says the same as its end.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
