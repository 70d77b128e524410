package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.http.RawHttp;

/** Bodies are refused by what is said of them, before they are sent: nothing here sends one. */
class BodyLimitTest extends ServerFixture {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String FILES = "multipart/form-data; boundary=x";
  private static final String BEARER = "Authorization: Bearer test-admin-token\r\n";

  private final List<RawHttp> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(RawHttp::close);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /sign-in, 2097151, 413",
    "POST, /join, 65537, 413",
    "POST, /anything, 2097151, 413",
    "PUT, /api/v1/projects/a/pages/1/text, 5000000, 413",
    "PUT, /sign-in, 900000000, 413",
  })
  void aStrangersFormIsSmall(String method, String path, long length, int status) {
    assertThat(send(method, path, FORM, "Content-Length: " + length, "")).isEqualTo(status);
  }

  @Test
  void aStrangersFormTellsItsLength() {
    assertThat(send("POST", "/sign-in", FORM, "Transfer-Encoding: chunked", "")).isEqualTo(411);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /sign-in, 415",
    "POST, /join, 415",
    "GET, /sign-in?token=x, 415",
    "GET, /?token=x, 303",
    "GET, /actuator/health, 415",
    "GET, /css/site.css, 415",
    "POST, /projects/new, 303",
    "POST, /api/v1/projects, 401",
    "POST, /people, 303",
    "PUT, /no-such-page, 303",
  })
  void aStrangersFilesAreNotRead(String method, String path, int status) {
    String length = "Content-Length: 4000000000";
    assertThat(send(method, path, FILES, length, "")).isEqualTo(status);
    assertThat(send(method, path, FILES, length, "Accept: text/html\r\n")).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/v1/projects/a/ocr, 404",
    "GET, /api/v1/me, 415",
    "POST, /notifications/read-all, 415",
    "PATCH, /api/v1/people/1, 415",
    "POST, /no-such-page, 404"
  })
  void filesAreTakenWhereBooksAreAndNowhereElse(String method, String path, int status) {
    String length = "Content-Length: 4000000000";
    assertThat(send(method, path, FILES, length, BEARER)).isEqualTo(status);
    assertThat(send(method, path, FILES, length, BEARER + "Accept: text/html\r\n"))
        .isEqualTo(status);
  }

  @Test
  void aFormBySomebodySignedInMayHaveAPagesText() {
    RawHttp page = open();
    page.send(head("POST", "/no-such-page", FORM, "Content-Length: 200000", BEARER));
    page.send("a=" + "x".repeat(199_998));
    assertThat(page.status()).isEqualTo(404);
  }

  @Test
  void manyFormsThatNeverComeAreAllAnsweredAndTheServerGoesOn() {
    for (int i = 0; i < 60; i++) {
      open().send(head("POST", "/sign-in", FORM, "Content-Length: 2097151", "") + "u");
    }
    assertThat(opened).allSatisfy(form -> assertThat(form.status()).isEqualTo(413));
    assertThat(new Browser(address()).open("/sign-in").statusCode()).isEqualTo(200);
  }

  private int send(String method, String path, String type, String length, String more) {
    RawHttp request = open();
    request.send(head(method, path, type, length, more));
    return request.status();
  }

  private RawHttp open() {
    RawHttp connection = new RawHttp(port);
    opened.add(connection);
    return connection;
  }

  private static String head(String method, String path, String type, String length, String more) {
    return "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: %s\r\n%s\r\n%s\r\n"
        .formatted(method, path, type, length, more);
  }
}
