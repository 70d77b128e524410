package org.kalanjiyam.ocr.server.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Outcome;

/** Every page, by axe's rules, in light and in dark, wide and narrow. */
class AccessibilityTest extends BrowserFixture {

  @Test
  void everyPageIsAccessibleInLightAndDark() {
    Page page = signedIn();
    check(page, "/");
    upload(page, "Plain book", 3);
    worker()
        .script(
            n -> n == 2 ? new Outcome.Rejected("torn", "It is torn.") : ScriptedWorker.read("a b"));
    run(page, "plain-book");
    worker().allow(1);
    page.waitForSelector("#c1.d");
    check(page, "/proofing/plain-book/batch-ocr?page=1");
    check(page, "/");
    check(page, "/workers");
    worker().allow(2);
    open(page, "/proofing/plain-book/batch-ocr");
    assertThat(page.locator("#outcome h2").first())
        .containsText("2 of 3 pages were recognised, 1 failed.");
    for (String path :
        List.of(
            "/proofing/plain-book/batch-ocr",
            "/proofing/plain-book",
            "/proofing/plain-book/1",
            "/projects/new",
            "/tasks",
            "/account",
            "/people",
            "/nothing-here")) {
      check(page, path);
    }
    open(page, "/tasks");
    page.click("tbody a");
    check(page, page.url().replace(address(), ""));
    Page stranger = window(new NewContextOptions()).newPage();
    check(stranger, "/sign-in");
  }

  @Test
  void noPageIsWiderThanAPhone() {
    Page page = signedIn();
    upload(page, "A book with a rather long title that goes on and on", 2);
    page.setViewportSize(360, 740);
    String slug = page.url().replaceAll(".*/", "");
    worker().allow(2);
    for (String path :
        List.of(
            "/",
            "/proofing/" + slug,
            "/proofing/" + slug + "/batch-ocr",
            "/proofing/" + slug + "/1",
            "/projects/new",
            "/tasks",
            "/workers")) {
      open(page, path);
      Object wide =
          page.evaluate(
              """
              document.documentElement.scrollWidth <= innerWidth ? '' :
                  [...document.querySelectorAll('main *')]
                      .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
                      .map(one => one.outerHTML.slice(0, 200)).join('; ')
              """);
      assertThat(wide).as(path).isEqualTo("");
    }
  }

  private void check(Page page, String path) {
    open(page, path);
    Axe.findsNothing(page, path);
  }
}
