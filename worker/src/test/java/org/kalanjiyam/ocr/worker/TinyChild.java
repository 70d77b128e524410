package org.kalanjiyam.ocr.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A child process for tests of supervision; what it does is its first argument. */
final class TinyChild {
  private TinyChild() {}

  static ProcessBuilder command(String... arguments) {
    var command =
        new java.util.ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-cp",
                System.getProperty("java.class.path"),
                TinyChild.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "well" -> new CountDownLatch(runWell()).await();
      case "tidy" -> {
        Runtime.getRuntime().addShutdownHook(new Thread(TinyChild::tidyUp));
        new CountDownLatch(runWell()).await();
      }
      case "exit" -> System.exit(Integer.parseInt(arguments[1]));
      case "complain" -> {
        System.err.println("this is wrong");
        System.exit(5);
      }
      case "tells" -> {
        System.out.println("name tiny-" + ProcessHandle.current().pid());
        System.err.println("before me: " + System.getenv(Predecessors.VARIABLE));
        runWell();
        new CountDownLatch(1).await();
      }
      case "slow" -> {
        runWell();
        System.out.println("begin a-task 7 1");
        new CountDownLatch(1).await();
      }
      case "parent" -> {
        // A supervisor of its own, for tests of what becomes of children without it.
        var limits =
            new WorkerSupervisor.Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 1L << 30);
        var supervisor =
            new WorkerSupervisor("child", 1, () -> command("well"), limits, line -> {});
        supervisor.start();
        while (supervisor.ready() == 0) {
          Thread.onSpinWait();
        }
        System.out.println("child " + supervisor.pids().getFirst());
        new CountDownLatch(1).await();
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void tidyUp() {
    LockSupport.parkNanos(300_000_000);
    System.err.println("all is tidy");
  }

  private static int runWell() {
    Supervision.overPipes().ready();
    return 1;
  }
}
