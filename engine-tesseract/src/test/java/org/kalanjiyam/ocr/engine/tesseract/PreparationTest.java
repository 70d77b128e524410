package org.kalanjiyam.ocr.engine.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.LINES;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.leaning;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.page;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.png;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.turned;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;
import org.kalanjiyam.ocr.engine.Word;

/** Pages as scanners make them: turned, leaning, on dark ground, grey, torn, and none at all. */
class PreparationTest {
  /** A worker process may take 3 GiB. */
  private static final long MORE_KIB = 1 << 20;

  static OcrEngine engine;

  @BeforeAll
  static void open() {
    engine = new TesseractProvider().open(System.getenv());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 180, 270})
  void aTurnedPageIsReadAndItsBoxesLieWhereItsWordsAre(int degrees) throws Exception {
    BufferedImage page = turned(page(Color.WHITE), degrees);

    Outcome.Recognised read = recognised(page, "");

    assertThat(lines(read)).isEqualTo(LINES);
    assertThat(read.text().width()).isEqualTo(page.getWidth());
    assertWordsLieOnInk(read, page);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, -2, 0.7, 2, 5})
  void aLeaningPageIsReadAndItsBoxesLieWhereItsWordsAre(double degrees) throws Exception {
    BufferedImage page = leaning(page(Color.WHITE), degrees);

    Outcome.Recognised read = recognised(page, "");

    assertThat(lines(read)).isEqualTo(LINES);
    assertThat(read.provenance().preparation()).contains("lean=");
    assertWordsLieOnInk(read, page);
  }

  @Test
  void aFewLinesOfSmallPrintAreSeenToLean() throws Exception {
    BufferedImage large = leaning(page(Color.WHITE), 5);
    BufferedImage small = new BufferedImage(900, 741, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = small.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(large, 0, 0, 900, 741, null);
    graphics.dispose();

    Outcome.Recognised read = recognised(small, "");

    assertThat(read.provenance().preparation()).contains("lean=");
    assertThat(read.text().text()).contains("the winter of despair");
  }

  @Test
  void largePrintIsScaledAndItsBoxesLieWhereItsWordsAre() throws Exception {
    BufferedImage page = page(Color.WHITE);
    Outcome.Recognised read = recognised(page, "");

    assertThat(read.provenance().preparation()).contains("scale=0.");
    assertWordsLieOnInk(read, page);
  }

  @Test
  void aGreyPageOnDarkGroundIsReadWithoutTheGround() throws Exception {
    BufferedImage book = page(new Color(190, 180, 160));
    BufferedImage scan =
        new BufferedImage(book.getWidth() + 400, book.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scan.createGraphics();
    graphics.setColor(new Color(25, 22, 20));
    graphics.fillRect(0, 0, scan.getWidth(), scan.getHeight());
    graphics.drawImage(book, 200, 0, null);
    graphics.dispose();
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      scan.setRGB(random.nextInt(200), random.nextInt(scan.getHeight()), 0xffffff);
    }

    Outcome.Recognised read = recognised(scan, "");

    assertThat(lines(read)).isEqualTo(LINES);
    assertThat(read.provenance().preparation()).contains("edge=cut");
  }

  @Test
  void anImageKeptAsItIsIsNotPrepared() throws Exception {
    Outcome.Recognised read = recognised(page(Color.WHITE), "image=stored");

    assertThat(read.provenance().preparation()).isEmpty();
    assertThat(read.provenance().parameters()).isEqualTo("image=stored");
    assertThat(lines(read)).isEqualTo(LINES);
  }

  @Test
  void columnsAreReadOneAfterTheOther() throws Exception {
    BufferedImage column = page(Color.WHITE);
    BufferedImage page =
        new BufferedImage(column.getWidth() * 2, column.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = page.createGraphics();
    graphics.drawImage(column, 0, 0, null);
    graphics.drawImage(column, column.getWidth(), 0, null);
    graphics.dispose();

    Outcome.Recognised read = recognised(page, "");

    assertThat(read.provenance().preparation()).contains("columns=yes");
    assertThat(read.text().text().replaceAll("\\s+", " "))
        .isEqualTo((String.join(" ", LINES) + " ").repeat(2));
  }

  @Test
  void imagesWithoutTextAreRecognisedAsBlank() throws Exception {
    for (int[] size : new int[][] {{1, 1}, {1, 3000}, {1600, 2400}, {30_000, 600}}) {
      for (Color color : List.of(Color.BLACK, Color.WHITE)) {
        BufferedImage image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(0, 0, size[0], size[1]);
        graphics.dispose();

        Outcome.Recognised read = recognised(image, "");

        assertThat(read.text().lines()).as(Arrays.toString(size) + color).isEmpty();
        assertThat(read.provenance().preparation()).isEqualTo("blank=yes");
      }
    }
  }

  @Test
  void aPageThatIsTornOrHalfUpsideDownHasAnOutcome() throws Exception {
    BufferedImage page = page(Color.WHITE);
    BufferedImage half = page.getSubimage(0, 0, page.getWidth(), page.getHeight() / 2);
    Graphics2D graphics = page.createGraphics();
    graphics.drawImage(turned(half, 180), 0, page.getHeight() / 2, null);
    graphics.dispose();
    byte[] whole = png(page);

    assertThat(recognised(page, "").text().lines()).isNotEmpty();
    assertThat(recognise(Arrays.copyOf(whole, whole.length / 2), ""))
        .isNotInstanceOf(Outcome.Interrupted.class);
  }

  @ParameterizedTest
  @CsvSource({"30000, 140, 1", "900, 30000, 10"})
  void anImageOfThirtyThousandPixelsIsReadInLittleMemory(int width, int height, int lines)
      throws Exception {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 40));
    String line = (String.join(" ", LINES) + " ").repeat(width / 6_000 + 1);
    for (int i = 0; i < lines; i++) {
      String text = lines == 1 ? line : LINES.get(i);
      graphics.drawString(text, 50, 90 + i * height / lines);
    }
    graphics.dispose();
    byte[] png = png(image);
    long before = memory("VmRSS");

    Outcome outcome = recognise(png, "");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Recognised.class,
            read -> assertThat(read.text().text()).contains("it was the age of wisdom, it was"));
    assertThat(memory("VmHWM") - before).isLessThan(MORE_KIB);
  }

  /** From Linux, in KiB; 0 elsewhere. */
  private static long memory(String name) throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.exists(status)
        ? 0
        : Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(name + ":"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void anImageThatWouldNotFitIntoMemoryIsRefusedBeforeItIsDecoded() throws Exception {
    byte[] small = png(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB));
    // Width and height in a PNG's header; the check sum no longer fits, which is seen later.
    small[18] = 0x7f;
    small[22] = 0x7f;

    assertThat(recognise(small, ""))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            no -> assertThat(no.cause()).isIn("image-too-large", "unreadable-image"));
  }

  @Test
  void unknownOptionsAreRejected() throws Exception {
    assertThat(recognise(png(page(Color.WHITE)), "layout=diagonal"))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.cause()).isEqualTo("bad-options"));
  }

  @Test
  void withoutDictionaryAPageIsReadToo() throws Exception {
    assertThat(recognised(page(Color.WHITE), "dictionary=off").text().text()).contains("the worst");
  }

  /** Words have dark pixels in their middle band, and next to none are outside of all words. */
  private static void assertWordsLieOnInk(Outcome.Recognised read, BufferedImage page) {
    boolean[] inside = new boolean[page.getWidth() * page.getHeight()];
    for (Word word : read.text().lines().stream().flatMap(l -> l.words().stream()).toList()) {
      Box box = word.box();
      int dark = 0;
      for (int y = box.y1(); y < box.y2(); y++) {
        for (int x = box.x1(); x < box.x2(); x++) {
          dark += (page.getRGB(x, y) & 255) < 128 ? 1 : 0;
          inside[y * page.getWidth() + x] = true;
        }
      }
      assertThat(dark).as(word.text()).isGreaterThan(box.width() * box.height() / 40);
    }
    int all = 0;
    int outside = 0;
    for (int i = 0; i < inside.length; i++) {
      if ((page.getRGB(i % page.getWidth(), i / page.getWidth()) & 255) < 128) {
        all++;
        outside += inside[i] ? 0 : 1;
      }
    }
    assertThat(outside).isLessThan(all / 25);
  }

  private static List<String> lines(Outcome.Recognised read) {
    return read.text().lines().stream().map(Line::text).toList();
  }

  private static Outcome.Recognised recognised(BufferedImage image, String parameters)
      throws Exception {
    Outcome outcome = recognise(png(image), parameters);
    assertThat(outcome).isInstanceOf(Outcome.Recognised.class);
    return (Outcome.Recognised) outcome;
  }

  private static Outcome recognise(byte[] image, String parameters) throws Exception {
    return engine.recognise(
        new Recognition(
            new PageImage(image, OptionalInt.empty()),
            "eng",
            parameters,
            Instant.now().plusSeconds(60),
            () -> false));
  }
}
