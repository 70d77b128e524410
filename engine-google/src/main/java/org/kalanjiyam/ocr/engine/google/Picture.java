package org.kalanjiyam.ocr.engine.google;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.kalanjiyam.ocr.engine.Outcome.Rejected;

/**
 * A page's image as Google takes it: of a kind that it reads, at most 75 megapixels and 20 MB. JPEG
 * 2000, which it does not read, and files that are too long are sent as PNG or JPEG.
 */
record Picture(byte[] bytes, int width, int height) {
  static final int MOST_BYTES = 20_000_000;
  static final long MOST_PIXELS = 75_000_000;

  /** The image can't be sent. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Rejected outcome;

    Unfit(String cause, String reason) {
      super(reason);
      this.outcome = new Rejected(cause, reason);
    }

    Rejected outcome() {
      return outcome;
    }
  }

  static Picture of(byte[] file) throws Unfit {
    Picture picture = measure(file);
    if ((long) picture.width * picture.height > MOST_PIXELS) {
      throw new Unfit(
          "image-too-large",
          "The image has %d × %d pixels; Google reads at most 75 million."
              .formatted(picture.width, picture.height));
    }
    return file.length <= MOST_BYTES && !isJpeg2000(file)
        ? picture
        : new Picture(encodedAnew(file), picture.width, picture.height);
  }

  private static Picture measure(byte[] file) throws Unfit {
    try {
      return isWebp(file) ? measureWebp(file) : measureByImageIo(file);
    } catch (IOException | RuntimeException e) {
      throw unreadable();
    }
  }

  private static Picture measureByImageIo(byte[] file) throws IOException, Unfit {
    ImageIO.setUseCache(false);
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw unreadable();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return new Picture(file, reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    }
  }

  private static boolean isWebp(byte[] file) {
    return file.length >= 30 && ascii(file, 0).equals("RIFF") && ascii(file, 8).equals("WEBP");
  }

  private static Picture measureWebp(byte[] file) throws Unfit {
    ByteBuffer data = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    return switch (ascii(file, 12)) {
      case "VP8 " -> new Picture(file, data.getShort(26) & 0x3FFF, data.getShort(28) & 0x3FFF);
      case "VP8L" -> {
        int bits = data.getInt(21);
        yield new Picture(file, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
      }
      case "VP8X" ->
          new Picture(file, (data.getInt(24) & 0xFFFFFF) + 1, (data.getInt(26) >>> 8) + 1);
      default -> throw unreadable();
    };
  }

  private static String ascii(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.US_ASCII);
  }

  private static boolean isJpeg2000(byte[] file) {
    int start = ByteBuffer.wrap(file).getInt();
    return start == 0xFF4FFF51 || (start == 12 && ascii(file, 4).equals("jP  "));
  }

  /** One at a time: a page in pixels is large. */
  private static synchronized byte[] encodedAnew(byte[] file) throws Unfit {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
      for (String format : new String[] {"png", "jpg"}) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (image != null && ImageIO.write(image, format, out) && out.size() <= MOST_BYTES) {
          return out.toByteArray();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable();
    }
    throw new Unfit(
        "image-too-large", "The image file is longer than the 20 MB that Google takes.");
  }

  private static Unfit unreadable() {
    return new Unfit(
        "unreadable-image",
        "The page's image is damaged or of a kind that Google does not read. Replace it.");
  }
}
