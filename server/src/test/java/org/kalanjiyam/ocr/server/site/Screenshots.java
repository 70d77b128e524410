package org.kalanjiyam.ocr.server.site;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      String url = System.getProperty("screenshots.url");
      tell(page, url);
      String gallery = System.getProperty("screenshots.gallery", "");
      if (!gallery.isEmpty()) {
        showAll(page, url.replaceAll("/\\?.*", ""), Path.of(gallery));
      }
    }
  }

  /** Every page as it looks to different people; to look at, and not kept. */
  private static void showAll(Page page, String address, Path gallery) {
    List<String> places = new ArrayList<>();
    String book = page.url().replaceFirst("/\\d+$", "").substring(address.length());
    List.of("", "/1", "/2/history", "/details", "/pages/add", "/replace", "/accuracy")
        .forEach(place -> places.add(book + place));
    List.of("/second-opinion", "/trials", "/1/accuracy", "/changes", "/batch-ocr", "/members")
        .forEach(place -> places.add(book + place));
    List.of("/", "/search?q=the", "/tasks", "/workers", "/history", "/changes", "/deleted-books")
        .forEach(places::add);
    List.of("/account", "/people", "/notifications", "/notifications/settings", "/projects/new")
        .forEach(places::add);
    List.of("/admin", "/admin/audit", "/nothing-here").forEach(places::add);
    for (String place : places) {
      page.navigate(address + place);
      page.waitForLoadState();
      String name = place.replaceAll("\\W+", "-").replaceAll("^-|-$", "");
      Path file = gallery.resolve(name.isEmpty() ? "books" : name);
      for (int width : new int[] {1440, 360}) {
        page.setViewportSize(width, 900);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
          page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
          whole(page, file + "-" + width + "-" + scheme);
        }
      }
      page.setViewportSize(1440, 900);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(ColorScheme.DARK)
              .setForcedColors(ForcedColors.ACTIVE));
      whole(page, file + "-forced");
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(ColorScheme.LIGHT)
              .setForcedColors(ForcedColors.NONE));
    }
  }

  private static void whole(Page page, String file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(file + ".png")).setFullPage(true));
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
