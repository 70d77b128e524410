package org.kalanjiyam.ocr.server.platform;

import org.springframework.context.ApplicationEvent;

/** The embedded broker takes connections. Comes before the web server answers. */
final class BrokerStarted extends ApplicationEvent {
  private static final long serialVersionUID = 1L;

  BrokerStarted(Object source) {
    super(source);
  }
}
