package org.kalanjiyam.ocr.server.site;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.kalanjiyam.ocr.server.Chromium;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.SignInLinks;
import org.springframework.beans.factory.annotation.Autowired;

/** A real browser before the real server; one for all tests, with new cookies for each. */
abstract class BrowserFixture extends ServerFixture {
  private static @Nullable Chromium chromium;
  private static ScriptedWorker worker;

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
  @Autowired private SignInLinks links;

  @BeforeAll
  static void openTheBrowser() throws Exception {
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
    assumeTrue(Chromium.isThere(), "Skipped: no Chromium; ./kalanjiyam test installs it");
    chromium = new Chromium();
  }

  @AfterAll
  static void closeTheBrowser() throws Exception {
    if (worker != null) {
      worker.close();
      worker = null;
    }
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  @BeforeEach
  void noPageIsReadUnlessAllowed() throws Exception {
    if (worker == null) {
      worker = new ScriptedWorker(TestSite.brokerUrl());
    }
    worker.reset();
    worker.announce();
  }

  @AfterEach
  void nothingWasBlockedOrBroken() {
    contexts.forEach(BrowserContext::close);
    assertThat(complaints).as("what the browser complained of").isEmpty();
  }

  final ScriptedWorker worker() {
    return worker;
  }

  /** A new browser window, with nobody signed in. */
  final BrowserContext window(Browser.NewContextOptions options) {
    BrowserContext context =
        requireNonNull(chromium).browser().newContext(options.setViewportSize(1280, 900));
    context.setDefaultTimeout(15_000);
    context.onConsoleMessage(
        message -> {
          boolean expected =
              message.text().matches(".*status of (4..|503).*")
                  || message.text().contains("ERR_INTERNET_DISCONNECTED");
          if (message.type().equals("error") && !expected) {
            complaints.add(message.text());
          }
        });
    context.onWebError(error -> complaints.add(error.error()));
    contexts.add(context);
    return context;
  }

  /** A page of somebody who came in by the link that the server prints. */
  final Page signedIn(Browser.NewContextOptions options) {
    Page page = window(options).newPage();
    page.navigate(address() + "/?token=" + links.oneTimeToken());
    return page;
  }

  final Page signedIn() {
    return signedIn(new Browser.NewContextOptions());
  }

  /** The same, where the first page that is looked at is another than the one that it leads to. */
  final Page signedInAt(String path) {
    BrowserContext context = window(new Browser.NewContextOptions());
    context
        .request()
        .get(
            address() + "/?token=" + links.oneTimeToken(),
            RequestOptions.create().setMaxRedirects(0));
    return open(context.newPage(), path);
  }

  final Page open(Page page, String path) {
    page.navigate(address() + path);
    return page;
  }

  /**
   * Waits until a function of the page answers true. Playwright's own wait evaluates text inside
   * the page from its second look on, which the page's policy forbids.
   */
  static void until(Page page, String function, @Nullable Object argument) {
    await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(
            PlaywrightException.class) // it may be on its way to another page
        .until(() -> Boolean.TRUE.equals(page.evaluate(function, argument)));
  }

  static void until(Page page, String function) {
    until(page, function, null);
  }

  /** A book of so many pages, which are all there; the page is its page then. */
  final String upload(Page page, String title, int pages) {
    String slug = quick().upload(title, scans(pages));
    open(page, "/proofing/" + slug);
    return slug;
  }

  /** Starts OCR with the stand-in engine; the page is the progress page then. */
  final void run(Page page, String slug) {
    quick().run(slug, "eng");
    open(page, "/proofing/" + slug + "/batch-ocr");
    page.waitForSelector("#strip");
  }

  /** A book of so many pages that the stand-in engine has read, as the worker's script has it. */
  final String recognised(String title, int pages, String language) {
    String slug = quick().upload(title, scans(pages));
    worker.allow(pages);
    quick().awaitEnd(quick().run(slug, language));
    return slug;
  }

  final QuickWays quick() {
    return new QuickWays(address());
  }

  static FilePayload[] scans(int pages) {
    return IntStream.rangeClosed(1, pages)
        .mapToObj(n -> new FilePayload("scan-" + n + ".png", "image/png", scan(n)))
        .toArray(FilePayload[]::new);
  }

  private static byte[] scan(int number) {
    BufferedImage image = new BufferedImage(600, 800, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D ink = image.createGraphics();
    ink.setColor(Color.WHITE);
    ink.fillRect(0, 0, 600, 800);
    ink.setColor(Color.BLACK);
    ink.setFont(new Font(Font.SERIF, Font.PLAIN, 24));
    ink.drawString("Page " + number + " says good day", 40, 85);
    ink.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
