package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Accounts;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.PersonName;
import org.kalanjiyam.ocr.server.account.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** The table in {@code docs/security.md} against every route that there is, by HTTP. */
class RoutesTest extends ServerFixture {
  private static final String VARIABLE = "\\{(?:[^{}]|\\{[^}]*})*}";
  private static final Path DOCUMENT = Path.of("..", "docs", "security.md");
  private static final List<String> COLUMNS =
      List.of(
          "nobody",
          "reader",
          "proofreader",
          "editor",
          "administrator",
          "closed",
          "another",
          "token");
  private static final Set<String> NOT_MAPPED =
      Set.of(
          "/css/**",
          "/js/**",
          "/icons/**",
          "/fonts/**",
          "/webjars/**",
          "/favicon.ico",
          "/swagger-ui/**",
          // A filter answers it before anybody is asked who they are: WorkersImages.
          "/work/{}/{}/{}");

  @Autowired private List<RequestMappingInfoHandlerMapping> mappings;
  @Autowired private Accounts accounts;
  @Autowired private ApiTokens tokens;
  @Autowired private People people;

  private final Map<String, Visit> visits = new TreeMap<>();
  private final UUID openTask = UUID.randomUUID();
  private final UUID closedTask = UUID.randomUUID();

  /** A row's name: method and path, the variables' names left out. */
  private record Call(String method, String path) {
    String key() {
      return method + " " + path.replaceAll(VARIABLE, "{}");
    }
  }

  /** Somebody who knocks: with a browser and the token of its forms, or with an API token. */
  private record Visit(Browser browser, String form, String token, String slug, UUID task) {}

  @BeforeEach
  void peopleAndBooks() {
    Person owner = invited("owner", Role.EDITOR);
    book("open-book", owner, true, openTask);
    book("closed-book", owner, false, closedTask);
    visits.put("nobody", visit(new Browser(address()), "open-book", openTask));
    visits.put("reader", signedIn("a-reader", Role.READER));
    visits.put("proofreader", signedIn("a-proofreader", Role.PROOFREADER));
    visits.put("administrator", signedIn("an-admin", Role.ADMIN));
    Browser editor = join("owner", owner);
    visits.put("editor", visit(editor, "open-book", openTask));
    Browser other = signedIn("another", Role.EDITOR).browser();
    visits.put("another", visit(other, "open-book", openTask));
    visits.put("closed", visit(other, "closed-book", closedTask));
  }

  @Test
  void everyRouteHasARowAndEveryRowIsARoute() throws IOException {
    Set<String> rows = table().keySet();
    Set<String> routes = routes().stream().map(Call::key).collect(Collectors.toSet());
    assertThat(routes.stream().filter(route -> !rows.contains(route)))
        .as("routes without a row in docs/security.md")
        .isEmpty();
    List<String> rules =
        Routes.ALL.stream()
            .map(route -> new Call(route.method().name(), route.pattern().getPatternString()).key())
            .toList();
    assertThat(rules).as("the code's own table").doesNotHaveDuplicates();
    assertThat(rows).as("rows and the code's own table").isEqualTo(Set.copyOf(rules));
    assertThat(
            rows.stream()
                .filter(row -> NOT_MAPPED.stream().noneMatch(row::endsWith))
                .filter(row -> !routes.contains(row)))
        .as("rows for which there is no route")
        .isEmpty();
  }

