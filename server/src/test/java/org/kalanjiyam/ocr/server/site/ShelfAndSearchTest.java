package org.kalanjiyam.ocr.server.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Tariff;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.ocr.RecogniseWhenUploaded;
import org.kalanjiyam.ocr.server.search.SearchIndexer;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A librarian and a proofreader at the shelf: finding, replacing and taking it back, in a browser.
 */
class ShelfAndSearchTest extends BrowserFixture {
  @Autowired private SearchIndexer indexer;

  private Page aReadBook(String title, int pages) {
    return signedInAt("/proofing/" + recognised(title, pages, "eng"));
  }

  @Test
  void aSearchHitIsOpenedOnThePicture() {
    Page page = aReadBook("Good days", 2);
    indexer.indexAll(); // the schedule rests in tests
    page.keyboard().press("/");
    assertThat(page.locator("#site-search")).isFocused();
    page.keyboard().type("\"2 says good\"");
    page.keyboard().press("Enter");
    page.waitForURL("**/search?q=**");
    assertThat(page.locator(".hit")).hasCount(1);
    assertThat(page.locator(".hit mark")).hasText("2 says good");
    assertThat(page.locator(".hit .crop image")).hasCount(1);
    assertThat(page.locator(".hit .crop rect")).hasCount(1);
    look(page, "search");
    page.focus(".hit");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*/good-days/2\\?select=.*"));
    until(
        page,
        """
        () => {
          const area = document.querySelector("textarea[name=text]");
          return area.value.slice(area.selectionStart, area.selectionEnd) === "2 says good";
        }\
        """);
    assertThat(page.locator(".scan rect.on, .scan .on").first()).isVisible();
  }

  @Test
  void twoSetUpsAreTriedSideBySideAndTheBookGoesOnWithOneOfThem() {
    Page page = aReadBook("Fair trials", 4);
    open(page, "/proofing/fair-trials/2");
    page.fill("textarea[name=text]", "Page 2 says bad day");
    page.click("button:has-text('Save')");
    page.waitForSelector("text=Revision 2");
    open(page, "/proofing/fair-trials/batch-ocr");
    page.selectOption("select[name=engine]", "stand-in");
    StandInProvider.tariff =
        Optional.of(new Tariff("EUR", 250_000, OptionalLong.empty(), OptionalLong.empty()));
    try {
      page.click("text=Try three pages…");
      assertThat(page.locator(".setups li")).hasCount(1);
      assertThat(page.locator("#pages")).hasValue("1,2,3");
      assertThat(page.locator(".setups li")).containsText("0.75 EUR");
      page.fill("#pages", "1,2");
      page.press("#pages", "Tab");
      assertThat(page.locator(".setups li")).containsText("0.50 EUR");
      look(page, "trial-form");
    } finally {
      StandInProvider.tariff = Optional.empty();
    }
    page.fill("#pages", "1,2,3");
    page.press("#pages", "Tab");
    assertThat(page.locator(".setups li")).not().containsText("EUR");
    page.selectOption("#language", "san");
    page.click("text=Add this set-up");
    assertThat(page.locator(".setups li")).hasCount(2);
    worker().allow(6);
    page.click("button:has-text('Try them')");
    page.waitForURL("**/trials/*");
    assertThat(page.locator("#trial [role=status]")).hasText("All set-ups have ended.");
    assertThat(page.locator("#trial tbody tr").first()).containsText("15.79 %");
    assertThat(page.locator(".trial").nth(1).locator("ins").first()).hasText("good");
    look(page, "trial");
    page.locator("button:has-text('Recognise the rest like this')").nth(1).click();
    page.waitForURL("**/batch-ocr");
    assertThat(page.locator("main")).containsText("Sanskrit");
    worker().allow(3);
    page.waitForSelector("#summary[data-ended]");
    open(page, "/proofing/fair-trials/2");
    assertThat(page.locator("textarea[name=text]")).hasValue("Page 2 says bad day");
  }

