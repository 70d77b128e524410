package org.kalanjiyam.ocr.server.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Indic scripts typed in a real browser. */
class TypingTest extends BrowserFixture {

  @Test
  void romanLettersBecomeTheWordsThatTheyStandFor() {
    Page page = signedIn();
    Map<String, List<String>> words =
        Map.of(
            "HARVARD_KYOTO",
            List.of("dharmakSetre", "kRSNa", "duHkha", "so'ham", "aiM", "kaizcit"),
            "ITRANS",
            List.of("dharmakShetre", "kRRiShNa", "shaanti", "j~nAna", "chandra"),
            "IAST",
            List.of("kṛṣṇa", "śāntiḥ", "jñāna", "bhīṣma"));
    Object written =
        page.evaluate(
            """
            async words => {
              const { fromRoman } = await import("/js/proof/roman.js");
              return Object.fromEntries(Object.entries(words)
                  .map(([scheme, all]) => [scheme, all.map(one => fromRoman(scheme, one, "sa"))]));
            }""",
            words);
    assertThat(written)
        .isEqualTo(
            Map.of(
                "HARVARD_KYOTO",
                List.of("धर्मक्षेत्रे", "कृष्ण", "दुःख", "सोऽहम्", "ऐं", "कैश्चित्"),
                "ITRANS",
                List.of("धर्मक्षेत्रे", "कृष्ण", "शान्ति", "ज्ञान", "चन्द्र"),
                "IAST",
                List.of("कृष्ण", "शान्तिः", "ज्ञान", "भीष्म")));
    Object tamil =
        page.evaluate(
            """
            async words => {
              const { fromTamilSounds } = await import("/js/proof/tamil.js");
              return words.map(one => fromTamilSounds(one));
            }""",
            List.of("thamizh", "vaNakkam", "nanRi", "palkalaikkazhakam", "vandhaan", "ammaa"));
    assertThat(tamil)
        .isEqualTo(List.of("தமிழ்", "வணக்கம்", "நன்றி", "பல்கலைக்கழகம்", "வந்தான்", "அம்மா"));
  }

  @Test
  void typingIsTurnedOnAndOffAndJoinsWhatStandsBeforeIt() {
    Page page = signedIn();
    upload(page, "Typing", 1);
    open(page, "/proofing/typing/1");
    assertThat(page.locator("#text")).isFocused();
    page.keyboard().press("Control+g");
    assertThat(page.locator("#typing")).hasValue("HARVARD_KYOTO");
    page.keyboard().type("dharmakSetre kurukSetre |");
    assertThat(page.locator("#text")).hasValue("धर्मक्षेत्रे कुरुक्षेत्रे ।");
    page.keyboard().press("Control+z");
    assertThat(page.locator("#text")).hasValue("धर्मक्षेत्रे कुरुक्षेत्रे ");
    page.keyboard().press("Control+g");
    page.keyboard().type(" end");
    assertThat(page.locator("#text")).hasValue("धर्मक्षेत्रे कुरुक्षेत्रे  end");

    typed(page, "INSCRIPT", "kd;");
    assertThat(page.locator("#text")).hasValue("क्च");
    typed(page, "TAMIL_99", "kks");
    assertThat(page.locator("#text")).hasValue("ம்மி");
    typed(page, "TAMIL_PHONETIC", "thamizh");
    assertThat(page.locator("#text")).hasValue("தமிழ்");
  }

  @Test
  void aSignOfTheStripIsPutAtTheCaretAndTheStripIsItsPersonsOwn() {
    Page page = signedIn();
    upload(page, "Signs", 1);
    open(page, "/proofing/signs/1");
    page.keyboard().type("क");
    page.click("#signs button[title='U+200D']");
    page.click("#signs button[title='U+0951']");
    assertThat(page.locator("#text")).hasValue("क\u200d\u0951");
    page.click("#signs button[aria-label='Change the characters']");
    page.fill("#own-signs", "ௐ ZWNJ U+1CDA");
    page.waitForResponse("**/api/v1/me/editor", () -> page.click("#sheet button:has-text('Keep')"));
    page.reload();
    assertThat(page.locator("#signs button[title='U+0BD0']")).isVisible();
    assertThat(page.locator("#signs button[title='U+1CDA']")).isVisible();
    assertThat(page.locator("#signs button")).hasCount(4);
    page.click("[data-do=drawer]");
    page.click("[data-do=invisible]");
    page.locator("#text").focus();
    page.keyboard().press("Control+End");
    page.click("#signs button[title='U+200C']");
    assertThat(page.locator(".mirror i[data-sign=ZWNJ]")).hasCount(1);
  }

  private static void typed(Page page, String scheme, String keys) {
    page.evaluate(
        """
        scheme => {
          const select = document.querySelector("#typing");
          select.value = scheme;
          select.dispatchEvent(new Event("change", {bubbles: true}));
        }""",
        scheme);
    page.fill("#text", "");
    page.keyboard().type(keys);
  }
}
