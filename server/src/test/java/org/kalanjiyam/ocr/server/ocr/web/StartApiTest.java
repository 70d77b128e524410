package org.kalanjiyam.ocr.server.ocr.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looking ahead, starting and reading again, as a script does. */
class StartApiTest extends ServerFixture {
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired Projects projects;
  @Autowired ApiTokens tokens;
  @Autowired Tasks tasks;

  final HttpClient client = HttpClient.newHttpClient();
  Books books;
  Person meena;
  Project book;
  String token;

  @BeforeEach
  void people() {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    book = books.book("kural", 6, meena);
    token = token(meena);
  }

  @Test
  void preflightTellsWhatWouldBeReadAndWhatLeftAlone() throws Exception {
    books.edit(book, 2, meena);
    JsonNode told = preflight("engine=stand-in&language=eng");

    assertThat(told.path("ready").asBoolean()).isTrue();
    assertThat(told.path("engine_ready").asBoolean()).isTrue();
    assertThat(told.path("language_ready").asBoolean()).isTrue();
    assertThat(told.path("pages_to_read").asInt()).isEqualTo(5);
    assertThat(told.path("pages_left_alone").asInt()).isEqualTo(1);
    assertThat(told.path("pages_already_read").asInt()).isZero();
    assertThat(told.path("eta_seconds").isNull()).as("nothing was read here yet").isTrue();
    assertThat(preflight("engine=stand-in&language=eng&scope=all").path("pages_to_read").asInt())
        .isEqualTo(6);
    JsonNode some = preflight("engine=stand-in&language=eng&pages=1-3");
    assertThat(some.path("pages_to_read").asInt()).isEqualTo(2);
    assertThat(some.path("pages_left_alone").asInt()).isEqualTo(1);
    assertThat(tasks.activeOf(book)).as("nothing was started").isEmpty();
  }

  @Test
  void preflightTellsWhatIsMissing() throws Exception {
    JsonNode engine = preflight("engine=no-such&language=eng");
    assertThat(engine.path("ready").asBoolean()).isFalse();
    assertThat(engine.path("engine_ready").asBoolean()).isFalse();
    assertThat(engine.path("problem").asString()).contains("no engine 'no-such'", "stand-in");
    JsonNode language = preflight("engine=stand-in&language=tam");
    assertThat(language.path("language_ready").asBoolean()).isFalse();
    assertThat(language.path("engine_ready").asBoolean()).isTrue();
    assertThat(language.path("problem").asString()).contains("eng");
    JsonNode failed = preflight("engine=stand-in&language=eng&scope=failed");
    assertThat(failed.path("problem").asString()).contains("No page failed");
    assertThat(call("GET", "/ocr/preflight?engine=stand-in&language=eng&pages=x", "").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aFormTellsTheSameWithoutAScript() throws Exception {
    books.edit(book, 2, meena);
    String form =
        get("/proofing/kural/batch-ocr?engine=stand-in&language=eng&scope=UNEDITED&pages=1-4")
            .body();
    assertThat(form)
        .contains("3 pages will be recognised; 1 edited page is left alone", "name=\"priority\"")
        .contains("Normal")
        .doesNotContain("value=\"HIGH\"");
  }

  @Test
  void highPriorityIsRefusedWithAProblemAndLowIsKept() throws Exception {
    HttpResponse<String> high = start("high");
    assertThat(high.statusCode()).isEqualTo(403);
    assertThat(JSON.readTree(high.body()).path("detail").asString()).contains("administrators");

    HttpResponse<String> low = start("low");
    assertThat(low.statusCode()).isEqualTo(202);
    assertThat(JSON.readTree(low.body()).path("priority").asString()).isEqualTo("low");
    tasks.cancel(tasks.activeOf(book).orElseThrow().id(), meena);

    token = token(books.person("devi", Role.ADMIN));
    assertThat(start("high").statusCode()).isEqualTo(202);
  }

  @Test
  void atTheLimitTheProblemNamesItsTypeTheSettingAndWhatToDo() throws Exception {
    jdbc.sql(
            """
            insert into task (id, project_slug, engine, language, scope, status, total, queued,
              waiting, started_by, started_at, updated_at)
            select gen_random_uuid(), 'gone', 'none', 'eng', 'ALL', 'PAUSED', 1, 1, 1, :by, now(),
              now()
            from generate_series(1, 100)
            """)
        .param("by", meena.id())
        .update();

    HttpResponse<String> refused = start("normal");

    assertThat(refused.statusCode()).isEqualTo(429);
    JsonNode problem = JSON.readTree(refused.body());
    assertThat(problem.path("type").asString()).isEqualTo("urn:kalanjiyam:problem:at-limit");
    assertThat(problem.path("setting").asString()).isEqualTo("kalanjiyam.limits.tasks-per-person");
    assertThat(problem.path("most").asInt()).isEqualTo(100);
    assertThat(problem.path("detail").asString()).contains("100 tasks", "cancel one");
  }

  @Test
  void pagesAreReadAgainInANewTaskThatNamesTheOld() throws Exception {
    books.edit(book, 2, meena);
    assertThat(start("normal").statusCode()).isEqualTo(202);
    String old = tasks.activeOf(book).orElseThrow().id().toString();
    assertThat(retry(old, "").statusCode()).as("while it runs").isEqualTo(409);
    tasks.cancel(java.util.UUID.fromString(old), meena);

    assertThat(retry(old, "").statusCode()).as("none failed").isEqualTo(422);
    HttpResponse<String> some = retry(old, "{\"pages\":\"1-3,5\"}");
    assertThat(some.statusCode()).isEqualTo(202);
    JsonNode task = JSON.readTree(some.body());
    assertThat(task.path("retry_of").asString()).isEqualTo(old);
    assertThat(task.path("scope").asString()).isEqualTo("unedited");
    assertThat(task.path("total").asInt()).as("page 2 is edited").isEqualTo(3);
    tasks.cancel(tasks.activeOf(book).orElseThrow().id(), meena);
    HttpResponse<String> all = retry(old, "{\"pages\":\"1-3,5\",\"scope\":\"all\"}");
    assertThat(JSON.readTree(all.body()).path("total").asInt()).isEqualTo(4);
  }

  private HttpResponse<String> retry(String task, String body) throws Exception {
    return client.send(
        request("/api/v1/tasks/" + task + "/retry").POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> start(String priority) throws Exception {
    return call(
        "POST",
        "/ocr",
        "{\"engine\":\"stand-in\",\"language\":\"eng\",\"priority\":\"" + priority + "\"}");
  }

  private JsonNode preflight(String query) throws Exception {
    HttpResponse<String> answer = call("GET", "/ocr/preflight?" + query, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> call(String method, String path, String body) throws Exception {
    return client.send(
        request("/api/v1/projects/kural" + path)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).GET().build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private String token(Person person) {
    return tokens
        .make(person, "t", person.role(), clock.instant().plus(Duration.ofDays(1)))
        .secret()
        .value();
  }
}
