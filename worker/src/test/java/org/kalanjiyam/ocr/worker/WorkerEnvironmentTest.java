package org.kalanjiyam.ocr.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.scripted.ScriptedProvider;

class WorkerEnvironmentTest {
  private static final Map<String, String> SERVERS =
      Map.of(
          "PATH", "/usr/bin",
          "KALANJIYAM_ADMIN_TOKEN", "secret",
          "REDIS_URL", "redis://:secret@localhost",
          "DATABASE_URL", "postgres://u:secret@host/db",
          "SPRING_SECURITY_OAUTH2_CLIENT_REGISTRATION_X_CLIENT_SECRET", "secret",
          "KALANJIYAM_SCRIPT", "a script",
          "KALANJIYAM_SCRIPTED_MORE", "more",
          "KALANJIYAM_BROKER_PASSWORD", "for-workers");

  @Test
  void anEngineGetsItsOwnVariablesAndTheBrokersPasswordAndNoOthers() {
    assertThat(WorkerEnvironment.of(new ScriptedProvider(), SERVERS).keySet())
        .containsExactlyInAnyOrder(
            "KALANJIYAM_SCRIPT", "KALANJIYAM_SCRIPTED_MORE", "KALANJIYAM_BROKER_PASSWORD");
  }

  @Test
  void aWorkerInheritsNothingButTheUsualFew() {
    WorkerCommand command =
        new WorkerCommand(
            Path.of("java"), "worker.jar", List.of(), "scripted", "tcp://b", Map.of("A", "b"));
    assertThat(command.toProcess().environment().keySet())
        .filteredOn(name -> !name.startsWith("MALLOC_"))
        .contains("A", "PATH")
        .isSubsetOf("A", "PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");
  }
}
