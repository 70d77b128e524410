package org.kalanjiyam.ocr.engine.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.LINES;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.page;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.png;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;

/** Scans that show a little of the page beside theirs, and such as only look like it. */
class NeighbourTest {
  /** Where the page begins on the scan. */
  private static final int GUTTER = 100;

  private static final int WIDTH = 1600;

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
  @ValueSource(booleans = {true, false})
  void theNeighboursEdgeIsNotRead(boolean left) throws Exception {
    BufferedImage scan = scan(left ? -1050 : 1450, left ? GUTTER : 0);

    Outcome.Recognised read = recognised(scan);

    assertThat(read.provenance().preparation()).contains("neighbour=cut");
    assertThat(lines(read)).isEqualTo(LINES);
  }

  @Test
  void numbersInTheMarginAreRead() throws Exception {
    BufferedImage scan = scan(-5000, GUTTER);
    number(scan, 20);

    Outcome.Recognised read = recognised(scan);

    assertThat(read.provenance().preparation()).doesNotContain("neighbour");
    assertThat(read.text().text()).contains(LINES).contains("11", "17", "19");
  }

  @Test
  void anImageThatIsCutOutCloseToItsTextKeepsAllOfIt() throws Exception {
    BufferedImage scan = scan(-5000, GUTTER);
    number(scan, -3);
    BufferedImage close = scan.getSubimage(0, 164, 1390, 770);

    Outcome.Recognised read = recognised(close);

    assertThat(read.provenance().preparation()).doesNotContain("neighbour");
  }

  private static void number(BufferedImage scan, int x) {
    Graphics2D graphics = scan.createGraphics();
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 56));
    IntStream.range(0, LINES.size())
        .forEach(i -> graphics.drawString(String.valueOf(11 + i), x, 200 + i * 80));
    graphics.dispose();
  }

  /** The page, and another one whose left edge is at {@code neighbour}. */
  private static BufferedImage scan(int neighbour, int own) {
    BufferedImage scan = new BufferedImage(WIDTH, 1100, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = scan.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, 1100);
    graphics.drawImage(page(Color.WHITE), own, 0, null);
    graphics.setColor(Color.BLACK);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 56));
    for (int i = 0; i < LINES.size(); i++) {
      graphics.drawString(LINES.get((i + 3) % LINES.size()), neighbour, 200 + i * 80);
    }
    graphics.dispose();
    return scan;
  }

  private static List<String> lines(Outcome.Recognised read) {
    return read.text().lines().stream().map(Line::text).toList();
  }

  private static Outcome.Recognised recognised(BufferedImage image) throws Exception {
    Outcome outcome =
        engine.recognise(
            new Recognition(
                new PageImage(png(image), OptionalInt.empty()),
                "eng",
                "",
                Instant.now().plusSeconds(60),
                () -> false));
    assertThat(outcome).isInstanceOf(Outcome.Recognised.class);
    return (Outcome.Recognised) outcome;
  }
}
