package org.kalanjiyam.ocr.server.cli;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.kalanjiyam.ocr.work.WorkQueues;

/**
 * What is done to a site by chance: its processes killed and frozen, its messages lost and doubled.
 */
final class Mischief {
  private final SiteUnderFire site;
  private final Random random;
  private final boolean large;
  private final boolean longRun;

  Mischief(SiteUnderFire site, Random random, boolean large, boolean longRun) {
    this.site = site;
    this.random = random;
    this.large = large;
    this.longRun = longRun;
  }

  /** What the schedule does, and how often. */
  enum Deed {
    KILL_WORKER(6, true),
    KILL_BROKER(2, true),
    KILL_SERVER(3, true),
    KILL_DATABASE(2, true),
    KILL_REDIS(2, true),
    EMPTY_REDIS(2, false),
    FREEZE_WORKER(2, false),
    FREEZE_REDIS(1, false),
    FREEZE_SERVER(1, false),
    FREEZE_DATABASE(1, false),
    DROP_OUTCOME(1, false),
    DOUBLE_OUTCOMES(3, false),
    PAUSE_AND_RESUME(2, false);

    private final int weight;
    final boolean kill;

    Deed(int weight, boolean kill) {
      this.weight = weight;
      this.kill = kill;
    }

    static Deed next(Random random) {
      int all = 0;
      for (Deed deed : values()) {
        all += deed.weight;
      }
      int at = random.nextInt(all);
      for (Deed deed : values()) {
        at -= deed.weight;
        if (at < 0) {
          return deed;
        }
      }
      throw new IllegalStateException();
    }
  }

  /**
   * Does it.
   *
   * @param tasks paths of tasks that go on
   * @return false if there was nothing to do it to
   */
  boolean happens(Deed deed, List<String> tasks) throws Exception {
    switch (deed) {
      case KILL_WORKER -> {
        return anyWorker(ProcessHandle::destroyForcibly);
      }
      case KILL_BROKER -> site.killBroker();
      case KILL_SERVER -> (large && random.nextBoolean() ? site.one() : site.other()).kill();
      case KILL_DATABASE -> {
        site.remember();
        site.database().ifPresent(ProcessHandle::destroyForcibly);
      }
      case KILL_REDIS -> {
        site.redis().kill();
        Thread.sleep(random.nextInt(2000));
        site.redis().start();
      }
      case EMPTY_REDIS -> site.redis().with(commands -> commands.flushall());
      case FREEZE_WORKER -> {
        return anyWorker(worker -> freeze(worker, 1000 + random.nextInt(6000)));
      }
      case FREEZE_REDIS -> {
        site.redis().freeze();
        Thread.sleep(random.nextInt(1500));
        site.redis().thaw();
      }
      case FREEZE_SERVER -> freeze(site.other().process(), 1000 + random.nextInt(6000));
      case FREEZE_DATABASE -> freezeDatabase(500 + random.nextInt(3000));
      case DOUBLE_OUTCOMES -> {
        return takeOutcome(2);
      }
      case DROP_OUTCOME -> {
        // Missed once the page is out for longer than it can be: not for a short run.
        return longRun && takeOutcome(0);
      }
      case PAUSE_AND_RESUME -> {
        String task = tasks.get(random.nextInt(tasks.size()));
        return control(task, "pause") && control(task, "resume");
      }
    }
    return true;
  }

  private boolean anyWorker(Consumer<ProcessHandle> deed) {
    site.remember();
    List<ProcessHandle> workers = site.boss().isAlive() ? site.boss().workers() : List.of();
    if (workers.isEmpty()) {
      return false;
    }
    deed.accept(workers.get(random.nextInt(workers.size())));
    return true;
  }

  private void freezeDatabase(int millis) {
    site.database()
        .ifPresent(
            first -> freeze(Stream.concat(Stream.of(first), first.descendants()).toList(), millis));
  }

  private static void freeze(ProcessHandle process, int millis) {
    freeze(List.of(process), millis);
  }

  private static void freeze(List<ProcessHandle> processes, int millis) {
    try {
      for (ProcessHandle process : processes) {
        signal("-STOP", process);
      }
      Thread.sleep(millis);
      for (ProcessHandle process : processes) {
        signal("-CONT", process);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void signal(String signal, ProcessHandle process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
  }

  /** Takes an outcome before a server does, and puts it back so often. */
  private boolean takeOutcome(int copies) {
    try (var factory = new ActiveMQConnectionFactory(site.brokerUrl() + "?callTimeout=3000");
        var connection = factory.createConnection("server", site.secret("broker-server"));
        var session = connection.createSession(Session.SESSION_TRANSACTED)) {
      connection.start();
      var queue = session.createQueue(WorkQueues.OUTCOMES);
      var taken = session.createConsumer(queue).receive(2000);
      if (taken != null) {
        var producer = session.createProducer(queue);
        for (int i = 0; i < copies; i++) {
          producer.send(taken);
        }
      }
      session.commit();
      return taken != null;
    } catch (JMSException | IOException e) {
      return false;
    }
  }

  private boolean control(String task, String deed) {
    try {
      site.other().api().post(task + "/" + deed, Map.of());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
