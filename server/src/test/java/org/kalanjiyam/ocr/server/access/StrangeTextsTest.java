package org.kalanjiyam.ocr.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every route with texts that nobody types: whatever it says to them, it does not break. */
class StrangeTextsTest extends ServerFixture {
  private static final List<String> STRANGE =
      List.of(
          "a\0b",
          "{..}/../..//${7*7}",
          "x".repeat(100_000),
          "9223372036854775807",
          "+1000000000-12-31T23:59:59.999999999Z",
          "");
  private static final String NUL_IN_JSON = "\\u0000";
  private static final String HALF_IN_JSON = "\\ud800";

  @Autowired private List<RequestMappingInfoHandlerMapping> mappings;
  private final List<String> broken = new ArrayList<>();
  private Browser browser;

  private record Route(String method, String path, HandlerMethod handler) {}

  @BeforeEach
  void somethingToAskFor() {
    browser = new Browser(address());
    jdbc.sql(
            """
            insert into project (slug, title, status, page_count, created_by, created_at)
            values ('book', 'A book', 'READY', 0, :owner, now())
            """)
        .param("owner", person("owner", "ADMIN"))
        .update();
  }

  @Test
  void noParameterBreaksARoute() {
    for (Route route : routes()) {
      for (String name : parameters(route.handler())) {
        for (String text : STRANGE) {
          boolean inBody = route.method().equals("POST");
          if (inBody || text.length() < 1000) {
            ask(route, inBody ? "" : "?" + form(name, text), inBody ? form(name, text) : "");
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void noPathBreaksARoute() {
    for (Route route : routes()) {
      if (route.path().contains("{")) {
        for (String text : STRANGE) {
          if (text.length() < 1000) {
            Route strange = new Route(route.method(), path(route.path(), text), route.handler());
            ask(strange, "", "");
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void noJsonBreaksARoute() {
    for (Route route : routes()) {
      for (String body : bodies(route.handler())) {
        json(route, body);
      }
    }
    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"YWJjAGRlZg==", "AA==", "%00", "x", "/w=="})
  void aSessionsCookieThatIsNoneIsNoSession(String value) {
    HttpRequest request = browser.request("/tasks").header("Cookie", "kalanjiyam=" + value).build();
    assertThat(browser.send(request).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({
    "/sign-in?to=a%00b",
    "/api/v1/tasks?project=a%00b",
    "/api/v1/tasks?user=%00",
    "/tasks?project=%00",
    "/api/v1/projects/book/ocr/preflight?engine=%00&language=eng",
  })
  void aTextThatIsNoneIsABadRequest(String address) {
    assertThat(browser.send(signed(address).build()).statusCode()).isEqualTo(400);
    assertThat(
            browser
                .send(signed(address).setHeader("Accept", "application/json").build())
                .statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {NUL_IN_JSON, HALF_IN_JSON, "a" + HALF_IN_JSON + "b"})
  void aTextInJsonThatIsNoneIsABadRequest(String text) {
    HttpResponse<String> answer =
        browser.send(
            signed("/api/v1/people")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"a\",\"display_name\":\"" + text + "\"}"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  private void ask(Route route, String query, String form) {
    HttpRequest.Builder request = signed(path(route.path(), "1") + query);
    if (!form.isEmpty()) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    send(route, request, form, query + form);
  }

  private void json(Route route, String body) {
    send(
        route,
        signed(path(route.path(), "1")).header("Content-Type", "application/json"),
        body,
        body);
  }

  private void send(Route route, HttpRequest.Builder request, String body, String shown) {
    HttpRequest sent = request.method(route.method(), BodyPublishers.ofString(body)).build();
    int status = browser.send(sent).statusCode();
    if (status >= 500) {
      String cut = shown.length() > 100 ? shown.substring(0, 100) + "..." : shown;
      broken.add(status + " " + route.method() + " " + sent.uri().getRawPath() + " " + cut);
    }
  }

  private HttpRequest.Builder signed(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path))
        .header("Accept", "text/html,application/json")
        .header("Authorization", "Bearer test-admin-token");
  }

  /** The route's path; where {@code text} is harmless, that of a book that is there. */
  private static String path(String pattern, String text) {
    return pattern
        .replace(text.equals("1") ? "{slug}" : "{}", "book")
        .replace("**", "x")
        .replaceAll("\\{[^/]*}", encoded(text).replace("$", "\\$"));
  }

  private static String form(String name, String text) {
    return name + "=" + encoded(text);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static List<String> parameters(HandlerMethod handler) {
    List<String> names = new ArrayList<>();
    for (MethodParameter parameter : handler.getMethodParameters()) {
      RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
      if (named != null) {
        parameter.initParameterNameDiscovery(
            new org.springframework.core.DefaultParameterNameDiscoverer());
        names.add(
            named.name().isEmpty()
                ? Objects.requireNonNull(parameter.getParameterName())
                : named.name());
      } else if (parameter.hasParameterAnnotation(ModelAttribute.class)
          || isBound(parameter.getParameterType())) {
        Arrays.stream(
                parameter.getParameterType().getRecordComponents() == null
                    ? new RecordComponent[0]
                    : parameter.getParameterType().getRecordComponents())
            .forEach(component -> names.add(component.getName()));
      }
    }
    return names;
  }

  /** A record that a form fills, and not one that says who asks or for what. */
  private static boolean isBound(Class<?> type) {
    return type.isRecord() && type.getPackageName().endsWith(".web");
  }

  private static List<String> bodies(HandlerMethod handler) {
    return Arrays.stream(handler.getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
        .flatMap(parameter -> bodies(parameter.getParameterType()))
        .toList();
  }

  private static Stream<String> bodies(Class<?> type) {
    Stream<String> odd = Stream.of("", "null", "[]", "\"x\"", "{", "\0", "[".repeat(5000));
    if (!type.isRecord()) {
      return odd;
    }
    List<String> names =
        Arrays.stream(type.getRecordComponents())
            .map(component -> component.getName().replaceAll("([A-Z])", "_$1").toLowerCase())
            .toList();
    List<String> values =
        List.of(
            "\"a" + NUL_IN_JSON + "\"",
            "\"" + HALF_IN_JSON + "\"",
            "\"" + "x".repeat(100_000) + "\"",
            "\"\"",
            "99999999999999999999",
            "1e400",
            "[null]",
            "\"+1000000000-12-31T23:59:59.999999999Z\"");
    return Stream.concat(
        odd,
        names.stream()
            .flatMap(name -> values.stream().map(value -> "{\"" + name + "\":" + value + "}")));
  }

  private List<Route> routes() {
    return mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
        .flatMap(entry -> routes(entry.getKey(), entry.getValue()))
        .filter(route -> !route.path().contains("events"))
        .filter(route -> !route.path().endsWith("/sample"))
        // Each try of a password costs a bcrypt; the tests of signing in have them.
        .filter(route -> !route.method().equals("POST") || !route.path().equals("/sign-in"))
        .toList();
  }

  private static Stream<Route> routes(RequestMappingInfo info, HandlerMethod handler) {
    var methods = info.getMethodsCondition().getMethods();
    List<String> names =
        methods.isEmpty() ? List.of("GET") : methods.stream().map(RequestMethod::name).toList();
    return info.getPatternValues().stream()
        .flatMap(path -> names.stream().map(name -> new Route(name, path, handler)));
  }
}
