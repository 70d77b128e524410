package org.kalanjiyam.ocr.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a logger says till this is closed, as the lines of JSON that a setting makes of it. */
public final class JsonLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger;
  private final StructuredLogEncoder encoder = new StructuredLogEncoder();
  private final Level before;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /**
   * Listens at DEBUG.
   *
   * @param form as {@code logging.structured.format.console} names it
   */
  public JsonLog(String form, String logger) {
    LoggerContext spring = new LoggerContext();
    spring.putObject(Environment.class.getName(), new StandardEnvironment());
    encoder.setContext(spring);
    encoder.setFormat(form);
    encoder.start();
    this.logger = (Logger) LoggerFactory.getLogger(logger);
    start();
    before = this.logger.getLevel();
    this.logger.setLevel(Level.DEBUG);
    this.logger.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
  }

  /** The lines as they are written. */
  public List<String> lines() {
    return lines;
  }

  /** The lines with this in their field {@code task}. */
  public List<JsonNode> ofTask(Object task) {
    return lines.stream()
        .map(line -> (JsonNode) JsonMapper.shared().readTree(line))
        .filter(line -> line.path("task").asString("").equals(task.toString()))
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(before);
  }
}
