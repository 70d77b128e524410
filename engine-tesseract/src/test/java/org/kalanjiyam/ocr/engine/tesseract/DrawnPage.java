package org.kalanjiyam.ocr.engine.tesseract;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;

/** A page of ten lines, and what a scanner may make of it. */
final class DrawnPage {
  static final List<String> LINES =
      List.of(
          "It was the best of times, it was the worst",
          "of times, it was the age of wisdom, it was",
          "the age of foolishness, it was the epoch of",
          "belief, it was the epoch of incredulity, it",
          "was the season of Light, it was the season",
          "of Darkness, it was the spring of hope, it",
          "was the winter of despair, we had everything",
          "before us, we had nothing before us, we were",
          "all going direct to Heaven, we were all going",
          "direct the other way. In short, the period was");

  private DrawnPage() {}

  static BufferedImage page(Color paper) {
    BufferedImage image = new BufferedImage(1500, 1100, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(paper);
    graphics.fillRect(0, 0, 1500, 1100);
    graphics.setColor(Color.BLACK);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setFont(new Font(Font.SERIF, Font.PLAIN, 56));
    for (int i = 0; i < LINES.size(); i++) {
      graphics.drawString(LINES.get(i), 150, 200 + i * 80);
    }
    graphics.dispose();
    return image;
  }

  static BufferedImage turned(BufferedImage image, int degrees) {
    boolean lies = degrees != 180;
    BufferedImage turned =
        new BufferedImage(
            lies ? image.getHeight() : image.getWidth(),
            lies ? image.getWidth() : image.getHeight(),
            BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = turned.createGraphics();
    graphics.translate(turned.getWidth() / 2.0, turned.getHeight() / 2.0);
    graphics.rotate(Math.toRadians(degrees));
    graphics.drawImage(image, -image.getWidth() / 2, -image.getHeight() / 2, null);
    graphics.dispose();
    return turned;
  }

  static BufferedImage leaning(BufferedImage image, double degrees) {
    BufferedImage leaning =
        new BufferedImage(
            image.getWidth() + 200, image.getHeight() + 300, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = leaning.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, leaning.getWidth(), leaning.getHeight());
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.translate(leaning.getWidth() / 2.0, leaning.getHeight() / 2.0);
    graphics.rotate(Math.toRadians(degrees));
    graphics.drawImage(image, -image.getWidth() / 2, -image.getHeight() / 2, null);
    graphics.dispose();
    return leaning;
  }

  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
