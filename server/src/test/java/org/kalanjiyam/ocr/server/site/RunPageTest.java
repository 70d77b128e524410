package org.kalanjiyam.ocr.server.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A run as a place: it stays at its address, and who looks at it is told what is so now. */
class RunPageTest extends BrowserFixture {
  @Test
  void pauseResumeAndCancelLeaveTheAddressAsItIsAndAReloadWorks() {
    Page page = signedIn();
    upload(page, "Stays", 3);
    run(page, "stays");
    page.click("text=this run’s own page");
    page.waitForURL(Pattern.compile(".*/tasks/[0-9a-f-]{36}"));
    String place = page.url();

    page.click("text=Pause");
    assertThat(page.locator("#summary .chip")).containsText("Paused");
    assertThat(page).hasURL(place);
    page.click("#controls button:has-text('Resume')");
    assertThat(page.locator("#summary .chip")).containsText("Recognising");
    page.click("summary:has-text('Cancel…')");
    page.click("button:has-text('Stop recognising')");
    assertThat(page.locator("#outcome h2")).containsText("Cancelled");
    assertThat(page).hasURL(place);
    page.reload();
    assertThat(page.locator("#outcome h2")).containsText("Cancelled after 0 of 3 pages");
  }

  @Test
  void aCancelledRunKeepsItsShareAndIsFinishedByAnother() {
    Page page = signedIn();
    upload(page, "Cut short", 4);
    run(page, "cut-short");
    worker().allow(1);
    page.waitForSelector("#c1.d");
    assertThat(page.locator("#newest li")).hasCount(1);
    assertThat(page.locator("#newest")).containsText("Page 1 says good day");
    page.click("summary:has-text('Cancel…')");
    page.click("button:has-text('Stop recognising')");
    assertThat(page.locator("#outcome h2"))
        .hasText("Cancelled after 1 of 4 pages. What was recognised stays.");
    assertThat(page.locator("#summary .percent")).hasText("25 %");
    Page other = page.context().newPage();
    other.navigate(page.url().replace("/batch-ocr", ""));
    open(other, "/tasks");
    other.click("tbody a");
    assertThat(other.locator("#summary .percent")).hasText("25 %");

    page.click("text=Recognise the other 3");
    page.waitForURL(Pattern.compile(".*/tasks/[0-9a-f-]{36}"));
    worker().allow(6); // the page that was in work when it was cancelled takes one
    assertThat(page.locator("#outcome h2")).hasText("3 pages were recognised.");

    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    assertThat(other.locator("#newer")).containsText("There is a newer run");
    other.click("#newer a");
    assertThat(other).hasURL(page.url());
  }

  @Test
  void aStartWithNothingToReadIsRefusedWithTheReasonAndLeavesNoTask() {
    Page page = signedIn();
    recognised("Read", 1, "eng");
    open(page, "/proofing/read/batch-ocr");
    assertThat(page.locator("#plan")).containsText("has recognised all these pages before");
    page.click("button:has-text('Run OCR')");
    assertThat(page.locator("#plan")).containsText("has recognised all these pages before");
    Integer tasks = jdbc.sql("select count(*) from task").query(Integer.class).single();
    assertThat(tasks).isEqualTo(1);
  }

  @Test
  void figuresGreyOutAndSayOfWhenTheyAreWhenTheServerIsAway() {
    Page page = signedIn();
    upload(page, "Grey", 2);
    run(page, "grey");
    page.context().setOffline(true);
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    assertThat(page.locator("#lost")).containsText(Pattern.compile("as of \\d+:\\d\\d:\\d\\d"));
    assertThat(page.locator("#live")).hasClass("stale");
    page.context().setOffline(false);
    page.evaluate("dispatchEvent(new Event('online'))");
    assertThat(page.locator("#lost")).isHidden();
    assertThat(page.locator("#live")).not().hasClass("stale");
    worker().allow(2);
    assertThat(page.locator("#outcome h2")).hasText("2 pages were recognised.");
  }

  @Test
  void theCancelQuestionStaysOnAPhonesScreen() {
    Page page = signedIn();
    upload(page, "Phone", 1);
    run(page, "phone");
    page.setViewportSize(360, 740);
    page.click("summary:has-text('Cancel…')");
    var box = page.locator("details.ask[open] > div").boundingBox();
    assertThat(box.x).isNotNegative();
    assertThat(box.x + box.width).isLessThanOrEqualTo(360);
    worker().allow(1);
  }

  @Test
  void shuttingSomebodyOutAsksFirst() {
    long id = person("kamala", "PROOFREADER");
    Page page = signedIn();
    open(page, "/people");
    page.click("summary:has-text('Lock out…') >> nth=-1");
    assertThat(page.locator("details.ask[open]")).containsText("Lock kamala out?");
    Integer out =
        jdbc.sql("select count(*) from person where id = :id and disabled_at is not null")
            .param("id", id)
            .query(Integer.class)
            .single();
    assertThat(out).isZero();
    page.click("details.ask[open] button");
    assertThat(page.locator("tbody .chip.FAILED")).containsText("locked out");
  }

  @Test
  void aBookWithoutATitleHasItsFilesNameAndAnEmptyFileIsNamed() {
    Page page = signedIn();
    open(page, "/projects/new");
    assertThat(page.locator("#title")).hasValue("");
    page.setInputFiles(
        "input[type=file]", new FilePayload("nothing.pdf", "application/pdf", new byte[0]));
    page.click("text=Create the book");
    assertThat(page.locator("[data-fault]")).containsText("nothing.pdf is empty");
    open(page, "/projects/new");
    page.setInputFiles("input[type=file]", scans(1));
    page.click("text=Create the book");
    page.waitForURL("**/proofing/scan-1");
    assertThat(page.locator("h1")).hasText("scan-1");
  }
}
