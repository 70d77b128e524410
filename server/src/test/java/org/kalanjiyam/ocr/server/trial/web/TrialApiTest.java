package org.kalanjiyam.ocr.server.trial.web;

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
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrialApiTest extends ServerFixture {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TWO =
      """
      {"pages": "1-2", "setups": [{"engine": "stand-in", "language": "eng"},
        {"engine": "stand-in", "language": "san"}]}\
      """;

  @Autowired Projects projects;
  @Autowired ApiTokens tokens;

  String meena;
  String ravi;

  @BeforeEach
  void aBookOfFourPages() {
    Books books = new Books(jdbc, projects);
    Person owner = books.person("meena", Role.EDITOR);
    meena = token(owner);
    ravi = token(books.person("ravi", Role.EDITOR));
    Project book = books.book("kural", 4, owner);
    books.edit(book, 4, owner);
  }

  @Test
  void aTrialIsATaskForEachSetUpOnThosePagesAndNoneOfTheTasksOfTheBook() throws Exception {
    HttpResponse<String> answer = post(meena, "", TWO);
    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode trial = JSON.readTree(answer.body());
    assertThat(trial.path("active").asBoolean()).isTrue();
    assertThat(trial.path("setups").size()).isEqualTo(2);
    JsonNode second = trial.path("setups").get(1);
    assertThat(second.path("language").asString()).isEqualTo("san");
    assertThat(second.path("status").asString()).isEqualTo("PENDING");
    assertThat(second.path("results").size()).isEqualTo(2);
    assertThat(second.path("results").get(0).path("status").asString()).isEqualTo("QUEUED");

    assertThat(get("/api/v1/tasks").body()).doesNotContain(second.path("task_id").asString());
    assertThat(get("/api/v1/tasks/" + second.path("task_id").asString()).body())
        .contains("\"purpose\":\"trial\"");
    assertThat(get("/api/v1/projects/kural/ocr").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/projects/kural/trials").body())
        .contains(trial.path("trial_id").asString());
  }

  @Test
  void nothingStartsIfOneOfTheSetUpsCannot() throws Exception {
    HttpResponse<String> answer = post(meena, "", TWO.replace("san", "xyz"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("xyz");
    assertThat(jdbc.sql("select count(*) from task").query(Long.class).single()).isZero();
    assertThat(post(meena, "", TWO.replace("1-2", "9")).statusCode()).isEqualTo(422);
    assertThat(post(meena, "", TWO.replace("1-2", "1-13")).body()).contains("at most 12 pages");
    assertThat(post(meena, "", "{}").body()).contains("one to 5 set-ups");
  }

  @Test
  void onlyWhoBeganATrialMayStopIt() throws Exception {
    String id = JSON.readTree(post(meena, "", TWO).body()).path("trial_id").asString();

    assertThat(post(ravi, "/" + id + "/cancel", "").statusCode()).isEqualTo(403);
    JsonNode stopped = JSON.readTree(post(meena, "/" + id + "/cancel", "").body());
    assertThat(stopped.path("active").asBoolean()).isFalse();
    assertThat(stopped.path("setups").get(0).path("status").asString()).isEqualTo("REVOKED");
  }

  @Test
  void pagesThatSomebodyCorrectedAreTriedFirst() throws Exception {
    String noPages = TWO.replace("\"pages\": \"1-2\",", "");

    assertThat(JSON.readTree(post(meena, "", noPages).body()).path("pages").asString())
        .isEqualTo("1,2,4");
  }

  private String token(Person person) {
    return tokens
        .make(person, "t", person.role(), clock.instant().plus(Duration.ofDays(1)))
        .secret()
        .value();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(meena, HttpRequest.newBuilder(URI.create(address() + path)));
  }

  private HttpResponse<String> post(String token, String path, String body) throws Exception {
    return send(
        token,
        HttpRequest.newBuilder(URI.create(address() + "/api/v1/projects/kural/trials" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(String token, HttpRequest.Builder request)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
  }
}
