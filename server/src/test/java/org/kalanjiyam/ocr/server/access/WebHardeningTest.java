package org.kalanjiyam.ocr.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.SignInLinks;
import org.springframework.beans.factory.annotation.Autowired;

/** What every answer tells a browser to keep to. */
class WebHardeningTest extends ServerFixture {
  @Autowired private SignInLinks links;

  @ParameterizedTest
  @ValueSource(strings = {"/", "/sign-in", "/api/v1/me", "/no-such-page", "/actuator/health"})
  void everyAnswerCarriesThePolicies(String path) {
    HttpHeaders headers = new Browser(address()).open(path).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=()");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
  }

  @Test
  void pagesAreKeptInNoCacheAndTheProgramsOwnFilesAre() {
    Browser browser = new Browser(address());
    var page = browser.open("/sign-in");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    String style = page.body().replaceAll("(?s).*href=\"(/css/[^\"]+)\".*", "$1");
    assertThat(browser.open(style).headers().firstValue("Cache-Control").orElse(""))
        .startsWith("max-age=");
  }

  @Test
  void accountPagesHaveNothingThatThePolicyForbids() {
    Browser browser = new Browser(address());
    browser.open("/?token=" + links.oneTimeToken());
    for (String path : List.of("/sign-in", "/account", "/people", "/")) {
      String page = browser.open(path).body();
      assertThat(page).contains("</html>").doesNotContainPattern("\\s(style|on[a-z]+)=\"|<style");
      assertThat(page).doesNotContainPattern("<script(?![^>]*\\ssrc=)|\\?\\?\\w");
    }
  }

  @Test
  void anAdministratorWithoutAPasswordIsLedToChooseOne() {
    Browser browser = new Browser(address());
    browser.open("/?token=" + links.oneTimeToken());
    assertThat(browser.open("/").body()).contains("Choose a name and a password");
  }

  @Test
  void aStrangersUploadIsRefusedBeforeItIsRead() {
    Browser stranger = new Browser(address());
    var upload =
        stranger
            .request("/projects/new")
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("not even a body"))
            .build();
    assertThat(stranger.send(upload).statusCode()).isEqualTo(303);
    var api =
        stranger
            .request("/api/v1/projects")
            .header("Content-Type", "multipart/form-data; boundary=x")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("not even a body"))
            .build();
    assertThat(stranger.send(api).statusCode()).isEqualTo(401);
  }
}
