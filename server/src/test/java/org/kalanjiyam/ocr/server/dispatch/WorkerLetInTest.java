package org.kalanjiyam.ocr.server.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.kalanjiyam.ocr.worker.WorkerCommand;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jms.core.JmsTemplate;

/** A worker needs the broker's URL and its password, and nothing else. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class WorkerLetInTest extends ServerFixture {
  @Autowired Workers workers;
  @Autowired ConnectionFactory connections;

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

  @Test
  void oneOfAnotherReleaseIsNotCountedAndTheLogSaysWhatToDo(CapturedOutput output) {
    var topics = new JmsTemplate(connections);
    topics.setPubSubDomain(true);
    topics.send(
        WorkQueues.WORKERS,
        session -> {
          var message = session.createTextMessage("{\"of\": \"a later release\"}");
          message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION + 1);
          return message;
        });

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> output.getAll().contains("install the same release on both"));
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
