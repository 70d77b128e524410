package org.kalanjiyam.ocr.server.cli;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A page of printed text that a test draws. */
final class DrawnPage {
  private static final int WIDTH = 1600;
  private static final int LINE = 90;

  private DrawnPage() {}

  /** Draws the lines into a PNG. */
  static Path write(Path file, String... lines) throws IOException {
    var image = new BufferedImage(WIDTH, LINE * (lines.length + 2), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, image.getWidth(), image.getHeight());
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SERIF, Font.PLAIN, LINE / 2));
    for (int i = 0; i < lines.length; i++) {
      pen.drawString(lines[i], LINE, LINE * (i + 2));
    }
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
    return file;
  }
}
