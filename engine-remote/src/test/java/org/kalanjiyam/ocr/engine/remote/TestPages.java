package org.kalanjiyam.ocr.engine.remote;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Drawn pages. */
final class TestPages {
  static final int WIDTH = 1000;
  static final int HEIGHT = 1400;

  static final String[] TEXT = {
    "It was the best of times, it was the worst of times,",
    "it was the age of wisdom, it was the age of foolishness,",
    "it was the epoch of belief, it was the epoch of doubt,",
    "it was the season of Light, it was the season of Darkness,",
    "it was the spring of hope, it was the winter of despair,",
    "we had everything before us, we had nothing before us."
  };

  private TestPages() {}

  static byte[] page(String... lines) {
    return png(image(lines));
  }

  static BufferedImage image(String... lines) {
    BufferedImage image = paper();
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SERIF, Font.PLAIN, 30));
    for (int i = 0; i < lines.length; i++) {
      pen.drawString(lines[i], 110, 150 + i * 50);
    }
    pen.dispose();
    return image;
  }

  /** Yellowish, uneven and grainy, with a shadow at one edge, as scanned leaves are. */
  private static BufferedImage paper() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Random grain = new Random(7);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int light = 225 - 30 * x / WIDTH + (int) (grain.nextGaussian() * 5);
        int grey = x < 25 ? 40 + x : Math.clamp(light, 0, 255);
        image.getRaster().setSample(x, y, 0, grey);
      }
    }
    return image;
  }

  static byte[] blank() {
    return page();
  }

  static byte[] png(BufferedImage image) {
    return file(image, "png");
  }

  static byte[] file(BufferedImage image, String format) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
