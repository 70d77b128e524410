package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.NoSecretInLogs;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Accounts;
import org.kalanjiyam.ocr.server.account.PersonName;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.account.SignInLinks;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.beans.factory.annotation.Autowired;

/** What is written down: deeds in the audit log, and secrets and texts nowhere. */
class TracesTest extends ServerFixture {
  private static final String PASSWORD = "correct horse battery";
  private static final String WRONG = "a wrong guess of it";
  private static final String TEXT = "the secret words of a page";
  private static final String OPERATORS = "test-admin-token";

  @Autowired private Accounts accounts;
  @Autowired private RefusedTokens refused;
  @Autowired private SignInLinks links;
  @Autowired private Projects projects;
  @RegisterExtension final NoSecretInLogs logs = new NoSecretInLogs();
  private final List<String> secrets = new ArrayList<>();
  private Browser browser;

  @BeforeEach
  void aBrowser() {
    browser = new Browser(address());
  }

  @Test
  void noLogAndNoAuditLineHasASecretOrAPagesText() {
    refused.noteHowManyMore(); // a new hour: the first refusal is noted
    jdbc.sql("delete from audit").update();
    useEverything();
    assertThat(secrets).hasSizeGreaterThan(8).allSatisfy(s -> assertThat(s).isNotBlank());
    secrets.forEach(logs::mustNotSay);
    String audit =
        String.join("\n", jdbc.sql("select audit::text from audit").query(String.class).list());
    assertThat(secrets).noneMatch(audit::contains);
    assertThat(audit)
        .contains(
            "sign-in",
            "sign-in.failed",
            "sign-out",
            "token.make",
            "token.refused",
            "password.change",
            "person.add",
            "person.role",
            "project.close");
  }

  private void useEverything() {
    secrets.addAll(List.of(PASSWORD, WRONG, TEXT, OPERATORS));
    String serversLink = links.oneTimeToken();
    new Browser(address()).open("/?token=" + serversLink);
    var invited = accounts.invite(null, new PersonName("kamala"), "", Role.EDITOR).orElseThrow();
    String token = invited.token().value();
    browser.submit("/join?token=" + token, "/join", Map.of("token", token, "password", PASSWORD));
    secrets.addAll(List.of(serversLink, token, browser.cookie("kalanjiyam")));
    new Browser(address()).signIn("kamala", WRONG);
    new Browser(address()).signIn(WRONG, PASSWORD);
    browser.signIn("kamala", PASSWORD);
    secrets.add(browser.cookie("kalanjiyam"));
    browser.submit("/account", "/account/password", Map.of("old", PASSWORD, "password", PASSWORD));

    String made =
        call("POST", "/api/v1/tokens", OPERATORS, "{\"name\":\"t\",\"role\":\"EDITOR\"}").body();
    String api = made.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
    secrets.add(api);
    call("GET", "/api/v1/me", api, "");
    call("GET", "/api/v1/me", api + "x", "");
    Books books = new Books(jdbc, projects);
    books.edit(books.book("book", 2, invited.person()), 1, invited.person());
    String page = "/api/v1/projects/book/pages/1";
    assertThat(
            call("PUT", page + "/text", api, "{\"text\":\"" + TEXT + "\",\"version\":1}")
                .statusCode())
        .isEqualTo(200);
    call("PUT", page + "/text", api, "{\"text\":\"" + TEXT + "\",\"version\":1}");
    call("PUT", page + "/text", api, "{\"text\":\"" + TEXT + "\",\"version\":}");
    call("GET", page, api, "");
    call("GET", page + "/image", api, "");
    call("PUT", "/api/v1/projects/book/access", OPERATORS, "{\"open\":false}");
    call("PATCH", "/api/v1/people/" + invited.person().id(), OPERATORS, "{\"role\":\"READER\"}");
    browser.submit("/account", "/sign-out", Map.of());
  }

  private HttpResponse<String> call(String method, String path, String token, String body) {
    Browser script = new Browser(address());
    return script.send(
        script
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }
}
