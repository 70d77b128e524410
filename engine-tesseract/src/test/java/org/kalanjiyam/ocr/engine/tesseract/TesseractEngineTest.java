package org.kalanjiyam.ocr.engine.tesseract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Readiness;
import org.kalanjiyam.ocr.engine.Recognition;

class TesseractEngineTest {
  static OcrEngine engine;

  @BeforeAll
  static void open() {
    engine = new TesseractProvider().open(System.getenv());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void readsAPageWithWordsBoxesAndConfidence() throws Exception {
    PageText page = recognised(page("The quick brown fox", "jumps over the lazy dog."));

    assertThat(page.text()).isEqualTo("The quick brown fox\njumps over the lazy dog.\n");
    Line first = page.lines().getFirst();
    assertThat(first.words())
        .extracting(w -> w.text())
        .containsExactly("The", "quick", "brown", "fox");
    assertThat(first.words()).allSatisfy(w -> assertThat(w.confidence()).isBetween(0.8, 1.0));
    assertThat(first.box().x1()).isBetween(90, 130);
    assertThat(first.box().y1()).isBetween(90, 180);
  }

  @Test
  void aBlankPageIsReadAndHasNoText() throws Exception {
    assertThat(recognised(page()).lines()).isEmpty();
  }

  @Test
  void rubbishIsRejected() throws Exception {
    assertThat(recognise(new byte[] {1, 2, 3}, "eng", () -> false))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.cause()).isEqualTo("unreadable-image"));
  }

  @Test
  void aMissingLanguageIsRejectedWithTheWayToGetIt() throws Exception {
    assertThat(recognise(page("x"), "qqq", () -> false))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            no -> {
              assertThat(no.cause()).isEqualTo("language-missing");
              assertThat(no.reason()).contains("tesseract-ocr-qqq");
            });
  }

  @Test
  void twoLetterCodesMeanTheSameLanguage() throws Exception {
    assertThat(recognise(page("Hello"), "en", () -> false)).isInstanceOf(Outcome.Recognised.class);
  }

  @Test
  void aCancelledPageIsInterrupted() throws Exception {
    assertThat(recognise(page("One", "Two", "Three"), "eng", () -> true))
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class, i -> assertThat(i.cause()).isEqualTo("cancelled"));
  }

  @Test
  void englishNeedsNothingInstalled() {
    Readiness readiness = new TesseractProvider().readiness(Map.of());
    assertThat(readiness)
        .isInstanceOfSatisfying(
            Readiness.Ready.class,
            ready -> assertThat(ready.languages()).extracting(l -> l.code()).contains("eng"));
  }

  private static PageText recognised(byte[] image) throws Exception {
    return ((Outcome.Recognised) recognise(image, "eng", () -> false)).text();
  }

  private static Outcome recognise(
      byte[] image, String language, Recognition.Cancellation cancellation) throws Exception {
    return engine.recognise(
        new Recognition(
            new PageImage(image, OptionalInt.of(300)),
            language,
            "",
            Instant.now().plusSeconds(60),
            cancellation));
  }

  private static byte[] page(String... lines) throws IOException {
    BufferedImage image = new BufferedImage(1200, 600, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 1200, 600);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 60));
    for (int i = 0; i < lines.length; i++) {
      graphics.drawString(lines[i], 100, 150 + i * 90);
    }
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