  @Test
  void aFindAndReplaceIsUndone() {
    Page page = aReadBook("Long nights", 3);
    open(page, "/proofing/long-nights");
    page.click("text=Replace in this book");
    page.fill("#find", "day");
    page.fill("#with", "night");
    page.click("text=Show every place");
    assertThat(page.locator(".ticks li")).hasCount(3);
    look(page, "replace");
    page.locator(".ticks input").nth(1).uncheck();
    page.click("text=Replace where ticked");
    assertThat(page.locator(".outcome"))
        .hasText("2 pages were changed; each has a revision of its own.");
    String place = page.url();
    open(page, "/proofing/long-nights/1");
    assertThat(page.locator("textarea[name=text]")).hasValue(Pattern.compile("good night"));
    open(page, "/proofing/long-nights");
    page.click("text=How well it was recognised");
    assertThat(page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Page 3")))
        .containsText("Compare");
    look(page, "accuracy");
    page.navigate(place);
    page.click("text=Undo all of it");
    assertThat(page.locator(".outcome")).hasText("Undone: 2 pages have its former text again.");
    open(page, "/proofing/long-nights/1");
    assertThat(page.locator("textarea[name=text]")).hasValue(Pattern.compile("good day"));
  }

  @Test
  void aBookIsDescribedFoundSortedArchivedDeletedAndHadBack() {
    Page page = aReadBook("Meghaduta", 2);
    open(page, "/proofing/meghaduta");
    assertThat(page.locator(".filters .chip")).hasCount(2);
    page.click("text=Least sure first");
    assertThat(page.locator(".pages li")).hasCount(2);
    look(page, "book");
    page.click("text=About this book and its pages");
    page.fill("#author", "Kālidāsa");
    page.fill("#printedNumbers", "1=i");
    look(page, "details");
    page.click("button:has-text('Save')");
    assertThat(page.locator("#book")).containsText("Kālidāsa");
    assertThat(page.locator(".pages li").first()).containsText("(i)");
    open(page, "/?q=k%C4%81lid");
    assertThat(page.locator(".book")).hasCount(1);
    look(page, "shelf");
    page.click("text=Continue proofreading");
    page.waitForURL("**/meghaduta/1");
    String text = page.inputValue("textarea[name=text]");
    String upright = page.getAttribute(".scan img", "width");
    page.click("summary[aria-label='More ways to save']");
    page.click("text=Turn or replace the picture…");
    page.click("text=↻ To the right");
    assertThat(page.locator("#flash")).containsText("The page was turned.");
    open(page, "/proofing/meghaduta/1");
    assertThat(page.locator(".scan img")).hasAttribute("height", upright);
    assertThat(page.locator("textarea[name=text]")).hasValue(text);
    assertThat(page.locator(".scan rect").first()).isVisible();
    open(page, "/proofing/meghaduta/pages/add");
    page.setInputFiles("input[type=file]", scans(1));
    page.fill("#position", "1");
    look(page, "add-pages");
    page.click("text=Add them");
    page.waitForURL("**/proofing/meghaduta");
    page.waitForSelector("text=Run OCR…");
    assertThat(page.locator(".pages li")).hasCount(3);
    assertThat(page.locator(".pages li").first()).containsText("no text yet");
    open(page, "/proofing/meghaduta/details");
    page.click("text=Put it into the archive");
    open(page, "/");
    assertThat(page.locator(".book")).hasCount(0);
    open(page, "/proofing/meghaduta");
    page.click("summary:has-text('Delete this book')");
    page.click("text=Delete it");
    assertThat(page.locator("#flash")).containsText("30 days");
    open(page, "/deleted-books");
    look(page, "deleted");
    page.click("button:has-text('Restore')");
    assertThat(page.locator("h1")).hasText("Meghaduta");
    open(page, "/changes");
    look(page, "changes");
  }

  @Test
  void anotherEnginesOpinionMakesDoubtsAndItsCorrectionsArePutInByAPerson() {
    Page page = aReadBook("Doubtful", 1);
    worker().script(number -> ScriptedWorker.read("Page " + number + " says goad day"));
    page.click("text=Second opinion…");
    assertThat(page.locator("#engine")).not().hasValue("stand-in"); // which recognised the page
    page.selectOption("#engine", "stand-in");
    assertThat(page.locator("#language option")).hasCount(2);
    assertThat(page.locator("#choices [role=status]")).containsText("1 page will be looked at");
    look(page, "second-opinion");
    worker().allow(1);
    page.click("button:has-text('Ask')");
    page.waitForSelector("#summary[data-ended]");
    assertThat(page.locator("main")).containsText("A second opinion");
    assertThat(worker().draft()).isNull();
    open(page, "/proofing/doubtful/1");
    assertThat(page.locator("#text")).hasValue("Page 1 says good day\n");
    assertThat(page.locator("#doubts")).hasText("2 left"); // one was the first engine's own
    page.keyboard().press("F8");
    page.keyboard().press("F8");
    assertThat(page.locator("#lens .others button")).hasText("goad");

    worker().script(number -> ScriptedWorker.read("Page " + number + " said good day"));
    open(page, "/proofing/doubtful/second-opinion");
    page.check("#suggestion");
    assertThat(page.locator("#suggestion")).isChecked();
    worker().allow(1);
    page.click("button:has-text('Ask')");
    page.waitForSelector("#summary[data-ended]");
    assertThat(worker().draft()).isEqualTo("Page 1 says good day\n");
    open(page, "/proofing/doubtful/1");
    assertThat(page.locator("#text")).hasValue("Page 1 says good day\n");
    page.click("#suggestion summary");
    assertThat(page.locator("#suggestion summary")).hasText("Stand-in would change one place");
    assertThat(page.locator("#suggestion del")).hasText("ys");
    look(page, "suggestion");
    page.locator("#text").press("Control+End");
    page.keyboard().type("and night");
    page.click("text=Accept all");
    assertThat(page.locator("#text")).hasValue("Page 1 said good day\nand night");
    assertThat(page.locator("#suggestion")).hasCount(0);
    assertThat(page.locator("#revision")).containsText("Revision 3");
  }

  @Test
  void aBookIsRecognisedOnceItIsUploadedAndTheLanguageIsRemembered() {
    Page page = signedIn();
    open(page, "/projects/new");
    page.setInputFiles("input[type=file]", scans(1));
    page.fill("#title", "At once");
    page.selectOption("#recognise", "stand-in eng");
    look(page, "upload");
    page.click("text=Create the book");
    page.waitForURL("**/proofing/at-once");
    page.waitForSelector("text=Run OCR…");
    worker().allow(1);
    recogniser.startReady(); // the schedule rests in tests
    open(page, "/proofing/at-once/batch-ocr");
    assertThat(page.locator("#outcome h2")).hasText("1 page was recognised.");
    open(page, "/projects/new");
    assertThat(page.locator("#recognise")).hasValue("stand-in eng");
  }

  @Autowired private RecogniseWhenUploaded recogniser;

  /** Clean by axe, and as wide as a phone; pictures of it are taken by docs/make-screenshots. */
  private static void look(Page page, String name) {
    Axe.findsNothing(page, name);
    page.setViewportSize(360, 740);
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .as(name + " fits a phone")
        .isTrue();
    page.setViewportSize(1280, 900);
  }
}
