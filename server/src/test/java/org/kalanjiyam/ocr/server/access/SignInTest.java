package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Accounts;
import org.kalanjiyam.ocr.server.account.PersonName;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.account.SignInLinks;
import org.springframework.beans.factory.annotation.Autowired;

class SignInTest extends ServerFixture {
  private static final String PASSWORD = "four plain words here";

  @Autowired private SignInLinks links;
  @Autowired private Accounts accounts;
  private Browser browser;

  @BeforeEach
  void openABrowser() {
    browser = new Browser(address());
  }

  @Test
  void theServersLinkSignsInOnce() {
    String link = "/?token=" + links.oneTimeToken();
    HttpResponse<String> first = browser.open(link);
    assertThat(first.statusCode()).isEqualTo(303);
    assertThat(location(first)).isEqualTo("/");
    assertThat(browser.open("/").statusCode()).isEqualTo(200);

    HttpResponse<String> second = new Browser(address()).open(link);
    assertThat(location(second)).isEqualTo("/sign-in?used");
  }

  @Test
  void theServersLinkWorksForADay() {
    String token = links.oneTimeToken();
    clock.advance(Duration.ofHours(25));
    assertThat(location(browser.open("/?token=" + token))).isEqualTo("/sign-in?used");
  }

  @Test
  void somebodyInvitedChoosesAPasswordAndComesInWithIt() {
    HttpResponse<String> joined = join("kamala", Role.EDITOR);
    assertThat(location(joined)).isEqualTo("/");
    assertThat(browser.open("/").body()).contains("kamala");

    browser = new Browser(address());
    assertThat(location(browser.signIn("KAMALA", PASSWORD))).isEqualTo("/");
    assertThat(browser.open("/").statusCode()).isEqualTo(200);
  }

  @Test
  void anInvitationWorksOnce() {
    String token = invite("kamala", Role.EDITOR);
    accept(token);
    HttpResponse<String> again = new Browser(address()).open("/join?token=" + token);
    assertThat(again.statusCode()).isEqualTo(410);
  }

  @Test
  void aShortPasswordIsRefusedAndTheLinkStays() {
    String link = "/join?token=" + invite("kamala", Role.EDITOR);
    HttpResponse<String> refused =
        browser.submit(link, "/join", Map.of("token", link.substring(12), "password", "short"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(browser.open(link).statusCode()).isEqualTo(200);
  }

  @Test
  void afterSigningInOneComesToThePageThatOneWanted() {
    join("kamala", Role.EDITOR);
    browser = new Browser(address());
    HttpResponse<String> turnedAway = browser.open("/tasks?state=FAILURE");
    assertThat(turnedAway.statusCode()).isEqualTo(303);
    String signIn = location(turnedAway);
    assertThat(signIn).startsWith("/sign-in?to=");
    HttpResponse<String> in =
        browser.submit(
            signIn,
            "/sign-in",
            Map.of("username", "kamala", "password", PASSWORD, "to", "/tasks?state=FAILURE"));
    assertThat(location(in)).isEqualTo("/tasks?state=FAILURE");
  }

  @Test
  void signInNeverLeadsToAnotherSite() {
    join("kamala", Role.EDITOR);
    for (String elsewhere :
        new String[] {"https://evil.example", "//evil.example", "/\\evil", "{..}", "/../..//"}) {
      browser = new Browser(address());
      HttpResponse<String> in =
          browser.submit(
              "/sign-in",
              "/sign-in",
              Map.of("username", "kamala", "password", PASSWORD, "to", elsewhere));
      assertThat(in.statusCode()).as(elsewhere).isEqualTo(303);
      assertThat(location(in)).isEqualTo("/");
    }
  }

  @Test
  void signingInGivesANewSession() {
    join("kamala", Role.EDITOR);
    String before = browser.cookie("kalanjiyam");
    browser.signIn("kamala", PASSWORD);
    assertThat(browser.cookie("kalanjiyam")).isNotEmpty().isNotEqualTo(before);
  }

  @Test
  void theSessionsCookieIsOutOfReachOfScriptsAndOfOtherSites() {
    HttpResponse<String> in = browser.open("/?token=" + links.oneTimeToken());
    assertThat(in.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("kalanjiyam=")
                    .containsIgnoringCase("HttpOnly")
                    .containsIgnoringCase("SameSite=Lax"));
  }

  @Test
  void aSessionIsInSqlSoThatARestartSignsNobodyOut() {
    browser.open("/?token=" + links.oneTimeToken());
    assertThat(jdbc.sql("select principal_name from spring_session").query(String.class).list())
        .containsExactly("1");
  }

  @Test
  void nobodyUnknownGetsASession() {
    browser.open("/");
    browser.open("/sign-in");
    browser.signIn("nobody", "nothing at all");
    assertThat(jdbc.sql("select count(*) from spring_session").query(Integer.class).single())
        .isZero();
  }

  @Test
  void signingOutEndsTheSession() {
    join("kamala", Role.EDITOR);
    assertThat(location(browser.submit("/", "/sign-out", Map.of()))).isEqualTo("/sign-in?out");
    assertThat(browser.open("/").statusCode()).isEqualTo(303);
  }

  @Test
  void aFormOfAnotherSiteChangesNothing() {
    join("kamala", Role.EDITOR);
    assertThat(browser.forge("/sign-out", Map.of()).statusCode()).isEqualTo(403);
    assertThat(browser.open("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aSessionsCookieAloneChangesNothingThroughTheApi() {
    join("kamala", Role.ADMIN);
    HttpResponse<String> answer =
        browser.send(
            browser
                .request("/api/v1/projects/sample")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("CSRF");
  }

  @Test
  void wrongPasswordsMakeTheNextTryWaitAndThenLockTheName() {
    join("kamala", Role.EDITOR);
    clock.set(Instant.parse("2026-03-01T10:00:00Z"));
    browser = new Browser(address());
    for (int n = 1; n <= 3; n++) {
      assertThat(browser.signIn("kamala", "wrong " + n).statusCode()).isEqualTo(401);
    }
    HttpResponse<String> tooEarly = browser.signIn("kamala", PASSWORD);
    assertThat(tooEarly.statusCode()).isEqualTo(429);
    assertThat(tooEarly.headers().firstValue("Retry-After")).contains("2");

    clock.advance(Duration.ofSeconds(2));
    for (int n = 4; n <= 10; n++) {
      assertThat(browser.signIn("kamala", "wrong " + n).statusCode()).isEqualTo(401);
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(browser.signIn("kamala", PASSWORD).statusCode()).isEqualTo(429);
    clock.advance(Duration.ofMinutes(15));
    assertThat(browser.signIn("kamala", PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void aDisabledPersonsSessionIsOver() {
    join("kamala", Role.EDITOR);
    jdbc.sql("update person set disabled_at = now() where name = 'kamala'").update();
    assertThat(browser.open("/").statusCode()).isEqualTo(303);
  }

  private HttpResponse<String> join(String name, Role role) {
    return accept(invite(name, role));
  }

  private String invite(String name, Role role) {
    return accounts.invite(null, new PersonName(name), "", role).orElseThrow().token().value();
  }

  private HttpResponse<String> accept(String token) {
    return browser.submit(
        "/join?token=" + token, "/join", Map.of("token", token, "password", PASSWORD));
  }

  private String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow().replace(address(), "");
  }
}
