package org.kalanjiyam.ocr.server.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/** The page editor, as those who live in it use it. */
class ProofreadingTest extends BrowserFixture {
  private static final String VERSE = "धर्मक्षेत्रे कुरुक्षेत्रे समवेता युयुत्सवः";
  private static final String PASSWORD = "a long enough password";

  @Test
  void aSaveStaysInThePageWithItsCaretAndItsUndo() {
    Page page = recognised("Stays", 1);
    Locator text = page.locator("#text");
    assertThat(text).isFocused();
    page.keyboard().press("Control+End");
    page.keyboard().type("मामकाः");
    assertThat(state(page)).hasText("Not saved");
    page.keyboard().press("Control+s");
    assertThat(state(page)).hasText(Pattern.compile("Saved .*\\d.*"));
    assertThat(text).isFocused();
    assertThat(caret(page)).isEqualTo(text.inputValue().length());
    page.keyboard().press("Control+z");
    assertThat(text).not().hasValue(Pattern.compile("मामकाः"));
    assertThat(state(page)).hasText("Not saved");
    assertThat(page.locator(".mirror")).hasAttribute("lang", "sa");
  }

  @Test
  void aSessionThatEndsInMidSentenceIsOpenedAgainAndTheTextIsSaved() {
    Page page = recognised("Ended", 1);
    signsInBy(PASSWORD);
    type(page, "मामकाः ");
    jdbc.sql("delete from spring_session").update();
    page.keyboard().press("Control+s");
    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(state(page)).hasText("Signed out: kept on this device");
    page.fill("#again-password", "wrong");
    page.keyboard().press("Enter");
    assertThat(page.locator("#sign-in [role=alert]")).containsText("do not match");
    page.fill("#again-password", PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("#sign-in")).isHidden();
    assertThat(state(page)).hasText(Pattern.compile("Saved .*"));
    assertThat(stored()).endsWith("\nमामकाः ");
    page.keyboard().type("पाण्डवाः ");
    page.keyboard().press("Control+s");
    await().untilAsserted(() -> assertThat(stored()).endsWith("\nमामकाः पाण्डवाः "));
  }

  @Test
  void aServerThatCannotBeReachedIsWaitedForAndNothingIsLost() {
    Page page = recognised("Unreachable", 1);
    page.context().setOffline(true);
    type(page, "किम् ");
    page.keyboard().press("Control+s");
    assertThat(state(page)).hasText("No connection: kept on this device");
    page.keyboard().type("अकुर्वत ");
    page.context().setOffline(false);
    await().untilAsserted(() -> assertThat(stored()).endsWith("\nकिम् अकुर्वत "));
    assertThat(state(page)).hasText(Pattern.compile("Saved .*"));
  }

  @Test
  void whatATabThatWasClosedHadNotSavedIsOfferedAtTheNextOpening() {
    Page page = recognised("Closed" + System.nanoTime(), 1);
    type(page, "सञ्जय ");
    keptOnTheDevice(page, "सञ्जय ");
    String address = page.url();
    Page again = page.context().newPage();
    page.keyboard().type("उवाच ");
    page.close(); // before what is typed is written to the browser's database
    again.navigate(address);
    assertThat(again.locator("#draft")).containsText("that was not saved");
    again.click("text=Compare");
    assertThat(again.locator("#sheet ins")).containsText("सञ्जय उवाच");
    again.keyboard().press("Escape");
    again.click("#draft >> text=Restore");
    assertThat(again.locator("#draft")).isHidden();
    assertThat(again.locator("#text")).hasValue(Pattern.compile(".*सञ्जय उवाच $", Pattern.DOTALL));
    again.keyboard().press("Control+s");
    assertThat(state(again)).hasText(Pattern.compile("Saved .*"));
    assertThat(stored()).endsWith("\nसञ्जय उवाच ");
    again.reload();
    assertThat(again.locator("#draft")).isHidden();
  }

