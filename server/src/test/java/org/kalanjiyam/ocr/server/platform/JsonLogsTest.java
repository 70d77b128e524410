package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code docs/metrics.md} says of logs as JSON, in the forms that it names. */
class JsonLogsTest {
  private static final String TASK = "0190a0b0-0000-7000-8000-000000000001";

  @ParameterizedTest
  @ValueSource(strings = {"ecs", "logstash"})
  void aLineIsAnObjectWithItsTaskAndPage(String form) {
    LoggerContext context = new LoggerContext();
    context.putObject(Environment.class.getName(), new StandardEnvironment());
    StructuredLogEncoder encoder = new StructuredLogEncoder();
    encoder.setContext(context);
    encoder.setFormat(form);
    encoder.start();
    LoggingEvent event =
        new LoggingEvent(
            "", context.getLogger("kalanjiyam"), Level.WARN, "two\nlines \"said\"", null, null);
    event.setMDCPropertyMap(Map.of("task", TASK, "page", "7"));

    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);

    assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
    JsonNode object = JsonMapper.shared().readTree(line);
    assertThat(object.path("message").asString()).isEqualTo("two\nlines \"said\"");
    assertThat(object.path("task").asString()).isEqualTo(TASK);
    assertThat(object.path("page").asString()).isEqualTo("7");
  }
}
