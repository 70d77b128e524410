package org.kalanjiyam.ocr.server.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.worker.WorkerCommand;
import org.springframework.beans.factory.annotation.Autowired;

/** A worker needs the broker's URL and its password, and nothing else. */
@Timeout(120)
class WorkerLetInTest extends ServerFixture {
  @Autowired Workers workers;

  @Test
  void thePasswordIsEnough() throws Exception {
    Process worker = worker("for-the-workers").start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  workers.live("scripted").stream()
                      .anyMatch(one -> one.worker().contains("-" + worker.pid() + "-")));
    } finally {
      worker.destroy();
      assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aWrongOneIsSaidInOneLineThatTellsWhatToDo() throws Exception {
    Process worker = worker("wrong").redirectErrorStream(true).start();

    String said = new String(worker.getInputStream().readAllBytes(), UTF_8);

    assertThat(worker.waitFor()).isEqualTo(4);
    assertThat(said).contains("does not let this worker in", "secrets/broker-worker");
    assertThat(said).doesNotContain("\tat ", "wrong");
  }

  private static ProcessBuilder worker(String password) throws IOException {
    return new WorkerCommand(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            List.of(),
            "scripted",
            TestSite.brokerUrl(),
            Map.of("KALANJIYAM_BROKER_PASSWORD", password))
        .toProcess();
  }
}