  @Test
  void twoPeopleWhoChangeDifferentWordsAreBothSaved() {
    Page one = recognised("Two people", 1);
    Page two = somebodyElse(one);
    assertThat(two.locator("#others")).containsText("Also here");
    replaceWord(one, "कुरुक्षेत्रे", "KURU");
    one.keyboard().press("Control+s");
    assertThat(state(one)).hasText(Pattern.compile("Saved .*"));
    replaceWord(two, "युयुत्सवः", "FIGHT");
    two.keyboard().press("Control+s");
    assertThat(state(two)).hasText(Pattern.compile("Saved .*"));
    assertThat(two.locator("#notice")).containsText("saved this page meanwhile");
    assertThat(stored()).contains("KURU").contains("FIGHT");
  }

  @Test
  void twoPeopleWhoChangeTheSameWordChooseBetweenBoth() {
    Page one = recognised("Same word", 1);
    Page two = somebodyElse(one);
    replaceWord(one, "समवेता", "समवेताः");
    one.keyboard().press("Control+s");
    assertThat(state(one)).hasText(Pattern.compile("Saved .*"));
    replaceWord(two, "समवेता", "संगता");
    two.keyboard().press("Control+s");
    assertThat(two.locator("#conflict")).containsText("saved this page while you were writing");
    assertThat(two.locator(".overlap .piece").first()).containsText("समवेताः");
    assertThat(two.locator(".overlap .piece").last()).containsText("संगता");
    two.click("text=Take theirs");
    assertThat(two.locator("#conflict")).isHidden();
    assertThat(state(two)).hasText(Pattern.compile("Saved.*"));
    assertThat(stored()).contains("समवेताः").doesNotContain("संगता");
    assertThat(two.locator("#text")).hasValue(Pattern.compile("समवेताः"));
  }

