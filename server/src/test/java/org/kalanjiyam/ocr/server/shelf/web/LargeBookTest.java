package org.kalanjiyam.ocr.server.shelf.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
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
  private static final int ROUNDS = 21;

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
    double small = median("/proofing/small");
    double large = median("/proofing/large");
    double sorted = median("/proofing/large?sort=confidence&part=40");
    System.out.printf(
        "BENCH book page, median: 100 pages %.0f ms, 10,000 pages %.0f ms, sorted %.0f ms%n",
        small, large, sorted);
    assertThat(large).isLessThan(small * 5 + 50);
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
