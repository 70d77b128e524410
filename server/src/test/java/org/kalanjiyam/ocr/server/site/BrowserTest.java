package org.kalanjiyam.ocr.server.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Outcome;

/** What people do, in a real browser. */
class BrowserTest extends BrowserFixture {

  @Test
  void aBookIsBroughtReadWatchedLeftFoundAgainAndCorrected() {
    Page page = signedIn();
    assertThat(page.locator("h1")).hasText("No book yet");
    page.click("text=Bring your own");
    page.setInputFiles("input[type=file]", scans(3));
    assertThat(page.locator(".files li")).hasCount(3);
    page.fill("#title", "The Good Day");
    page.click("text=Create the book");
    page.waitForURL("**/proofing/the-good-day");
    page.click("text=Run OCR…");
    page.selectOption("select[name=engine]", "stand-in");
    assertThat(page.locator("select[name=language]")).hasValue("eng");
    assertThat(page.locator("#plan")).containsText("3 pages will be recognised.");
    page.click("text=Only some of them");
    page.fill("#pages", "1,3");
    page.press("#pages", "Tab");
    assertThat(page.locator("#plan")).containsText("2 pages will be recognised.");
    page.fill("#pages", "");
    page.press("#pages", "Tab");
    assertThat(page.locator("#plan")).containsText("3 pages will be recognised.");
    page.click("button:has-text('Run OCR')");

    assertThat(page.locator("#strip .c")).hasCount(3);
    assertThat(page.locator("#c1")).hasClass(Pattern.compile("c a"));
    worker().allow(1);
    assertThat(page.locator("#c1")).hasClass(Pattern.compile("c d"));
    assertThat(page.locator("#c1")).hasAttribute("aria-label", "Page 1: recognised");
    assertThat(page.locator("[role=progressbar]")).hasAttribute("aria-valuenow", "33.3");
    assertThat(page).hasTitle(Pattern.compile("33.3 % The Good Day"));

    page.click("nav >> text=Books");
    assertThat(page.locator("text=Being recognised now")).isVisible();
    page.click(".running a");
    assertThat(page.locator("select[name=engine]")).hasCount(0);
    assertThat(page.locator("#c1")).hasClass(Pattern.compile("c d"));

    worker().allow(2);
    assertThat(page.locator("#outcome h2")).hasText("3 pages were recognised.");
    assertThat(page).hasTitle("✓ The Good Day");
    assertThat(page.locator("#icon")).hasAttribute("href", Pattern.compile("favicon-done"));

    page.click("text=Open the book");
    page.click(".pages li:nth-child(2) a");
    assertThat(page.locator("textarea[name=text]"))
        .hasValue(Pattern.compile("Page 2 says good day\\s*"));
    page.locator(".mirror span").first().waitFor();
    page.fill("textarea[name=text]", "Page 2 says good night");
    page.keyboard().press("Control+s");
    assertThat(page.locator("#state")).containsText("Saved");
    assertThat(page.locator("#revision")).containsText("Revision 2");
    page.keyboard().press("Alt+PageDown");
    page.waitForURL("**/3");
  }

  @Test
  void aChoiceChangedWhileTheAnswerToTheLastIsUnderWayCounts() {
    Page page = signedIn();
    upload(page, "Two minds", 3);
    open(page, "/proofing/two-minds/batch-ocr?engine=stand-in");
    assertThat(page.locator("#plan")).containsText("3 pages will be recognised.");
    page.evaluate(
        """
        for (const named of ["1,3", "2"]) {
          const pages = document.getElementById("pages");
          pages.value = named;
          pages.dispatchEvent(new Event("change", {bubbles: true}));
        }\
        """);
    assertThat(page.locator("#plan")).containsText("1 page will be recognised.");
  }

