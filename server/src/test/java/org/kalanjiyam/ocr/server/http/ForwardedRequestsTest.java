package org.kalanjiyam.ocr.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

class ForwardedRequestsTest {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private WebServer server = start("127.0.0.1, 10.1.0.0/16");

  @AfterEach
  void end() {
    server.stop();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.7                       | 198.51.100.7",
        "198.51.100.7:4711                  | 198.51.100.7",
        "2001:db8::7                        | 2001:db8::7",
        "[2001:db8::7]:4711                 | 2001:db8::7",
        "203.0.113.9, 198.51.100.7          | 198.51.100.7",
        "203.0.113.9, 198.51.100.7,10.1.2.3 | 198.51.100.7",
        "10.1.2.3                           | 10.1.2.3",
        "<script>alert(1)</script>          | 127.0.0.1",
        "<script>, 10.1.2.3                 | 10.1.2.3",
        "198.51.100.7, evil.example         | 127.0.0.1",
        "999.1.1.1                          | 127.0.0.1",
        "1                                  | 127.0.0.1",
        "unknown                            | 127.0.0.1",
        "''                                 | 127.0.0.1",
      })
  void theLastAddressThatIsNoProxysCounts(String told, String address) {
    assertThat(ask("X-Forwarded-For", told)).startsWith(address + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https | books.example      | ''   | https://books.example",
        "https | books.example:8443 | ''   | https://books.example:8443",
        "https | books.example      | 8443 | https://books.example:8443",
        "http  | books.example      | 443  | http://books.example:443",
        "https | a<b                | ''   | https://127.0.0.1:PORT",
        "https | a/b                | ''   | https://127.0.0.1:PORT",
        "https | [2001:db8::1]      | ''   | https://[2001:db8::1]",
        "gopher | books.example     | 0    | http://books.example",
        "https | books.example      | 70000 | https://books.example",
      })
  void schemeHostAndPortAreTakenWhereTheyAreSuch(
      String scheme, String host, String port, String address) {
    String[] headers = {
      "X-Forwarded-Proto", scheme, "X-Forwarded-Host", host, "X-Forwarded-Port", port
    };
    assertThat(ask(headers).split(" ")[1])
        .isEqualTo(address.replace("PORT", "" + server.getPort()) + "/");
  }

  @Test
  void whatOneRequestSaidIsForgottenAtTheNext() {
    ask("X-Forwarded-For", "198.51.100.7", "X-Forwarded-Proto", "https");
    assertThat(ask()).isEqualTo("127.0.0.1 http://127.0.0.1:" + server.getPort() + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.1.0.0/16", "::1"})
  void nobodyElseIsBelieved(String proxies) {
    server.stop();
    server = start(proxies);
    assertThat(
            ask(
                "X-Forwarded-For",
                "198.51.100.7",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "books.example"))
        .isEqualTo("127.0.0.1 http://127.0.0.1:" + server.getPort() + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/xy", "10.0.0", "1", "10.0.0.1/99", "."})
  void aProxyIsNamedByItsAddress(String name) {
    assertThatThrownBy(() -> NamedProxies.parse(name)).isInstanceOf(IllegalArgumentException.class);
  }

  private String ask(String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static WebServer start(String proxies) {
    var factory = new TomcatServletWebServerFactory(0);
    new ConnectionLimits(100, 100, proxies, BodyPace.USUAL).customize(factory);
    WebServer server =
        factory.getWebServer(new ServletRegistrationBean<>(new Echo(), "/*")::onStartup);
    server.start();
    return server;
  }

  private static final class Echo extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(request.getRemoteAddr() + " " + request.getRequestURL());
    }
  }
}
