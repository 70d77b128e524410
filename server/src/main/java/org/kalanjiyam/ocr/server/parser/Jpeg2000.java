package org.kalanjiyam.ocr.server.parser;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** JPEG 2000, decoded by Leptonica's OpenJPEG. */
final class Jpeg2000 {
  private static final int HEAD = 4096;
  private static final int GREY = 8;
  private static final int COLOUR = 32;
  private static final ColorModel SRGB =
      new ComponentColorModel(
          ColorSpace.getInstance(ColorSpace.CS_sRGB),
          false,
          false,
          Transparency.OPAQUE,
          DataBuffer.TYPE_BYTE);
  private static final String CODESTREAM = "\u00ff\u004f\u00ff\u0051";

  static {
    // Native memory is watched from outside; counting it here would only refuse large pages.
    System.setProperty("org.bytedeco.javacpp.maxBytes", "0");
    System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
  }

  private Jpeg2000() {}

  static ImageTags header(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return header(in.readNBytes(HEAD));
    }
  }

  static ImageTags header(byte[] head) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(head);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int box = text.indexOf("ihdr");
    if (box > 0 && box + 12 <= head.length) {
      return new ImageTags(bytes.getInt(box + 8), bytes.getInt(box + 4), 0, 1, true);
    }
    int codestream = text.indexOf(CODESTREAM);
    if (codestream < 0 || codestream + 24 > head.length) {
      throw new IOException("No JPEG 2000 header");
    }
    int width = bytes.getInt(codestream + 8) - bytes.getInt(codestream + 16);
    int height = bytes.getInt(codestream + 12) - bytes.getInt(codestream + 20);
    return new ImageTags(width, height, 0, 1, true);
  }

  /**
   * The picture in grey or in colour, on white paper.
   *
   * @param reduction 1, 2, 4, 8 or 16: every n-th pixel, which takes so much less memory
   */
  static BufferedImage decode(byte[] file, int reduction) throws IOException {
    try (BytePointer bytes = new BytePointer(file)) {
      PIX pix = leptonica.pixReadMemJp2k(bytes, file.length, reduction, null, 0, 0);
      if (pix == null || pix.isNull()) {
        throw new IOException("The JPEG 2000 image is damaged");
      }
      try {
        return picture(pix);
      } finally {
        leptonica.pixDestroy(pix);
      }
    }
  }

  private static BufferedImage picture(PIX pix) throws IOException {
    int width = pix.w();
    int height = pix.h();
    IntBuffer words = pix.createBuffer().order(ByteOrder.nativeOrder()).asIntBuffer();
    return switch (pix.d()) {
      case GREY -> grey(words, pix.wpl(), width, height);
      case COLOUR -> colour(words, pix.wpl(), width, height, pix.spp() == 4);
      default -> throw new IOException("A JPEG 2000 image of %d bits".formatted(pix.d()));
    };
  }

  /** Leptonica keeps four grey pixels in a word, the first in its highest byte. */
  private static BufferedImage grey(IntBuffer words, int stride, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int[] row = new int[stride];
    for (int y = 0; y < height; y++) {
      words.get(y * stride, row);
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = (byte) (row[x >> 2] >>> (24 - 8 * (x & 3)));
      }
    }
    return image;
  }

  /** Red, green and blue in this order: PDFBox takes the bytes as they lie. */
  private static BufferedImage inColour(int width, int height) {
    WritableRaster raster =
        Raster.createInterleavedRaster(
            DataBuffer.TYPE_BYTE, width, height, 3 * width, 3, new int[] {0, 1, 2}, null);
    return new BufferedImage(SRGB, raster, false, null);
  }

  /** A word a pixel: red, green, blue, and how opaque it is. */
  private static BufferedImage colour(
      IntBuffer words, int stride, int width, int height, boolean veiled) {
    BufferedImage image = inColour(width, height);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int[] row = new int[stride];
    int at = 0;
    for (int y = 0; y < height; y++) {
      words.get(y * stride, row);
      for (int x = 0; x < width; x++) {
        int word = row[x];
        int paper = veiled ? 255 - (word & 0xFF) : 0;
        int ink = 255 - paper;
        pixels[at++] = (byte) (((word >>> 24) * ink + 255 * paper) / 255);
        pixels[at++] = (byte) (((word >>> 16 & 0xFF) * ink + 255 * paper) / 255);
        pixels[at++] = (byte) (((word >>> 8 & 0xFF) * ink + 255 * paper) / 255);
      }
    }
    return image;
  }
}
