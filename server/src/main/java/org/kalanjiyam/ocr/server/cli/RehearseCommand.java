package org.kalanjiyam.ocr.server.cli;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.kalanjiyam.ocr.server.export.ExportFormat;
import org.kalanjiyam.ocr.server.platform.FileTree;
import org.kalanjiyam.ocr.server.platform.PreparedDatabase;
import picocli.CommandLine.Command;

/**
 * Reads one page that it draws itself, the way that {@code ocr} goes. The build runs it once while
 * the JVMs record what they load, so that later starts find it ready; then makes the database that
 * later runs of {@code ocr} copy.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
  private static final int WIDTH = 1200;
  private static final int HEIGHT = 400;
  private static final int SIZE = 48;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("kalanjiyam-rehearsal-");
    try {
      Path page = folder.resolve("page.png");
      ImageIO.write(page(), "png", page.toFile());
      var wishes =
          new OcrWishes(
              "tesseract",
              "eng",
              List.of(ExportFormat.TXT),
              folder,
              1,
              Map.of("logging.threshold.console", "OFF"));
      boolean read;
      try (var run = new OcrRun(wishes, Progress.on(new java.io.PrintWriter(System.err)))) {
        read = run.read(List.of(page));
      }
      PreparedDatabase.make();
      return read ? 0 : ServerMain.FAILED;
    } finally {
      FileTree.delete(folder);
    }
  }

  private static BufferedImage page() {
    var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.setColor(Color.BLACK);
    pen.setFont(new Font(Font.SERIF, Font.PLAIN, SIZE));
    pen.drawString("All the world's a stage,", SIZE, 2 * SIZE);
    pen.drawString("And all the men and women merely players.", SIZE, 4 * SIZE);
    pen.dispose();
    return image;
  }
}
