package org.kalanjiyam.ocr.server.shelf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.beans.factory.annotation.Autowired;

/** A book of 10,000 pages is as quick and as small to look at as one of a hundred, nearly. */
class LargeBookTest extends ServerFixture {
  private static final int ROUNDS = 7;

  @Autowired Projects projects;
  @Autowired ApiTokens tokens;

  private final HttpClient client = HttpClient.newHttpClient();
  private String token;

  @Test
  void aBookOfTenThousandPagesStaysSmallAndQuick() throws Exception {
    Books books = new Books(jdbc, projects);
    Person owner = books.person("owner", Role.EDITOR);
    token =
        tokens
            .make(owner, "t", owner.role(), clock.instant().plus(Duration.ofDays(1)))
            .secret()
            .value();
    books.book("small", 100, owner);
    books.book("large", 10_000, owner);
    jdbc.sql("analyze page").update();

    assertThat(get("/proofing/large").body().length()).isLessThan(200_000);
    assertThat(get("/proofing/large?part=84").body()).contains("/proofing/large/10000\"");
    Matcher styles =
        Pattern.compile("/css/kalanjiyam-[0-9a-f]{32}\\.css")
            .matcher(get("/proofing/small").body());
    assertThat(styles.find()).isTrue();
    assertThat(get(styles.group()).headers().firstValue("Cache-Control"))
        .contains("max-age=604800");
    double small = median("/proofing/small");
    double large = median("/proofing/large");
    double sorted = median("/proofing/large?sort=confidence&part=40");
    System.out.printf(
        "BENCH book page, median: 100 pages %.0f ms, 10,000 pages %.0f ms, sorted %.0f ms%n",
        small, large, sorted);
    assertThat(large).isLessThan(small * 5 + 50);

    recognised("small");
    recognised("large");
    double editor = median("/proofing/large/1");
    System.out.printf(
        "BENCH page editor, 40 lines of 10 words, median: 100 pages %.0f ms, 10,000 pages %.0f ms;"
            + " saving %.0f ms%n",
        median("/proofing/small/1"), editor, saving("large"));
    assertThat(editor).isLessThan(median("/proofing/small/1") * 3 + 30);
  }

  private void recognised(String slug) {
    jdbc.sql(
            """
            with read as (
              update page set version = 1 where number = 1
                and project_id = (select id from project where slug = :slug) returning id)
            insert into revision (page_id, version, text, created_at, engine, language, width, height,
              lines)
            select read.id, 1, t.text, now(), 'tesseract', 'eng', 2000, 3000, t.lines
            from read, (
              select string_agg(text, E'\n' order by l) as text,
                jsonb_agg(jsonb_build_object('text', text, 'block', 0, 'paragraph', 0, 'words', words,
                  'box', jsonb_build_object('x1', 100, 'y1', l * 60, 'x2', 1900, 'y2', l * 60 + 40))
                  order by l) as lines
              from (
                select l, string_agg('word' || w, ' ' order by w) as text,
                  jsonb_agg(jsonb_build_object('text', 'word' || w, 'confidence', 0.9,
                    'box', jsonb_build_object('x1', w * 180, 'y1', l * 60, 'x2', w * 180 + 150,
                      'y2', l * 60 + 40)) order by w) as words
                from generate_series(1, 40) l, generate_series(1, 10) w group by l) lined) t
            """)
        .param("slug", slug)
        .update();
  }

  /** Milliseconds to save a text in which one word more has changed each time, in the median. */
  private double saving(String slug) throws Exception {
    double[] millis = new double[ROUNDS];
    String text = jdbc.sql("select text from revision limit 1").query(String.class).single();
    for (int i = 0; i < ROUNDS; i++) {
      String body =
          "{\"text\":\"%s\",\"version\":%d}"
              .formatted((text + " more".repeat(i + 1)).replace("\n", "\\n"), i + 1);
      long begun = System.nanoTime();
      HttpResponse<String> saved =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(address() + "/api/v1/projects/" + slug + "/pages/1/text"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/json")
                  .PUT(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      millis[i] = (System.nanoTime() - begun) / 1e6;
      assertThat(saved.statusCode()).isEqualTo(200);
    }
    Arrays.sort(millis);
    return millis[ROUNDS / 2];
  }

  private double median(String path) throws Exception {
    double[] millis = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      get(path);
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    return millis[ROUNDS / 2];
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address() + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/html")
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }
}