  @Test
  void twoTabsShowTheSameAndPauseTakesEffectInBothWithinASecond() {
    Page one = signedIn();
    upload(one, "Two tabs", 3);
    run(one, "two-tabs");
    Page two = one.context().newPage();
    open(two, "/proofing/two-tabs/batch-ocr");
    assertThat(two.locator("#c1")).hasClass(Pattern.compile("c a"));

    two.click("text=Pause");
    assertThat(two.locator("#summary .chip")).containsText("Paused");
    one.waitForSelector(
        "#summary .chip.PAUSED", new Page.WaitForSelectorOptions().setTimeout(1000));
    one.click("text=Resume");
    assertThat(two.locator("#summary .chip")).containsText("Recognising");

    one.click("summary:has-text('Cancel…')");
    one.click("button:has-text('Stop recognising')");
    assertThat(one.locator("#outcome h2")).containsText("Cancelled after 0 of 3 pages");
    assertThat(two.locator("#outcome h2")).containsText("Cancelled after 0 of 3 pages");
    assertThat(two.locator("#strip .r")).hasCount(3);
  }

  @Test
  void failuresAreGroupedExplainedAndReadAgain() {
    Page page = signedIn();
    upload(page, "Failing", 4);
    worker()
        .script(
            n ->
                n == 2 || n == 3
                    ? new Outcome.Rejected("torn", "The page is torn. Scan it again.")
                    : ScriptedWorker.read("well"));
    run(page, "failing");
    worker().allow(4);
    assertThat(page.locator("#outcome h2").first())
        .hasText("2 of 4 pages were recognised, 2 failed.");
    assertThat(page.locator("#outcome .causes li")).hasCount(1);
    assertThat(page.locator("#outcome .causes")).containsText("2 pages: The page is torn.");
    page.click("#c3");
    assertThat(page.locator("#panel")).containsText("The page is torn. Scan it again.");
    assertThat(page.locator("#panel >> text=Retry this page")).isVisible();

    worker().script(n -> ScriptedWorker.read("mended"));
    worker().allow(2);
    page.click("text=Retry these 2");
    assertThat(page.locator("#outcome h2").first()).hasText("2 pages were recognised.");

    worker().allow(1);
    page.click("text=Recognise some pages again…");
    page.fill("#again-pages", "4");
    page.selectOption("#again-scope", "ALL");
    page.click("text=Recognise them again");
    assertThat(page.locator("#outcome h2").first()).hasText("1 page was recognised.");
  }

  @Test
  void whatPeopleAndEnginesWriteIsNeverMarkup() {
    String evil = "<script>document.title='hacked'</script><img src=x onerror=alert(1)>";
    Page page = signedIn();
    page.onDialog(
        dialog -> {
          throw new AssertionError("A script ran: " + dialog.message());
        });
    upload(page, "Evil " + evil, 2);
    worker().script(n -> n == 1 ? ScriptedWorker.read(evil) : new Outcome.Rejected("bad", evil));
    String slug = page.url().replaceAll(".*/", "");
    run(page, slug);
    worker().allow(2);
    assertThat(page.locator("#outcome .causes")).containsText(evil);
    page.click("#c1");
    assertThat(page.locator("#panel .text")).containsText("<script>document");
    page.click("#panel >> text=Open the page");
    assertThat(page.locator("textarea[name=text]")).hasValue(Pattern.compile("<script>.*", 32));
    for (String path : new String[] {"/", "/tasks", "/proofing/" + slug}) {
      open(page, path);
      assertThat(page.locator("main img[src=x], main script")).hasCount(0);
      assertThat(page.title()).isNotEqualTo("hacked");
    }
  }

  @Test
  void pointingAtAWordLightsItUpInTheOther() {
    Page page = signedIn();
    recognised("Hover", 1, "eng");
    open(page, "/proofing/hover/1");
    Locator box = page.locator(".scan rect:not(.line)").nth(2);
    box.hover();
    assertThat(page.locator(".mirror .on")).hasText("says");
    page.locator(".mirror span").nth(3).evaluate("span => span.id = 'word'");
    var place = page.locator("#word").boundingBox();
    page.mouse().move(place.x + 4, place.y + 8);
    assertThat(page.locator(".scan rect:not(.line)").nth(3)).hasClass("on");
    assertThat(page.locator(".mirror .low")).hasText("1");
  }

