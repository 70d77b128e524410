package org.kalanjiyam.ocr.server.http;

import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Limits on what is open before a request has come in whole: connections in all and from one
 * address (the named proxies excepted), the time for a request's line and headers, and the pace of
 * its body. An open connection costs some 50 KB of heap, whatever is or is not sent on it.
 */
@Component
final class ConnectionLimits implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private static final Logger log = LoggerFactory.getLogger(ConnectionLimits.class);
  private static final Duration HEADERS = Duration.ofSeconds(10);

  private final int inAll;
  private final int byAddress;
  private final NamedProxies proxies;
  private final BodyPace bodies;
  private volatile @Nullable LimitedProtocol protocol;

  @Autowired
  ConnectionLimits(ConnectionProperties limits, AddressProperties address) {
    this(limits.connections(), limits.connectionsPerAddress(), address.proxies(), BodyPace.USUAL);
  }

  /**
   * Limits.
   *
   * @param inAll open connections; more wait in the system's queue
   * @param byAddress open connections from one address; more are closed at once
   * @param proxies addresses and networks of reverse proxies that are believed
   * @param bodies how fast a body must come
   */
  ConnectionLimits(int inAll, int byAddress, String proxies, BodyPace bodies) {
    this.inAll = inAll;
    this.byAddress = byAddress;
    this.proxies = NamedProxies.parse(proxies);
    this.bodies = bodies;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.setProtocol(LimitedProtocol.class.getName());
    factory.addConnectorCustomizers(this::limit);
    if (!proxies.isEmpty()) {
      factory.addEngineValves(new ForwardedRequests(proxies));
    }
  }

  private void limit(Connector connector) {
    if (connector.getProtocolHandler() instanceof LimitedProtocol limited) {
      limited.limit(inAll, byAddress, proxies, bodies);
      // A client that asks before it sends a body is told yes when somebody wants to read it.
      connector.setProperty("continueResponseTiming", "onRead");
      protocol = limited;
    }
  }

  @Scheduled(fixedDelay = 1000)
  void closeSlow() {
    int closed = closeSlow(HEADERS);
    if (closed > 0) {
      log.debug("{} connections are closed: their headers did not end in time", closed);
    }
  }

  int closeSlow(Duration headersMayTake) {
    LimitedProtocol limited = protocol;
    return limited == null ? 0 : limited.closeSlow(headersMayTake);
  }
}
