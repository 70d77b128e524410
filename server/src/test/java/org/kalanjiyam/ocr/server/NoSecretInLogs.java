package org.kalanjiyam.ocr.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Listens to all that is logged while a test runs, the product's own packages at TRACE, and fails
 * the test if a secret is in it: in a message, a field or a stack trace. The secrets of the {@link
 * TestSite} are known to it.
 */
public final class NoSecretInLogs extends AppenderBase<ILoggingEvent>
    implements BeforeEachCallback, AfterEachCallback {
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private static final Logger OURS = (Logger) LoggerFactory.getLogger("org.kalanjiyam");

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> secrets = new ArrayList<>();
  private Level before;

  /** Adds what must not be in the log, neither before this call nor after it. */
  public void mustNotSay(String secret) {
    assertThat(secret).isNotBlank();
    secrets.add(secret);
  }

  @Override
  protected void append(ILoggingEvent event) {
    String trace =
        event.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(event.getThrowableProxy());
    lines.add(
        String.join(
            " ",
            event.getLoggerName(),
            event.getFormattedMessage(),
            event.getMDCPropertyMap().toString(),
            String.valueOf(event.getKeyValuePairs()),
            trace));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    before = OURS.getLevel();
    OURS.setLevel(Level.TRACE);
    start();
    ROOT.addAppender(this);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ROOT.detachAppender(this);
    OURS.setLevel(before);
    secrets.addAll(TestSite.secrets());
    for (String secret : secrets) {
      assertThat(lines).noneMatch(line -> line.contains(secret));
    }
  }

  /** What was logged till now. */
  public List<String> lines() {
    return lines;
  }
}
