package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.platform.ChildProcess.StopSignal;

class ChildrenTest {
  private static final List<String> SLEEP = List.of("sleep", "300");

  @TempDir Path parent;
  private DataFolder folder;

  @BeforeEach
  void open() {
    folder = DataFolder.open(parent.resolve("data"));
  }

  @AfterEach
  void close() {
    folder.close();
  }

  @Test
  void aChildThatDiesStartsAgain() {
    try (var child = ChildProcess.start("sleeper", SLEEP, folder, StopSignal.TERM)) {
      long first = child.pid();

      ProcessHandle.of(first).orElseThrow().destroyForcibly();

      await().until(() -> child.isAlive() && child.pid() != first);
    }
  }

  @Test
  void aClosedChildIsGone() {
    var child = ChildProcess.start("sleeper", SLEEP, folder, StopSignal.TERM);
    ProcessHandle handle = ProcessHandle.of(child.pid()).orElseThrow();

    child.close();

    assertThat(handle.isAlive()).isFalse();
  }

  @Test
  void theChildOfAKilledServerEndsWhenTheNextOneStarts() throws IOException {
    Process orphan = new ProcessBuilder(SLEEP).start();
    long started = orphan.info().startInstant().orElseThrow().toEpochMilli();
    writePidFile(orphan.pid(), started);

    try (var child = ChildProcess.start("sleeper", SLEEP, folder, StopSignal.TERM)) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(child.isAlive()).isTrue();
    }
  }

  @Test
  void aStrangerWithTheOldPidIsLeftAlone() throws IOException {
    Process stranger = new ProcessBuilder(SLEEP).start();
    try {
      writePidFile(stranger.pid(), 1_000_000);

      ChildProcess.endOrphan("sleeper", folder.root(), StopSignal.TERM);

      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aPortThatIsNotRedisIsRecognised() throws IOException {
    assertThat(RedisProbe.ask(Ports.free())).isEqualTo(RedisProbe.Answer.NOBODY);
    try (var silent = new ServerSocket()) {
      silent.bind(new InetSocketAddress(Ports.loopback(), 0));
      assertThat(RedisProbe.ask(silent.getLocalPort())).isEqualTo(RedisProbe.Answer.SOMETHING_ELSE);
    }
    try (var redis = BundledRedis.onOwnPort(folder)) {
      int port = Integer.parseInt(redis.url().replaceAll(".*:(\\d+)/0", "$1"));
      assertThat(RedisProbe.ask(port)).isEqualTo(RedisProbe.Answer.REDIS_WITH_PASSWORD);
    }
  }

  @Test
  void aChildKnowsNothingOfTheServersEnvironment() throws IOException {
    try (var child = ChildProcess.start("sleeper", SLEEP, folder, StopSignal.TERM)) {
      Path environment = Path.of("/proc/" + child.pid() + "/environ");
      // Empty for a moment, while the process becomes the program.
      String known = await().until(() -> Files.readString(environment), said -> !said.isEmpty());
      assertThat(known.split("\0"))
          .extracting(variable -> variable.replaceFirst("=.*", ""))
          .isSubsetOf("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");
    }
  }

  @Test
  void theNewerOfTwoRedisIsToldByItsVersion() {
    assertThat(RedisPrograms.number("Valkey server v=8.1.3 sha=00000000:0 bits=64"))
        .hasValueSatisfying(
            newer ->
                assertThat(newer)
                    .isGreaterThan(
                        RedisPrograms.number("Redis server v=7.0.15 sha=0").orElseThrow()));
    assertThat(RedisPrograms.number("no version")).isEmpty();
  }

  private void writePidFile(long pid, long started) throws IOException {
    Files.writeString(folder.folder("run").resolve("sleeper.pid"), pid + " " + started);
  }
}
