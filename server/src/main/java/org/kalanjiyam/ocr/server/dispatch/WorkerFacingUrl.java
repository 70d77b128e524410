package org.kalanjiyam.ocr.server.dispatch;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Where workers reach this server: {@code kalanjiyam.worker-url} where set (a site with workers on
 * other machines sets it), else this machine's loopback and the server's own port.
 */
@Component
class WorkerFacingUrl {
  private final @Nullable String configured;
  private volatile int port;

  WorkerFacingUrl(DispatchProperties properties) {
    String configured = properties.workerUrl();
    this.configured = configured == null || configured.isBlank() ? null : configured;
  }

  @EventListener
  void on(WebServerInitializedEvent event) {
    if (event.getApplicationContext().getServerNamespace() == null) {
      port = event.getWebServer().getPort();
    }
  }

  String url() {
    return configured != null ? configured.replaceAll("/+$", "") : "http://127.0.0.1:" + port;
  }
}