  @Test
  void twentyPagesAreProofreadFromTheFirstToTheLastByKeyboardAlone() {
    int pages = 20;
    Page page = recognised("Keyboard", pages);
    for (int n = 1; n <= pages; n++) {
      until(
          page,
          """
          n => location.pathname === `/proofing/keyboard/${n}`
              && document.activeElement?.id === "text"
              && document.querySelector("#doubts").textContent === "1 left"
          """,
          n);
      page.keyboard().press("F8");
      assertThat(selected(page)).isEqualTo("कुरुक्षेत्रे");
      if (n % 2 == 0) {
        page.keyboard().type("कुरुक्षेत्रम्");
        page.keyboard().press("F8");
      } else {
        page.keyboard().press("Enter");
      }
      assertThat(page.locator("#lens button:focus")).hasCount(1);
      page.keyboard().press("Enter");
    }
    page.waitForURL("**/proofing/keyboard");
    assertThat(page.locator("#flash")).containsText("No page of this book is left");
    assertThat(page.locator(".mark.PROOFREAD_ONCE")).hasCount(pages);
    assertThat(textsOf("keyboard"))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, pages)
                .mapToObj(n -> n % 2 == 0 ? VERSE.replace("कुरुक्षेत्रे", "कुरुक्षेत्रम्") : VERSE)
                .toList());
    open(page, "/proofing/keyboard/1");
    assertThat(page.locator("#doubts")).hasText("No words in doubt");
  }

  @Test
  void aDraftGoesWithItsPageWhenPagesAreMoved() {
    Page page = recognised("Moved", 2);
    type(page, "सञ्जय ");
    keptOnTheDevice(page, "सञ्जय ");
    quick().move("moved", 1, 2);
    open(page, "/proofing/moved/2");
    assertThat(page.locator("#draft")).containsText("that was not saved");
    page.evaluate(
        """
        () => new Promise(resolve => {
          indexedDB.open("kalanjiyam-drafts").onsuccess = ({target}) => {
            const page = document.querySelector("[data-room]").dataset.person + " /proofing/moved/1";
            const work = target.result.transaction("drafts", "readwrite");
            work.objectStore("drafts").put({key: page + " x", page, text: "old", base: 1, at: 1});
            work.oncomplete = resolve;
          };
        })\
        """);
    open(page, "/proofing/moved/1");
    assertThat(page.locator("#draft")).isVisible();
    page.click("#draft >> text=Restore");
    assertThat(page.locator("#text")).hasValue("old");
    assertThat(page.locator("#draft")).isHidden();
  }

  @Test
  void aPlainSaveWithoutScriptShowsBothTextsOfAConflictAndWhatCannotBeSaved() {
    String slug = recognised("Plain save", 1, "san");
    Page page = signedIn(new NewContextOptions().setJavaScriptEnabled(false));
    open(page, "/proofing/" + slug + "/1");
    Locator text = page.locator("#text");
    quick().save(slug, 1, "theirs", 1);
    text.fill("mine");
    page.click("button:has-text('Save') >> nth=0");
    assertThat(page.locator("main [role=alert]").first()).containsText("saved this page");
    assertThat(page.locator("#theirs")).hasValue("theirs");
    assertThat(text).hasValue("mine");
    text.fill("mine and theirs");
    page.click("button:has-text('Save') >> nth=0");
    assertThat(page.locator("#flash")).containsText("saved as revision 3");
    assertThat(stored()).isEqualTo("mine and theirs");

    String tooLong = "x".repeat(1_000_001);
    var refused =
        page.request()
            .post(
                page.url(),
                RequestOptions.create()
                    .setForm(
                        FormData.create()
                            .set("_csrf", page.inputValue("#page-form [name=_csrf]"))
                            .set("version", "2") // somebody saves meanwhile
                            .set("text", tooLong)));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text())
        .contains("at most 1000000 characters")
        .contains(tooLong)
        .contains("name=\"version\" value=\"2\"");
  }

  @Test
  void aCaretAtTheFirstLetterOfAWordLightsThatWord() {
    Page page = recognised("Caret", 1);
    page.evaluate("document.querySelector('#text').setSelectionRange(0, 0)");
    assertThat(page.locator(".mirror .on")).hasText("धर्मक्षेत्रे");
    int second = VERSE.indexOf("कुरु");
    page.evaluate("at => document.querySelector('#text').setSelectionRange(at, at)", second);
    assertThat(page.locator(".mirror .on")).hasText("कुरुक्षेत्रे");
    assertThat(page.locator(".scan rect:not(.line)").nth(1)).hasClass(Pattern.compile(".*on.*"));
  }

  @Test
  void theRoomIsAsItsPersonLeftItEvenOnAnotherMachine() {
    Page page = recognised("Room", 1);
    page.click("[data-do=drawer]");
    page.click("[data-do=side]");
    page.waitForResponse("**/api/v1/me/editor", () -> page.click("[data-do=larger]"));
    Page elsewhere = signedIn();
    open(elsewhere, "/proofing/room/1");
    Object filled =
        elsewhere.evaluate(
            """
            document.documentElement.scrollHeight <= innerHeight
                && document.querySelector('.foot-of-text').getBoundingClientRect().bottom <= innerHeight
            """);
    assertThat(filled).as("the room ends with the window").isEqualTo(true);
    assertThat(elsewhere.locator("main.room")).hasClass(Pattern.compile(".*top.*"));
    elsewhere.keyboard().press("Alt+=");
    assertThat(elsewhere.locator("#zoom")).not().hasText("100 %");
    elsewhere.keyboard().press("Alt+0");
    Object fits =
        elsewhere.evaluate(
            "(scan => scan.scrollWidth <= scan.clientWidth + 1)(document.querySelector('.scan'))");
    assertThat(fits).isEqualTo(true);
  }

  @Test
  void revisionsAreComparedAndAnOldOneIsTheNewestAgain() {
    Page page = recognised("Revisions", 1);
    replaceWord(page, "समवेता", "समवेताः");
    page.keyboard().press("Control+s");
    assertThat(state(page)).hasText(Pattern.compile("Saved .*"));
    page.keyboard().press("Alt+h");
    assertThat(page.locator("#sheet ins")).hasText("ताः");
    assertThat(page.locator("#sheet del")).hasText("ता");
    page.click("#sheet button:has-text('Restore')");
    assertThat(page.locator("#flash")).containsText("Revision 1 is the newest again");
    assertThat(page.locator("#text")).hasValue(Pattern.compile("समवेता .*", Pattern.DOTALL));
    assertThat(page.locator("#revision")).containsText("Revision 3");
  }

  @Test
  void onAPhoneThePictureIsAboveAndZoomedToTheLine() {
    recognised("Phone", 1);
    Page phone =
        signedIn(
            new NewContextOptions().setHasTouch(true).setIsMobile(true).setDeviceScaleFactor(2));
    phone.setViewportSize(360, 740);
    open(phone, "/proofing/phone/1");
    var scan = phone.locator(".scan").boundingBox();
    var text = phone.locator(".writing").boundingBox();
    assertThat(scan.y + scan.height).isLessThanOrEqualTo(text.y + 1);
    assertThat(scan.width).isGreaterThan(350);
    assertThat(scan.height).isBetween(180.0, 320.0);
    phone.locator("#text").tap();
    assertThat(phone.locator(".scan rect.line")).isVisible();
    assertThat(phone.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
  }

  @Test
  void anErrorOfTheServerIsWaitedOutAndTheTextIsSaved() {
    Page page = recognised("Trouble", 1);
    page.route("**/text", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
    type(page, "मा ");
    page.keyboard().press("Control+s");
    assertThat(state(page)).hasText("The server cannot save now: kept on this device");
    page.unroute("**/text");
    await().untilAsserted(() -> assertThat(stored()).endsWith("\nमा "));
  }

  /** A page of a book that was recognised; the second word of each page is in doubt. */
  private Page recognised(String title, int pages) {
    worker().script(n -> ScriptedWorker.read(VERSE, "san"));
    return signedInAt("/proofing/" + recognised(title, pages, "san") + "/1");
  }

  private Page somebodyElse(Page first) {
    jdbc.sql(
            """
            insert into person (name, display_name, role) values ('bo', 'Bo', 'PROOFREADER')
            """)
        .update();
    signsInBy(PASSWORD);
    Page page = window(new NewContextOptions()).newPage();
    open(page, "/sign-in?to=" + first.url().replace(address(), ""));
    page.fill("#username", "bo");
    page.fill("#password", PASSWORD);
    page.keyboard().press("Enter");
    page.waitForURL(first.url());
    return page;
  }

  private void signsInBy(String password) {
    String hash = PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password);
    jdbc.sql("update person set password_hash = :hash").param("hash", hash).update();
  }

  private static void type(Page page, String text) {
    page.keyboard().press("Control+End");
    page.keyboard().type(text);
  }

  private static void replaceWord(Page page, String word, String by) {
    page.evaluate(
        """
        word => {
          const area = document.querySelector("#text");
          const at = area.value.indexOf(word);
          area.focus();
          area.setSelectionRange(at, at + word.length);
        }\
        """,
        word);
    page.keyboard().type(by);
  }

  private static Locator state(Page page) {
    return page.locator("#state");
  }

  private static Object caret(Page page) {
    return page.evaluate("document.querySelector('#text').selectionStart");
  }

  private static Object selected(Page page) {
    return page.evaluate(
        "(t => t.value.slice(t.selectionStart, t.selectionEnd))(document.querySelector('#text'))");
  }

  private static void keptOnTheDevice(Page page, String end) {
    page.evaluate(
        """
        async end => {
          const kept = () => new Promise(resolve => {
            const asked = indexedDB.open("kalanjiyam-drafts");
            asked.onsuccess = () => {
              const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
              all.onsuccess = () => {
                asked.result.close();
                resolve(all.result.some(draft => draft.text.endsWith(end)));
              };
            };
          });
          for (let tries = 0; !(await kept()); tries++) {
            if (tries === 150) throw new Error("not kept");
            await new Promise(resolve => setTimeout(resolve, 100));
          }
        }\
        """,
        end);
  }

  private List<String> textsOf(String slug) {
    return jdbc.sql(
            """
            select trim(r.text, e'\\n') from page p join project b on b.id = p.project_id
            join revision r on r.page_id = p.id and r.version = p.version
            where b.slug = :slug order by p.number
            """)
        .param("slug", slug)
        .query(String.class)
        .list();
  }

  private String stored() {
    return jdbc.sql("select text from revision order by version desc limit 1")
        .query(String.class)
        .single();
  }
}
