package org.kalanjiyam.ocr.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.worker.WorkerSupervisor.Limits;

class WorkerSupervisorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Limits GENEROUS =
      new Limits(Duration.ofSeconds(60), Duration.ofSeconds(60), 1L << 30);

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<WorkerSupervisor> started = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(WorkerSupervisor::close);
  }

  private WorkerSupervisor supervise(int count, Limits limits, String... child) {
    var supervisor =
        new WorkerSupervisor("tiny", count, () -> TinyChild.command(child), limits, log::add);
    started.add(supervisor);
    supervisor.start();
    return supervisor;
  }

  private void assertLogged(String part) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(log).anyMatch(line -> line.contains(part)));
  }

  private static void kill(String signal, long pid) throws Exception {
    new ProcessBuilder("kill", signal, Long.toString(pid)).start().waitFor();
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  @Test
  void keepsAsManyProcessesAsItShouldAndEndsThemAll() {
    WorkerSupervisor supervisor = supervise(2, GENEROUS, "well");
    await().atMost(PATIENCE).until(() -> supervisor.ready() == 2);
    List<Long> pids = supervisor.pids();
    assertThat(pids).hasSize(2).allMatch(WorkerSupervisorTest::isAlive);

    supervisor.close();

    assertThat(pids).noneMatch(WorkerSupervisorTest::isAlive);
    assertThat(supervisor.pids()).isEmpty();
    assertThat(log).isEmpty();
  }

  @Test
  void aProcessThatIsAskedToEndHasTimeToTidyUp() {
    WorkerSupervisor supervisor = supervise(1, GENEROUS, "tidy");
    await().atMost(PATIENCE).until(() -> supervisor.ready() == 1);

    supervisor.close();

    assertLogged("all is tidy");
  }

  @Test
  void aProcessThatIsKilledIsStartedAgain() throws Exception {
    WorkerSupervisor supervisor = supervise(1, GENEROUS, "well");
    await().atMost(PATIENCE).until(() -> supervisor.ready() == 1);
    long first = supervisor.pids().getFirst();

    kill("-KILL", first);

    await()
        .atMost(PATIENCE)
        .until(() -> supervisor.ready() == 1 && supervisor.pids().getFirst() != first);
    assertThat(log).anyMatch(line -> line.contains("tiny-1 was killed (SIGKILL"));
  }

  @Test
  void aCrashIsNamed() throws Exception {
    WorkerSupervisor supervisor = supervise(1, GENEROUS, "well");
    await().atMost(PATIENCE).until(() -> supervisor.ready() == 1);

    kill("-SEGV", supervisor.pids().getFirst());

    assertLogged("crashed (SIGSEGV)");
  }

  @Test
  void aSuccessorIsToldOfADeathThatWasTheProcesssOwnDoing() throws Exception {
    WorkerSupervisor supervisor = supervise(1, GENEROUS, "tells");
    await().atMost(PATIENCE).until(() -> supervisor.ready() == 1);
    long crashed = supervisor.pids().getFirst();

    kill("-SEGV", crashed);

    assertLogged("before me: tiny-%d crashed (SIGSEGV)".formatted(crashed));
  }

  @Test
  void aSuccessorIsToldNothingOfAKillFromOutside() throws Exception {
    WorkerSupervisor supervisor = supervise(1, GENEROUS, "tells");
    await().atMost(PATIENCE).until(() -> supervisor.ready() == 1);
    long killed = supervisor.pids().getFirst();

    kill("-KILL", killed);

    await()
        .atMost(PATIENCE)
        .until(() -> supervisor.ready() == 1 && supervisor.pids().getFirst() != killed);
    await()
        .atMost(PATIENCE)
        .until(() -> log.stream().filter(line -> line.contains("before me: null")).count() == 2);
  }

  @Test
  void pausesGrowWhileAProcessKeepsEnding() {
    supervise(1, GENEROUS, "exit", "7");

    assertLogged("ended with exit code 7; it is started again in 1 s");
    assertLogged("ended with exit code 7; it is started again in 2 s");
  }

  @Test
  void whatAProcessComplainsOfIsPassedOn() {
    supervise(1, GENEROUS, "complain");

    assertLogged("tiny-1: this is wrong");
  }

  @Test
  void aFrozenProcessIsKilled() throws Exception {
    WorkerSupervisor supervisor =
        supervise(1, new Limits(Duration.ofSeconds(60), Duration.ofSeconds(4), 1L << 30), "well");
    await().atMost(PATIENCE).until(() -> supervisor.ready() == 1);
    long pid = supervisor.pids().getFirst();

    kill("-STOP", pid);

    assertLogged("was frozen for 4 s");
    await().atMost(PATIENCE).until(() -> !isAlive(pid));
  }

  @Test
  void aProcessThatTakesTooLongOverAPageIsKilled() {
    supervise(1, new Limits(Duration.ofMillis(300), Duration.ofSeconds(60), 1L << 30), "slow");

    assertLogged("took too long over page a-task 7");
  }

  @Test
  void aProcessThatUsesTooMuchMemoryIsKilled() {
    supervise(1, new Limits(Duration.ofSeconds(60), Duration.ofSeconds(60), 4L << 20), "well");

    assertLogged("used more than 4 MiB of memory");
  }

  @Test
  void childrenEndWhenTheirSupervisorIsKilled() throws Exception {
    Process parent = TinyChild.command("parent").start();
    long child;
    try (BufferedReader said = parent.inputReader()) {
      child = Long.parseLong(said.readLine().split(" ")[1]);
      assertThat(isAlive(child)).isTrue();

      parent.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }

    await().atMost(Duration.ofSeconds(5)).until(() -> !isAlive(child));
  }

  @Test
  void aCommandThatDoesNotExistIsSaidAndTriedAgain() {
    var supervisor =
        new WorkerSupervisor(
            "tiny", 1, () -> new ProcessBuilder("/nowhere/program"), GENEROUS, log::add);
    started.add(supervisor);
    supervisor.start();

    assertLogged("could not be started");
  }
}
