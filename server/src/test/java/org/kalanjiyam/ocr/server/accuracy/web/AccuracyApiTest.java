package org.kalanjiyam.ocr.server.accuracy.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

class AccuracyApiTest extends ServerFixture {
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired Projects projects;
  @Autowired ApiTokens tokens;

  String token;

  @BeforeEach
  void aBookOfThreePagesTheFirstProofreadTheSecondRecognised() {
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    Project book = books.book("kural", 3, meena);
    for (int page = 1; page <= 2; page++) {
      jdbc.sql(
              """
              with newest as (
                update page set version = 1 where project_id = :project and number = :page
                returning id)
              insert into revision (page_id, version, text, created_at, engine, engine_version,
                language, parameters)
              select id, 1, 'bv hand', now(), 'tesseract', '5', 'eng', '' from newest
              """)
          .param("project", book.id())
          .param("page", page)
          .update();
    }
    books.edit(book, 1, meena);
    token =
        tokens
            .make(meena, "t", meena.role(), clock.instant().plus(Duration.ofDays(1)))
            .secret()
            .value();
  }

  @Test
  void aBooksRatesAreThoseOfPagesThatBothWrote() throws Exception {
    JsonNode book = JSON.readTree(get("/accuracy").body());

    assertThat(book.path("pages_measured").asInt()).isEqualTo(1);
    JsonNode engine = book.path("engines").get(0);
    assertThat(engine.path("engine").asString()).isEqualTo("tesseract");
    JsonNode rates = engine.path("rates");
    assertThat(rates.path("cer").asDouble()).isEqualTo(1 / 7.0, within(1e-4));
    assertThat(rates.path("wer").asDouble()).isEqualTo(0.5);
    assertThat(rates.path("confusions").get(0).path("wanted").asString()).isEqualTo("y");
    assertThat(rates.path("confusions").get(0).path("got").asString()).isEqualTo("v");
  }

  @Test
  void aPagesRatesNameBothRevisions() throws Exception {
    JsonNode page = JSON.readTree(get("/pages/1/accuracy").body());

    assertThat(page.path("revision").asInt()).isEqualTo(1);
    assertThat(page.path("truth_revision").asInt()).isEqualTo(2);
    assertThat(page.path("rates").path("cer").asDouble()).isEqualTo(1 / 7.0, within(1e-4));
  }

  @Test
  void aBooksRatesAreToldPageByPageToo() throws Exception {
    JsonNode pages = JSON.readTree(get("/accuracy").body()).path("pages");

    assertThat(pages.size()).isEqualTo(1);
    assertThat(pages.get(0).path("page").asInt()).isEqualTo(1);
    assertThat(pages.get(0).path("cer").asDouble()).isEqualTo(1 / 7.0, within(1e-4));
  }

  @Test
  void thePagesInTheBrowserTellTheSame() throws Exception {
    String book = page("/proofing/kural/accuracy");
    assertThat(book).contains("14.29 %", "50.00 %", "/proofing/kural/1/accuracy");
    assertThat(book).contains("history?from=1&amp;to=2");
    assertThat(page("/proofing/kural/1/accuracy"))
        .contains("14.29 %", "Revision 1: tesseract, eng");
    assertThat(page("/proofing/kural/2/accuracy")).contains("none by a person");
    assertThat(page("/proofing/kural")).contains("/proofing/kural/accuracy");
  }

  @Test
  void aPageThatNobodyWroteHasNothingToCompare() throws Exception {
    assertThat(get("/pages/2/accuracy").statusCode()).isEqualTo(404);
    assertThat(get("/pages/1/accuracy?revision=2").statusCode()).isEqualTo(404);
  }

  private String page(String path) throws Exception {
    HttpResponse<String> answer = send(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send("/api/v1/projects/kural" + path);
  }

  private HttpResponse<String> send(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address() + path))
                .header("Authorization", "Bearer " + token)
                .build(),
            BodyHandlers.ofString());
  }
}
