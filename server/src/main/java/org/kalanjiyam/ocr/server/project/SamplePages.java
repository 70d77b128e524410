package org.kalanjiyam.ocr.server.project;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Draws the sample book's pages: the same on every machine, since the letters are outlines of a
 * font that comes along, and the noise and the skew of the scan have fixed seeds.
 */
final class SamplePages {
  static final int COUNT = 8;
  static final int DPI = 200;

  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 1800;
  private static final int MARGIN = 150;
  private static final double SIZE = 33;
  private static final double LEADING = 1.5;

  private final TrueTypeFont font;
  private final Graphics2D graphics;

  private SamplePages(TrueTypeFont font, Graphics2D graphics) {
    this.font = font;
    this.graphics = graphics;
  }

  /** Draws a page, numbered from 1; the first is the title page. */
  static BufferedImage draw(int number) throws IOException {
    BufferedImage page = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = page.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(new Color(246, 246, 246));
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(new Color(30, 30, 30));
    Random chance = new Random(number);
    graphics.rotate((chance.nextDouble() - 0.5) * 0.012, WIDTH / 2.0, HEIGHT / 2.0);
    try (InputStream in = resource(FONT);
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(in))) {
      new SamplePages(font, graphics).typeset(text(number), number);
    } finally {
      graphics.dispose();
    }
    return scanned(page, chance);
  }

  /** What is written on a page: paragraphs, the first of which is its heading. */
  static List<String> text(int number) throws IOException {
    try (InputStream in = resource("/sample-book.txt")) {
      String book = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return List.of(book.split("\f\n?")[number - 1].strip().split("\n\\s*\n"));
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = SamplePages.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is missing from the program");
    }
    return in;
  }

  private void typeset(List<String> paragraphs, int number) throws IOException {
    boolean title = number == 1;
    double y = title ? HEIGHT / 3.0 : 1.5 * MARGIN;
    for (int i = 0; i < paragraphs.size(); i++) {
      boolean heading = i == 0;
      double size = SIZE * (heading ? title ? 2 : 1.4 : 1);
      for (String line : lines(paragraphs.get(i), size)) {
        boolean centred = title || heading;
        write(line, centred ? (WIDTH - width(line, size)) / 2 : MARGIN, y, size);
        y += size * LEADING;
      }
      y += size * (heading ? 1 : 0.6);
    }
    if (!title) {
      String folio = Integer.toString(number - 1);
      write(folio, (WIDTH - width(folio, SIZE)) / 2, HEIGHT - 0.6 * MARGIN, SIZE);
    }
  }

  private List<String> lines(String paragraph, double size) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split("\\s+")) {
      if (!line.isEmpty() && width(line + " " + word, size) > WIDTH - 2 * MARGIN) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private double width(String text, double size) throws IOException {
    int units = 0;
    for (char letter : text.toCharArray()) {
      units += font.getAdvanceWidth(glyph(letter));
    }
    return units * size / font.getUnitsPerEm();
  }

  private void write(String text, double x, double y, double size) throws IOException {
    double scale = size / font.getUnitsPerEm();
    double at = x;
    for (char letter : text.toCharArray()) {
      var outline = font.getGlyph().getGlyph(glyph(letter));
      if (outline != null) {
        graphics.fill(
            new AffineTransform(scale, 0, 0, -scale, at, y)
                .createTransformedShape(outline.getPath()));
      }
      at += font.getAdvanceWidth(glyph(letter)) * scale;
    }
  }

  private int glyph(char letter) throws IOException {
    return font.getUnicodeCmapLookup().getGlyphId(letter);
  }

  /** Adds the grain of paper and the specks of a scanner's glass. */
  private static BufferedImage scanned(BufferedImage page, Random chance) {
    WritableRaster raster = page.getRaster();
    int[] row = new int[WIDTH];
    for (int y = 0; y < HEIGHT; y++) {
      raster.getPixels(0, y, WIDTH, 1, row);
      for (int x = 0; x < WIDTH; x++) {
        row[x] = Math.clamp(row[x] + chance.nextInt(13) - 6, 0, 255);
      }
      raster.setPixels(0, y, WIDTH, 1, row);
    }
    for (int speck = 0; speck < 40; speck++) {
      raster.setSample(chance.nextInt(WIDTH), chance.nextInt(HEIGHT), 0, 90);
    }
    return page;
  }
}
