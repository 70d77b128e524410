package org.kalanjiyam.ocr.server.site;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.kalanjiyam.ocr.server.Chromium;

/** Takes the pictures of the documentation; run by {@code docs/make-screenshots}, not as a test. */
@EnabledIfSystemProperty(named = "screenshots.url", matches = "http.*")
class Screenshots {
  private static final double LONG = 120_000;

  private final Path folder = Path.of(System.getProperty("screenshots.folder", "target"));

  @Test
  void take() {
    try (var chromium = new Chromium()) {
      Browser browser = chromium.browser();
      Page page =
          browser.newContext(new Browser.NewContextOptions().setViewportSize(1120, 720)).newPage();
      page.setDefaultTimeout(LONG);
      tell(page, System.getProperty("screenshots.url"));
    }
  }

  private void tell(Page page, String url) {
    page.navigate(url);
    page.waitForSelector("text=Try the sample book");
    shoot(page, "welcome");
    page.click("text=Try the sample book");
    page.click("text=Run OCR…");
    page.selectOption("select[name=engine]", "tesseract");
    page.selectOption("select[name=language]", "eng");
    shoot(page, "form");
    page.click("button.primary:has-text('Run OCR')");
    page.waitForSelector("#c5.d, #c4.d");
    shoot(page, "progress");
    page.waitForSelector("#summary[data-ended]");
    shoot(page, "done");
    page.click("text=Open the book");
    page.waitForSelector(".pages img");
    shoot(page, "book");
    page.click(".pages li:nth-child(2) a");
    page.setViewportSize(1000, 470);
    page.locator(".mirror span").nth(6).waitFor();
    page.locator(".scan rect").nth(6).hover();
    shoot(page, "page");
  }

  private void shoot(Page page, String name) {
    page.waitForLoadState();
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    if (name.equals("progress")) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + "-dark.png")));
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
  }
}
