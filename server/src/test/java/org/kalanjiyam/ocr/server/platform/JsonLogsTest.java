package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.server.JsonLog;
import tools.jackson.databind.JsonNode;

/**
 * What {@code docs/metrics.md} says of logs as JSON, in the forms that it names, of what workers
 * log: written in their form, read by the server. {@code PageLogTest} has the server's own lines.
 */
class JsonLogsTest {
  private static final String TASK = "0190a0b0-0000-7000-8000-000000000001";

  private final WorkerLog workers = new WorkerLog();

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash"})
  void aWorkersLineIsAnObjectWithItsTaskAndPage(String form) throws Exception {
    try (JsonLog log = new JsonLog(form, "worker")) {
      workers.accept("scripted-1: " + written(Map.of("task", TASK, "page", "7"), "\"said\" {}"));

      assertThat(log.lines()).singleElement().asString().endsWith("}\n").containsOnlyOnce("\n");
      JsonNode object = log.ofTask(TASK).getFirst();
      assertThat(object.path("message").asString()).isEqualTo("scripted-1: WARN  \"said\" {}");
      assertThat(object.path("page").asString()).isEqualTo("7");
    }
  }

  @Test
  void aStackTraceIsOfThePageOfTheLineBeforeItAndNothingElseIs() throws Exception {
    try (JsonLog log = new JsonLog("ecs", "worker")) {
      workers.accept("scripted-1: " + written(Map.of("task", TASK, "page", "7"), "The engine"));
      for (String line :
          List.of(
              "scripted-1: java.lang.IllegalStateException: broken",
              "scripted-1: \tat org.kalanjiyam.Engine.read(Engine.java:1)",
              "scripted-2: \tat org.kalanjiyam.Other.read(Other.java:1)",
              "scripted-1: Caused by: java.io.IOException: gone",
              "scripted-1: " + written(Map.of(), "The broker is in trouble"),
              "scripted-1: \tat org.kalanjiyam.Broker.send(Broker.java:1)")) {
        workers.accept(line);
      }

      assertThat(log.lines()).hasSize(7);
      assertThat(log.ofTask(TASK)).hasSize(4).noneMatch(line -> line.toString().contains("broker"));
    }
  }

  @Test
  void whatTheSupervisorSaysOfAPageIsThePages() {
    try (JsonLog log = new JsonLog("ecs", "worker")) {
      workers.accept("scripted-1 took too long over page " + TASK + " 12 and is killed; it is ...");

      assertThat(log.ofTask(TASK)).singleElement();
      assertThat(log.ofTask(TASK).getFirst().path("page").asString()).isEqualTo("12");
    }
  }

  /** A line as a worker's own configuration writes it, without its end. */
  private static String written(Map<String, String> ids, String message) throws Exception {
    LoggerContext worker = new LoggerContext();
    JoranConfigurator configuration = new JoranConfigurator();
    configuration.setContext(worker);
    configuration.doConfigure(JsonLogsTest.class.getResource("/logback-worker.xml"));
    var logger = worker.getLogger("org.kalanjiyam.ocr.worker.PageReader");
    var event = new LoggingEvent("", logger, Level.WARN, message, null, null);
    event.setMDCPropertyMap(ids);
    var stderr = (ConsoleAppender<ILoggingEvent>) worker.getLogger("ROOT").getAppender("stderr");
    return new String(stderr.getEncoder().encode(event), StandardCharsets.UTF_8).stripTrailing();
  }
}
