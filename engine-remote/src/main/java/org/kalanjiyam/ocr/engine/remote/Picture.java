package org.kalanjiyam.ocr.engine.remote;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.kalanjiyam.ocr.engine.remote.ImageShape.Encoding;

/**
 * A page's image as a model takes it, and what is seen of it on the way.
 *
 * @param bytes the image to send
 * @param mediaType of those bytes
 * @param frame its sides and those of the page's own image
 */
record Picture(byte[] bytes, String mediaType, Frame frame, Ink ink) {
  private static final long MOST_PIXELS = 400_000_000;

  /** An image that is made smaller is read with at least so many times the pixels of a side. */
  private static final double SENT_TIMES = 1.6;

  private static final double INK_TIMES = 0.8;

  /** The longest side of the image in which ink is looked for. */
  private static final int INK_SIDE = 1_000;

  /** Pixels are large: so many pages at a time, however many requests are under way. */
  private static final Semaphore AT_A_TIME = new Semaphore(2);

  /** The image cannot be read. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /**
   * Makes the picture that is sent.
   *
   * @param turn degrees, clockwise, in quarters of a circle
   */
  static Picture of(byte[] file, ImageShape shape, int turn)
      throws Unreadable, InterruptedException {
    AT_A_TIME.acquire();
    try {
      return read(file, shape, turn);
    } catch (IOException | RuntimeException e) {
      throw new Unreadable(
          "The page's image is damaged or of a kind that cannot be read. Replace it.");
    } finally {
      AT_A_TIME.release();
    }
  }

  private static Picture read(byte[] file, ImageShape shape, int turn)
      throws IOException, Unreadable {
    ImageIO.setUseCache(false);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new Unreadable("The page's image is of a kind that cannot be read. Replace it.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
          throw new Unreadable(
              "The image has %d × %d pixels, which are too many.".formatted(width, height));
        }
        double scale = shape.scale(width, height);
        boolean asItIs = scale == 1 && turn == 0 && isUsual(reader.getFormatName());
        double seen = (double) INK_SIDE / Math.max(width, height);
        BufferedImage image = decoded(reader, asItIs ? seen * INK_TIMES : scale * SENT_TIMES);
        Ink ink = Ink.on(fitted(image, seen * width, BufferedImage.TYPE_BYTE_GRAY, 0));
        if (asItIs) {
          String type = "image/" + reader.getFormatName().toLowerCase(java.util.Locale.ROOT);
          return new Picture(file, type, new Frame(width, height, width, height), ink);
        }
        int kind =
            image.getRaster().getNumBands() == 1
                ? BufferedImage.TYPE_BYTE_GRAY
                : BufferedImage.TYPE_INT_RGB;
        BufferedImage sent = fitted(image, width * scale, kind, turn);
        Frame frame =
            turn % 180 == 0
                ? new Frame(width, height, sent.getWidth(), sent.getHeight())
                : new Frame(height, width, sent.getWidth(), sent.getHeight());
        return new Picture(
            encoded(sent, shape.encoding()), mediaType(shape.encoding()), frame, ink);
      } finally {
        reader.dispose();
      }
    }
  }

  /** Every n-th point alone where an image is several times too large: less memory. */
  private static BufferedImage decoded(ImageReader reader, double least) throws IOException {
    ImageReadParam how = reader.getDefaultReadParam();
    int step = Math.max(1, (int) (1 / least));
    how.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, how);
  }

  private static boolean isUsual(String format) {
    return format.equalsIgnoreCase("png") || format.equalsIgnoreCase("jpeg");
  }

  private static BufferedImage fitted(BufferedImage image, double width, int kind, int turn) {
    double scale = Math.min(1, width / image.getWidth());
    BufferedImage half = image;
    while (scale < 0.5) {
      half = drawn(half, 0.5, kind, 0);
      scale *= 2;
    }
    return drawn(half, scale, kind, turn);
  }

  private static BufferedImage drawn(BufferedImage image, double scale, int kind, int turn) {
    int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
    boolean lying = turn % 180 != 0;
    BufferedImage drawn = new BufferedImage(lying ? height : width, lying ? width : height, kind);
    Graphics2D pen = drawn.createGraphics();
    pen.setColor(java.awt.Color.WHITE);
    pen.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    AffineTransform place = new AffineTransform();
    place.translate(drawn.getWidth() / 2.0, drawn.getHeight() / 2.0);
    place.rotate(Math.toRadians(turn));
    place.scale((double) width / image.getWidth(), (double) height / image.getHeight());
    place.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
    pen.drawImage(image, place, null);
    pen.dispose();
    return drawn;
  }

  private static byte[] encoded(BufferedImage image, Encoding encoding) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, encoding == Encoding.PNG ? "png" : "jpg", out);
    return out.toByteArray();
  }

  private static String mediaType(Encoding encoding) {
    return encoding == Encoding.PNG ? "image/png" : "image/jpeg";
  }

  /** As an address that has the image in itself. */
  String dataUrl() {
    return "data:" + mediaType + ";base64," + java.util.Base64.getEncoder().encodeToString(bytes);
  }
}