  @Test
  void aRefusedFileIsNamedWithTheReason() {
    Page page = signedIn();
    open(page, "/projects/new");
    byte[] letter = "Dear Sir".getBytes(StandardCharsets.UTF_8);
    page.setInputFiles("input[type=file]", new FilePayload("letter.doc", "text/plain", letter));
    page.click("text=Create the book");
    assertThat(page.locator("[data-fault]")).containsText("letter.doc");
    assertThat(page.locator("[data-fault]")).isFocused();
  }

  @Test
  void everythingWorksWithoutScript() {
    Page page = signedIn(new NewContextOptions().setJavaScriptEnabled(false));
    open(page, "/projects/new");
    page.setInputFiles("input[type=file]", scans(2));
    page.fill("#title", "Plain");
    page.click("text=Create the book");
    page.waitForSelector("text=Run OCR…");
    open(page, "/proofing/plain/batch-ocr");
    page.selectOption("select[name=engine]", "stand-in");
    page.click("text=Show its languages");
    page.click("button:has-text('Run OCR')");
    assertThat(page.locator("#strip .c")).hasCount(2);
    assertThat(page.content()).contains("<meta http-equiv=\"refresh\" content=\"5\">");

    page.click("text=Pause");
    assertThat(page.locator("#summary .chip")).containsText("Paused");
    page.click("text=Resume");
    page.click("#c1");
    assertThat(page.locator("#panel h2")).hasText("Page 1");
    worker().allow(2);
    await()
        .untilAsserted(
            () -> {
              page.reload();
              assertThat(page.locator("#outcome h2").allTextContents())
                  .containsExactly("2 pages were recognised.");
            });
    open(page, "/proofing/plain/1");
    page.fill("textarea[name=text]", "By hand");
    page.click("summary[aria-label='More ways to save']");
    page.click("text=Save and go on");
    page.waitForURL("**/plain/2");
    assertThat(page.locator("#flash")).containsText("saved as revision 2");
  }

  @Test
  void theWorkersPageKeepsItselfUpToDate() {
    Page page = signedIn();
    open(page, "/workers");
    page.waitForResponse("**/workers", () -> {});
    page.waitForResponse("**/workers", () -> {});
    assertThat(page.locator("#workers")).containsText("Engines");
    assertThat(page.locator("h1")).hasCount(1);
  }

  @Test
  void theStripIsOneStopOfTheTabKeyAndArrowsMoveInIt() {
    Page page = signedIn();
    upload(page, "Keys", 3);
    run(page, "keys");
    page.focus("#c1");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#c2")).isFocused();
    page.keyboard().press("End");
    assertThat(page.locator("#c3")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("#panel")).isFocused();
    assertThat(page.locator("#panel h2")).hasText("Page 3");
    page.locator("summary:has-text('Cancel…')").press("Enter");
    assertThat(page.locator("text=Stop recognising").first()).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("text=Stop recognising").first()).isHidden();
    worker().allow(3);
    assertThat(page.locator("#outcome h2")).hasText("3 pages were recognised.");
  }

  @Test
  void aLostConnectionIsSaidAndCaughtUp() {
    Page page = signedIn();
    upload(page, "Lost", 2);
    run(page, "lost");
    page.context().setOffline(true);
    page.evaluate("dispatchEvent(new Event('pagehide'))");
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    worker().allow(2);
    page.context().setOffline(false);
    assertThat(page.locator("#outcome h2")).hasText("2 pages were recognised.");
    assertThat(page.locator("#lost")).isHidden();
  }
}
