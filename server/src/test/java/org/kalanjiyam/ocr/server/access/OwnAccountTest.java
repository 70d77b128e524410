package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Accounts;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.PersonName;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody's own password and sessions, and who sees their book, by the pages that do it. */
class OwnAccountTest extends ServerFixture {
  private static final String PASSWORD = "four plain words here";
  private static final String NEXT = "four other words there";

  @Autowired private Accounts accounts;
  @Autowired private Projects projects;
  private Browser here;
  private Browser elsewhere;

  @BeforeEach
  void kamalaIsSignedInTwice() {
    join("kamala");
    here = signedIn("kamala", PASSWORD);
    elsewhere = signedIn("kamala", PASSWORD);
  }

  @Test
  void aNewPasswordSignsOutEveryOtherBrowser() {
    change("wrong old password", NEXT);
    assertThat(isIn(elsewhere)).isTrue();

    change(PASSWORD, NEXT);
    assertThat(isIn(here)).isTrue();
    assertThat(isIn(elsewhere)).isFalse();
    clock.advance(Duration.ofMinutes(2));
    assertThat(isIn(signedIn("kamala", PASSWORD))).isFalse();
    clock.advance(Duration.ofMinutes(2));
    assertThat(isIn(signedIn("kamala", NEXT))).isTrue();
  }

  @Test
  void aShortPasswordIsRefusedInWords() {
    change(PASSWORD, "short");
    assertThat(here.open("/account").body()).contains("10");
    assertThat(isIn(signedIn("kamala", PASSWORD))).isTrue();
  }

  @Test
  void signingOutEverywhereEndsAllSessionsOfThatPersonAlone() {
    join("meena");
    Browser meena = signedIn("meena", PASSWORD);
    here.submit("/account", "/account/sign-out-everywhere", Map.of());
    assertThat(isIn(here)).isFalse();
    assertThat(isIn(elsewhere)).isFalse();
    assertThat(isIn(meena)).isTrue();
  }

  @Test
  void aChosenLanguageWinsOverTheBrowsersAndIsTakenBack() {
    assertThat(spoken(here, "hi-IN,hi;q=0.9,en;q=0.8")).contains("lang=\"hi\"", "आपका खाता");
    here.submit("/account", "/account/language", Map.of("language", "TAMIL"));
    assertThat(spoken(here, "hi-IN,hi;q=0.9,en;q=0.8"))
        .contains("lang=\"ta\"", "உங்கள் கணக்கு", "மொழி சேமிக்கப்பட்டது.");
    here.submit("/account", "/account/language", Map.of("language", ""));
    assertThat(spoken(here, "fr")).contains("lang=\"en\"", "Your account");
  }

  private static String spoken(Browser browser, String languages) {
    return browser
        .send(browser.request("/account").header("Accept-Language", languages).build())
        .body();
  }

  @Test
  void theCreatorOfABookSaysWhoSeesIt() {
    join("meena");
    Browser meena = signedIn("meena", PASSWORD);
    jdbc.sql(
            """
            insert into project (slug, title, status, created_by)
            select 'kural', 'Kural', 'READY', id from person where name = 'kamala'
            """)
        .update();
    assertThat(here.open("/proofing/kural").body()).contains("/proofing/kural/members");
    assertThat(meena.open("/proofing/kural").body()).doesNotContain("/proofing/kural/members");
    assertThat(meena.open("/proofing/kural/members").statusCode()).isEqualTo(403);

    String page = "/proofing/kural/members";
    here.submit(page, "/proofing/kural/access", Map.of("open", "false"));
    assertThat(meena.open("/proofing/kural").statusCode()).isEqualTo(404);
    here.submit(page, page, Map.of("name", "nobody"));
    assertThat(here.open(page).body()).contains("Nobody here signs in as");
    here.submit(page, page, Map.of("name", "meena"));
    assertThat(meena.open("/proofing/kural").statusCode()).isEqualTo(200);
    here.submit(page, page + "/remove", Map.of("name", "meena"));
    assertThat(meena.open("/proofing/kural").statusCode()).isEqualTo(404);
    here.submit(page, "/proofing/kural/access", Map.of("open", "true"));
    assertThat(meena.open("/proofing/kural").statusCode()).isEqualTo(200);

    List<String> audited =
        jdbc.sql("select action from audit where action like 'project.%' order by id")
            .query(String.class)
            .list();
    assertThat(audited)
        .containsExactly(
            "project.close", "project.member.add", "project.member.remove", "project.open");
  }

  private HttpResponse<String> change(String old, String password) {
    return here.submit("/account", "/account/password", Map.of("old", old, "password", password));
  }

  private void join(String name) {
    var invited = accounts.invite(admin(), new PersonName(name), name, Role.EDITOR).orElseThrow();
    String token = invited.token().value();
    new Browser(address())
        .submit("/join?token=" + token, "/join", Map.of("token", token, "password", PASSWORD));
  }

  private Person admin() {
    return new Books(jdbc, projects).person("admin-" + System.nanoTime(), Role.ADMIN);
  }

  private Browser signedIn(String name, String password) {
    Browser browser = new Browser(address());
    browser.signIn(name, password);
    return browser;
  }

  private static boolean isIn(Browser browser) {
    return browser.open("/").statusCode() == 200;
  }
}
