package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.server.MutableClock;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Identities;
import org.kalanjiyam.ocr.server.account.Identities.Claim;
import org.kalanjiyam.ocr.server.platform.Ports;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sign-in at a real OpenID Connect provider, which runs here too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderSignInTest {
  private final int providersPort = Ports.free();
  private final int ourPort = Ports.free();
  private final String provider = "http://127.0.0.1:" + providersPort;
  private final String ours = "http://127.0.0.1:" + ourPort;
  private ConfigurableApplicationContext providing;
  private ConfigurableApplicationContext server;
  private JdbcClient jdbc;
  private MutableClock clock;

  @BeforeAll
  void startBoth() {
    providing =
        new SpringApplicationBuilder(TestProvider.class)
            .initializers(new TestSite(), onPort(providersPort))
            .properties(Map.of("test.redirect", ours + "/login/oauth2/code/library"))
            .run("--server.servlet.session.cookie.name=provider", "--spring.artemis.mode=native");
    server =
        new SpringApplicationBuilder(SiteWithProvider.class)
            .initializers(new TestSite(), onPort(ourPort))
            .profiles("test")
            .run(
                "--spring.security.oauth2.client.registration.library.client-id=kalanjiyam",
                "--spring.security.oauth2.client.registration.library.client-secret=for-a-test",
                "--spring.security.oauth2.client.registration.library.client-name=the library",
                "--spring.security.oauth2.client.registration.library.scope=openid,profile",
                "--spring.security.oauth2.client.provider.library.issuer-uri=" + provider);
    jdbc = server.getBean(JdbcClient.class);
    clock = server.getBean(MutableClock.class);
  }

  /** The site's own properties come before those of the command line. */
  private static ApplicationContextInitializer<ConfigurableApplicationContext> onPort(int port) {
    return context -> TestPropertyValues.of("server.port=" + port).applyTo(context);
  }

  @AfterAll
  void stopBoth() {
    server.close();
    providing.close();
  }

  @BeforeEach
  void nobodyIsKnown() {
    jdbc.sql("truncate person, spring_session restart identity cascade").update();
  }

  @Test
  void theProviderIsOffered() {
    assertThat(server.getBean(Providers.class).all())
        .containsExactly(new Providers.Provider("the library", "/oauth2/authorization/library"));
  }

  @Test
  void whoComesFirstIsAddedAsAReaderAndComesAgainAsTheSame() {
    Browser first = signedIn("kamala");
    String me = first.open("/api/v1/me").body();
    assertThat(me).contains("\"name\":\"kamala\"", "Kamala N", "READER");

    assertThat(signedIn("kamala").open("/api/v1/me").body()).isEqualTo(me);
    assertThat(jdbc.sql("select issuer from person_identity").query(String.class).list())
        .containsExactly(provider);
  }

  @Test
  void aNameThatSomebodyHasIsNotTakenOver() {
    jdbc.sql("insert into person (name, display_name, role) values ('kamala', 'K', 'ADMIN')")
        .update();
    String me = signedIn("kamala").open("/api/v1/me").body();
    assertThat(me).contains("\"name\":\"kamala-2\"", "READER");
  }

  @Test
  void whoIsShutOutHereStaysOut() {
    signedIn("kamala");
    jdbc.sql("update person set disabled_at = now()").update();
    assertThat(location(signIn(new Browser(ours), "kamala"))).isEqualTo("/sign-in?refused");
  }

  @Test
  void noTokenOfTheProviderIsKept() {
    signedIn("kamala");
    String kept =
        String.join(
            " ",
            jdbc.sql(
                    "select attribute_name from spring_session_attributes a join spring_session s"
                        + " on s.primary_id = a.session_primary_id where s.principal_name = '1'")
                .query(String.class)
                .list());
    assertThat(kept).contains("person").doesNotContain("oauth2").doesNotContain("SECURITY");
  }

  @Test
  void strangersWhoBeginAndDoNotEndLeaveFewSessionsForAShortTime() {
    clock.advance(Duration.ofHours(1));
    List<Integer> answers = new ArrayList<>();
    for (int n = 0; n < BegunSignIns.AT_ONCE + 5; n++) {
      answers.add(new Browser(ours).open("/oauth2/authorization/library").statusCode());
    }
    assertThat(answers).contains(302).endsWith(429);
    assertThat(
            jdbc.sql("select max_inactive_interval from spring_session")
                .query(Integer.class)
                .list())
        .hasSize(BegunSignIns.AT_ONCE)
        .containsOnly(600);
    clock.advance(Duration.ofMinutes(10));
    Browser kamala = signedIn("kamala");
    assertThat(kamala.open("/api/v1/me").statusCode()).isEqualTo(200);
    assertThat(
            jdbc.sql("select max_inactive_interval from spring_session where principal_name = '1'")
                .query(Integer.class)
                .single())
        .isGreaterThan(600);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\0", "\ud800", "a\0b", "கமலா"})
  void whateverAProviderCallsSomebodyTheyComeIn(String fullName) {
    Identities identities = server.getBean(Identities.class);
    String longName = fullName + "x".repeat(500);
    for (String name : List.of(fullName, longName)) {
      assertThat(identities.personOf(new Claim(provider, "s" + name.length(), name, name)))
          .hasValueSatisfying(
              person -> assertThat(person.displayName()).isNotBlank().hasSizeLessThan(101));
    }
    assertThat(identities.personOf(new Claim(provider, "a\0b", "a", "a"))).isEmpty();
  }

  @Test
  void anAnswerThatNobodyAskedForIsRefused() {
    HttpResponse<String> answer =
        new Browser(ours).open("/login/oauth2/code/library?code=made-up&state=made-up");
    assertThat(location(answer)).isEqualTo("/sign-in?refused");
  }

  private Browser signedIn(String name) {
    Browser browser = new Browser(ours);
    assertThat(location(signIn(browser, name))).isEqualTo("/");
    return browser;
  }

  /** The whole way: to the provider, through its own sign-in, and back. */
  private HttpResponse<String> signIn(Browser browser, String name) {
    String authorize = location(browser.open("/oauth2/authorization/library"));
    Browser there = new Browser(provider);
    there.submit("/login", "/login", Map.of("username", name, "password", name));
    String back = location(there.open(authorize));
    assertThat(back).startsWith(ours + "/login/oauth2/code/library");
    return browser.open(back.substring(ours.length()));
  }

  private static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(location -> URI.create(location).toString())
        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
  }
}
