package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./kalanjiyam serve} with a JDK that only pretends: what it does when the server ends. */
class SupervisionTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path root;
  private Process script;

  @BeforeEach
  void aProgramThatIsBuiltAndAJdk() throws IOException {
    executable("jdk/bin/javac", "exit 0");
    // Waits to be told how to end; notes its pid, its words and a TERM.
    executable(
        "jdk/bin/java",
        """
        echo "$*" >>%1$s/words
        trap 'echo >%1$s/told-to-stop; exit 143' TERM
        echo $$ >>%1$s/pids
        while [ ! -e %1$s/end ]; do sleep 0.05; done
        status=$(cat %1$s/end); rm %1$s/end; exit $status
        """
            .formatted(root));
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    Path built = Files.createDirectories(root.resolve("target/dist-as-built"));
    Files.createFile(built.resolve("built"));
    Files.copy(Path.of("../kalanjiyam"), root.resolve("kalanjiyam"));
    executable("bin/nproc", "cat " + root.resolve("processors"));
    start(2);
  }

  private void start(int processors) throws IOException {
    Files.writeString(root.resolve("processors"), processors + "\n");
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("kalanjiyam").toString(), "serve", "--port", "0");
    builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
    builder.environment().merge("PATH", "", (path, none) -> root.resolve("bin") + ":" + path);
    builder.environment().put("KALANJIYAM_JAVA_OPTS", "-Dmine=yes");
    builder.environment().put("KALANJIYAM_NO_BUILD", "1");
    builder.environment().put("KALANJIYAM_NO_INSTALL", "1");
    script =
        builder.redirectErrorStream(true).redirectOutput(root.resolve("said").toFile()).start();
    awaitServers(1);
  }

  @AfterEach
  void end() throws IOException {
    script.destroyForcibly();
    for (String pid : pids()) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aServerWithoutMemoryEndsAndIsStartedAgain() throws IOException {
    assertThat(Files.readString(root.resolve("words")))
        .contains("-XX:+ExitOnOutOfMemoryError")
        .contains("-Dkalanjiyam.supervisor=" + script.pid())
        .contains("serve --port 0");
    endServer(3);
    awaitServers(2);
    assertThat(script.isAlive()).isTrue();
  }

  @Test
  void onFewProcessorsTheServerDoesWithoutC2UnlessItIsToldOtherwise() throws Exception {
    assertThat(Files.readString(root.resolve("words")))
        .containsPattern("-XX:TieredStopAtLevel=1 .*-Dmine=yes");
    Path quota = Path.of("/sys/fs/cgroup/cpu.max");
    assumeTrue(Files.notExists(quota) || Files.readString(quota).startsWith("max"));
    script.destroy();
    assertThat(script.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    Files.delete(root.resolve("words"));
    Files.delete(root.resolve("pids"));
    start(16);
    assertThat(Files.readString(root.resolve("words")))
        .contains("-Dmine=yes")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void aServerThatWasKilledIsStartedAgain() throws IOException {
    server().orElseThrow().destroyForcibly();
    awaitServers(2);
  }

  @Test
  void aServerThatSaysWhyItEndsIsNotStartedAgain() throws Exception {
    endServer(1);
    assertThat(script.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(script.exitValue()).isEqualTo(1);
    assertThat(pids()).hasSize(1);
  }

  @Test
  void aStopIsPassedOnAndAwaited() throws Exception {
    script.destroy();
    assertThat(script.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(script.exitValue()).isEqualTo(143);
    assertThat(root.resolve("told-to-stop")).exists();
    assertThat(server()).isEmpty();
  }

  @Test
  void aStopBetweenTwoStartsIsTheEnd() throws Exception {
    server().orElseThrow().destroyForcibly();
    await().atMost(LONG).until(() -> Files.readString(root.resolve("said")).contains("again"));
    script.destroy();
    assertThat(script.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(pids()).hasSize(1);
  }

  private void endServer(int status) throws IOException {
    Path draft = Files.writeString(root.resolve("end.new"), Integer.toString(status));
    Files.move(draft, root.resolve("end"));
  }

  private void awaitServers(int count) {
    await().atMost(LONG).until(() -> pids().size() == count);
  }

  private Optional<ProcessHandle> server() throws IOException {
    return ProcessHandle.of(Long.parseLong(pids().getLast())).filter(ProcessHandle::isAlive);
  }

  private List<String> pids() throws IOException {
    Path file = root.resolve("pids");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  private void executable(String name, String lines) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