  @Test
  void everyCellOfTheTableIsWhatTheServerAnswers() throws IOException {
    Map<String, Map<String, String>> table = table();
    List<String> wrong = new ArrayList<>();
    for (Call call : routes()) {
      Map<String, String> row = table.getOrDefault(call.key(), Map.of());
      row.forEach(
          (who, expected) -> {
            String answer = who.equals("token") ? byToken(call, row) : knock(call, visits.get(who));
            if (!expected.isEmpty() && !answer.equals(expected)) {
              wrong.add(call.key() + ", " + who + ": " + answer + " and not " + expected);
            }
          });
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsNotInTheTableIsThereForNobody() {
    Call unknown = new Call("GET", "/api/v1/no-such-thing");
    assertThat(knock(unknown, visits.get("administrator"))).isEqualTo("404");
    assertThat(knock(unknown, visits.get("nobody"))).isEqualTo("401");
  }

  @Test
  void aClosedProjectAndOneThatIsNotThereLookTheSame() {
    Visit editor = visits.get("closed");
    Visit none = new Visit(editor.browser(), editor.form(), "", "no-book", UUID.randomUUID());
    for (Call call : routes()) {
      if (call.path().contains("{slug}")) {
        assertThat(body(call, editor).replace("closed-book", "BOOK"))
            .as(call.key())
            .isEqualTo(body(call, none).replace("no-book", "BOOK"));
      }
    }
  }

  private String knock(Call call, Visit visit) {
    int status = visit.browser().send(request(call, visit)).statusCode();
    return switch (status) {
      case 200, 299 -> "yes";
      case 303 -> "sign in";
      default -> Integer.toString(status);
    };
  }

  private String body(Call call, Visit visit) {
    return visit
        .browser()
        .send(request(call, visit))
        .body()
        .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "the form's token");
  }

  private String byToken(Call call, Map<String, String> row) {
    Person owner =
        people.byName(row.get("editor").equals("yes") ? "owner" : "an-admin").orElseThrow();
    String token =
        tokens
            .make(owner, "test", owner.role(), clock.instant().plus(Duration.ofDays(1)))
            .secret()
            .value();
    return knock(call, new Visit(new Browser(address()), "", token, "open-book", openTask));
  }

  private HttpRequest request(Call call, Visit visit) {
    String path =
        call.path()
            .replace("{slug}", visit.slug())
            .replace("/actuator/health/**", "/actuator/health/liveness")
            .replaceAll(
                "(?<=/(tasks|batch-ocr-status|batch-ocr-events)/)\\{\\w+}", "" + visit.task())
            .replaceAll(VARIABLE + "|\\*\\*", "1");
    HttpRequest.Builder request = visit.browser().request(path).header("Knock", "knock");
    if (!visit.token().isEmpty()) {
      request.header("Authorization", "Bearer " + visit.token());
    }
    if (!visit.form().isEmpty()) {
      request.header("X-CSRF-TOKEN", visit.form());
    }
    if (isUpload(call)) {
      request.header("Content-Type", "multipart/form-data; boundary=x");
    }
    return request
        .method(call.method(), BodyPublishers.ofString(isUpload(call) ? "--x--\r\n" : ""))
        .build();
  }

  private static boolean isUpload(Call call) {
    return Set.of("POST /api/v1/projects", "POST /projects/new").contains(call.key());
  }

  private List<Call> routes() {
    return mappings.stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .flatMap(RoutesTest::calls)
        .distinct()
        .toList();
  }

  private static Stream<Call> calls(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    List<String> names =
        methods.isEmpty() ? List.of("GET") : methods.stream().map(Enum::name).toList();
    return info.getPatternValues().stream()
        .flatMap(path -> names.stream().map(name -> new Call(name, path.isEmpty() ? "/" : path)));
  }

  private static Map<String, Map<String, String>> table() throws IOException {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      if (line.matches("\\| (GET|POST|PUT|PATCH|DELETE) \\|.*")) {
        List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        Map<String, String> row = new LinkedHashMap<>();
        for (int column = 0; column < COLUMNS.size(); column++) {
          row.put(COLUMNS.get(column), cells.get(column + 3));
        }
        rows.put(new Call(cells.get(1), cells.get(2).replace("`", "")).key(), row);
      }
    }
    return rows;
  }

  private Person invited(String name, Role role) {
    return accounts.invite(null, new PersonName(name), "", role).orElseThrow().person();
  }

  private Visit signedIn(String name, Role role) {
    return visit(join(name, invited(name, role)), "open-book", openTask);
  }

  private Browser join(String name, Person person) {
    String token = accounts.newPasswordLink(person, person.id()).orElseThrow().value();
    Browser browser = new Browser(address());
    browser.submit(
        "/join?token=" + token, "/join", Map.of("token", token, "password", name + "'s password"));
    return browser;
  }

  private Visit visit(Browser browser, String slug, UUID task) {
    return new Visit(browser, browser.formToken("/sign-in"), "", slug, task);
  }

  private void book(String slug, Person owner, boolean open, UUID task) {
    long project =
        jdbc.sql(
                """
                insert into project (slug, title, status, page_count, created_by, open)
                values (:slug, :slug, 'READY', 1, :owner, :open) returning id
                """)
            .param("slug", slug)
            .param("owner", owner.id())
            .param("open", open)
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into task (id, project_id, project_slug, engine, language, scope, status,
              total, queued, waiting, started_by, started_at, updated_at)
            values (:id, :project, :slug, 'tesseract', 'eng', 'ALL', 'PAUSED',
              1, 1, 1, :owner, now(), now())
            """)
        .param("id", task)
        .param("project", project)
        .param("slug", slug)
        .param("owner", owner.id())
        .update();
  }
}
