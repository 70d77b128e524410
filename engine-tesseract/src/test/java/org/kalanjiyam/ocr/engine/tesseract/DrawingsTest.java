package org.kalanjiyam.ocr.engine.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.LINES;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.leaning;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.page;
import static org.kalanjiyam.ocr.engine.tesseract.DrawnPage.png;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
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

/** Pages on which something is drawn beside or around the text. */
class DrawingsTest {
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
  @ValueSource(doubles = {-2, 0, 2})
  void noLettersAreReadInADrawingBesideTheText(double degrees) throws Exception {
    BufferedImage page = wide(page(Color.WHITE));
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(new Color(70, 70, 70));
    Random random = new Random(7);
    graphics.setStroke(new BasicStroke(60));
    graphics.drawLine(1600, 100, 1560, 1000);
    for (int i = 0; i < 60; i++) {
      graphics.setStroke(new BasicStroke(4 + random.nextInt(9)));
      Path2D twig = new Path2D.Double();
      double y = 120 + random.nextInt(860);
      twig.moveTo(1580, y);
      twig.quadTo(1560 - random.nextInt(90), y - 50, 1520 + random.nextInt(160), y - 90);
      graphics.draw(twig);
      graphics.fillOval(1510 + random.nextInt(200), 100 + random.nextInt(900), 9, 14);
    }
    graphics.dispose();

    Outcome.Recognised read = recognised(degrees == 0 ? page : leaning(page, degrees));

    assertThat(read.provenance().preparation()).contains("drawings=cut");
    assertThat(lines(read)).isEqualTo(LINES);
  }

  @Test
  void textWithinAFrameIsRead() throws Exception {
    BufferedImage page = page(Color.WHITE);
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(6));
    graphics.drawRect(80, 80, 1340, 960);
    graphics.dispose();

    Outcome.Recognised read = recognised(page);

    assertThat(read.provenance().preparation()).doesNotContain("drawings");
    assertThat(read.text().text()).contains(LINES);
  }

  @Test
  void lightTextOnADarkPanelIsRead() throws Exception {
    BufferedImage page = wide(page(Color.WHITE));
    Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.BLACK);
    graphics.fillRect(150, 1100, 1200, 420);
    graphics.setColor(Color.WHITE);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 56));
    graphics.drawString("Printed in the city of London", 250, 1240);
    graphics.drawString("by the author and his friends", 250, 1340);
    graphics.dispose();

    assertThat(recognised(page).text().text())
        .contains(LINES)
        .contains("the city of London", "by the author");
  }

  private static BufferedImage wide(BufferedImage page) {
    BufferedImage wide = new BufferedImage(1800, 1600, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = wide.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, wide.getWidth(), wide.getHeight());
    graphics.drawImage(page, 0, 0, null);
    graphics.dispose();
    return wide;
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
