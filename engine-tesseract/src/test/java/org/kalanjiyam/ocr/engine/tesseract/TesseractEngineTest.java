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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
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
  void everyFormatIsRead() throws Exception {
    BufferedImage drawn = draw("Format");
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String format : List.of("png", "jpg", "tiff", "bmp")) {
      files.put(format, encode(drawn, format));
    }
    files.put("jp2", byLeptonica(files.get("png"), leptonica.IFF_JP2));
    files.put("webp", byLeptonica(files.get("png"), leptonica.IFF_WEBP));

    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      assertThat(recognised(file.getValue()).text()).as(file.getKey()).isEqualTo("Format\n");
    }
  }

  @Test
  void whatIsTransparentIsPaper() throws Exception {
    BufferedImage image = new BufferedImage(1200, 600, BufferedImage.TYPE_INT_ARGB);
    write(image, "Transparent");

    assertThat(recognised(encode(image, "png")).text()).isEqualTo("Transparent\n");
  }

  @Test
  void anImageThatIsTooLongIsRejected() throws Exception {
    BufferedImage image = new BufferedImage(32_768, 8, BufferedImage.TYPE_BYTE_GRAY);

    assertThat(recognise(encode(image, "png"), "eng", () -> false))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.cause()).isEqualTo("image-too-large"));
  }

  @Test
  void aPageStopsAtItsDeadline() throws Exception {
    var recognition =
        new Recognition(
            new PageImage(page("One", "Two", "Three", "Four"), OptionalInt.of(300)),
            "eng",
            "",
            Instant.now().minusSeconds(1),
            () -> false);

    assertThat(engine.recognise(recognition))
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class, no -> assertThat(no.cause()).isEqualTo("too-slow"));
  }

  @Test
  void cancellationStillWorksAfterManyPages() throws Exception {
    byte[] page = encode(small("A small page"), "png");
    for (int i = 0; i < 40; i++) {
      assertThat(recognise(page, "eng", () -> false)).isInstanceOf(Outcome.Recognised.class);
    }
    assertThat(recognise(page, "eng", () -> true)).isInstanceOf(Outcome.Interrupted.class);
    assertThat(recognised(page).text()).isEqualTo("A small page\n");
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
    return encode(draw(lines), "png");
  }

  private static BufferedImage draw(String... lines) {
    BufferedImage image = new BufferedImage(1200, 600, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 1200, 600);
    graphics.dispose();
    write(image, lines);
    return image;
  }

  private static BufferedImage small(String line) {
    return draw(line).getSubimage(0, 50, 700, 150);
  }

  private static void write(BufferedImage image, String... lines) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 60));
    for (int i = 0; i < lines.length; i++) {
      graphics.drawString(lines[i], 100, 150 + i * 90);
    }
    graphics.dispose();
  }

  private static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static byte[] byLeptonica(byte[] png, int format) {
    PIX pix = leptonica.pixReadMem(new BytePointer(png), png.length);
    PointerPointer<BytePointer> data = new PointerPointer<>(1);
    SizeTPointer size = new SizeTPointer(1);
    assertThat(leptonica.pixWriteMem(data, size, pix, format)).isZero();
    byte[] bytes = new byte[(int) size.get()];
    data.get(BytePointer.class, 0).get(bytes);
    return bytes;
  }
}
