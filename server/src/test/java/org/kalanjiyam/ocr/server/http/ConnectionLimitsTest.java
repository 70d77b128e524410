package org.kalanjiyam.ocr.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/** The limits on a Tomcat with one servlet, by connections that are opened and left. */
class ConnectionLimitsTest {
  private static final String HALF = "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\n";
  private static final int IN_ALL = 100;
  private static final int BY_ADDRESS = 20;
  private static final BodyPace PACE = new BodyPace(Duration.ofSeconds(1), 1000);

  private final List<RawHttp> opened = new ArrayList<>();
  private ConnectionLimits limits = new ConnectionLimits(IN_ALL, BY_ADDRESS, "", PACE);
  private WebServer server = start(limits);

  @AfterEach
  void end() {
    opened.forEach(RawHttp::close);
    server.stop();
  }

  @Test
  void whoeverOnlyOpensAndWaitsShutsOutNobodyBehindTheSameAddress() {
    for (int i = 0; i < 3 * BY_ADDRESS; i++) {
      open().send(HALF);
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> ask() == 200);
  }

  @Test
  void anAddressWithAsManyRequestsUnderWayAsThereMayBeGetsNoMore() {
    for (int i = 0; i < BY_ADDRESS; i++) {
      open().send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n1");
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> Body.reading.get() == BY_ADDRESS);
    assertThat(ask()).isZero();

    opened.forEach(RawHttp::close);

    await().atMost(Duration.ofSeconds(10)).until(() -> ask() == 200);
  }

  /** Only Linux gives each process all of 127.0.0.0/8. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void manyAddressesThatOnlyOpenAndWaitShutOutNobody() {
    for (int i = 0; i < 2 * IN_ALL; i++) {
      RawHttp stranger = new RawHttp("127.0.1." + (1 + i % 50), server.getPort());
      opened.add(stranger);
      stranger.send(HALF);
    }
    long asked = System.nanoTime();
    assertThat(ask()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void headersThatTrickleAreTimedInAll() {
    RawHttp trickling = open();
    trickling.send(HALF);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              trickling.send("X-B: 1\r\n");
              return limits.closeSlow(Duration.ofMillis(500)) == 1;
            });
    assertThat(trickling.status()).isZero();
    assertThat(ask()).isEqualTo(200);
  }

  @Test
  void aRequestUnderWayIsNotTakenForOneThatHasNotBegun() {
    RawHttp busy = open();
    busy.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n1");
    await().atMost(Duration.ofSeconds(10)).until(() -> Body.reading.get() == 1);
    assertThat(limits.closeSlow(Duration.ZERO)).isZero();
    busy.send("2");
    assertThat(busy.status()).isEqualTo(200);
  }

  @Test
  void aBodyThatTricklesIsTimedInAll() {
    RawHttp trickling = open();
    trickling.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n1");
    await().atMost(Duration.ofSeconds(10)).until(() -> Body.reading.get() == 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> !trickling.send("1"));
    assertThat(Body.broken.get()).isOne();
  }

  @Test
  void aBodyThatKeepsThePaceMayTakeItsTime() {
    RawHttp steady = open();
    steady.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6000\r\n\r\n");
    for (int i = 0; i < 15; i++) {
      assertThat(steady.send("1".repeat(400))).isTrue();
      await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }
    assertThat(steady.status()).isEqualTo(200);
  }

  @Test
  void aNamedProxyHasNoLimitOfItsOwn() {
    server.stop();
    limits = new ConnectionLimits(IN_ALL, BY_ADDRESS, "127.0.0.0/8", PACE);
    server = start(limits);
    for (int i = 0; i < 2 * BY_ADDRESS; i++) {
      open().send(HALF);
    }
    assertThat(ask()).isEqualTo(200);
    assertThat(opened).allSatisfy(connection -> assertThat(connection.send("\r\n")).isTrue());
    assertThat(opened.getFirst().status()).isEqualTo(200);
  }

  private RawHttp open() {
    RawHttp connection = new RawHttp(server.getPort());
    opened.add(connection);
    return connection;
  }

  private int ask() {
    try (RawHttp one = new RawHttp(server.getPort())) {
      one.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      return one.status();
    }
  }

  private static WebServer start(ConnectionLimits limits) {
    Body.reading.set(0);
    Body.broken.set(0);
    var factory = new TomcatServletWebServerFactory(0);
    limits.customize(factory);
    WebServer server =
        factory.getWebServer(new ServletRegistrationBean<>(new Body(), "/*")::onStartup);
    server.start();
    return server;
  }

  /** Reads what is sent to it, as slowly as it comes. */
  private static final class Body extends HttpServlet {
    private static final long serialVersionUID = 1;
    static final AtomicInteger reading = new AtomicInteger();
    static final AtomicInteger broken = new AtomicInteger();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (request.getContentLength() > 0) {
        reading.incrementAndGet();
        try {
          request.getInputStream().readAllBytes();
        } catch (IOException e) {
          broken.incrementAndGet();
          throw e;
        }
      }
    }
  }
}
