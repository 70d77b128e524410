package org.kalanjiyam.ocr.server.project;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What an image file says of itself in its first bytes, without decoding it.
 *
 * @param dpi 0 where it doesn't say, or says nonsense
 * @param orientation EXIF's, 1 to 8; 1: upright
 * @param plain whether every reader shows the same: no transparency, no print colours
 */
record ImageTags(int width, int height, int dpi, int orientation, boolean plain) {

  /** Resolutions outside are no scanner's: 72 is what programs write that know none. */
  private static final int LOWEST_DPI = 75;

  private static final int HIGHEST_DPI = 2400;

  /** The tags of a single image; not for TIFF. */
  static ImageTags of(Path file, FileKind kind) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      return switch (kind) {
        case JPEG -> JpegTags.read(in);
        case PNG -> png(in);
        case JPEG2000 -> jpeg2000(in);
        case WEBP -> webp(in);
        case TIFF, PDF, ZIP -> throw new IllegalArgumentException(kind + " holds pages");
      };
    } catch (EOFException e) {
      throw new IOException("The file ends too early", e);
    }
  }

  boolean upright() {
    return orientation == 1;
  }

  /** Whether the picture lies on its side, so that width and height change places. */
  boolean sideways() {
    return orientation >= 5;
  }

  long pixels() {
    return (long) width * height;
  }

  static int plausible(double dpi) {
    return dpi >= LOWEST_DPI && dpi <= HIGHEST_DPI ? (int) Math.round(dpi) : 0;
  }

  private static ImageTags png(RandomAccessFile in) throws IOException {
    in.seek(16);
    int width = in.readInt();
    int height = in.readInt();
    in.readByte();
    int colour = in.readUnsignedByte();
    in.skipBytes(2);
    boolean plain = colour != 4 && colour != 6 && in.readByte() == 0; // and not interlaced
    int dpi = 0;
    in.seek(33);
    while (true) {
      long length = in.readInt() & 0xFFFFFFFFL;
      String chunk = latin(in, 4);
      long next = in.getFilePointer() + length + 4;
      switch (chunk) {
        case "pHYs" -> {
          double perMetre = in.readInt();
          in.readInt();
          dpi = in.readByte() == 1 ? plausible(perMetre * 0.0254) : 0;
        }
        case "tRNS" -> plain = false;
        case "IDAT", "IEND" -> {
          return new ImageTags(width, height, dpi, 1, plain);
        }
        default -> {}
      }
      in.seek(next);
    }
  }

  private static ImageTags jpeg2000(RandomAccessFile in) throws IOException {
    byte[] head = new byte[(int) Math.min(in.length(), 4096)];
    in.readFully(head);
    ByteBuffer bytes = ByteBuffer.wrap(head);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    int codestream = text.indexOf("\u00ff\u004f\u00ff\u0051");
    int box = text.indexOf("ihdr");
    if (box > 0 && box + 12 <= head.length) {
      return new ImageTags(bytes.getInt(box + 8), bytes.getInt(box + 4), 0, 1, true);
    }
    if (codestream < 0 || codestream + 24 > head.length) {
      throw new IOException("No JPEG 2000 header");
    }
    int width = bytes.getInt(codestream + 8) - bytes.getInt(codestream + 16);
    int height = bytes.getInt(codestream + 12) - bytes.getInt(codestream + 20);
    return new ImageTags(width, height, 0, 1, true);
  }

  private static ImageTags webp(RandomAccessFile in) throws IOException {
    in.seek(12);
    String chunk = latin(in, 4);
    byte[] head = new byte[14];
    in.readFully(head);
    ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    return switch (chunk) {
      case "VP8 " ->
          new ImageTags(bytes.getShort(10) & 0x3FFF, bytes.getShort(12) & 0x3FFF, 0, 1, true);
      case "VP8L" -> {
        int bits = bytes.getInt(5);
        boolean plain = (bits >>> 28 & 1) == 0;
        yield new ImageTags((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1, 0, 1, plain);
      }
      case "VP8X" -> {
        int width = (bytes.getInt(8) & 0xFFFFFF) + 1;
        int height = (bytes.getInt(10) >>> 8) + 1;
        int flags = bytes.get(4);
        int orientation = (flags & 0x08) == 0 ? 1 : webpOrientation(in);
        yield new ImageTags(width, height, 0, orientation, (flags & 0x12) == 0);
      }
      default -> throw new IOException("No WebP header");
    };
  }

  private static int webpOrientation(RandomAccessFile in) throws IOException {
    long at = 12;
    while (at + 8 <= in.length()) {
      in.seek(at);
      String chunk = latin(in, 4);
      long length = Integer.reverseBytes(in.readInt()) & 0xFFFFFFFFL;
      if (chunk.equals("EXIF") && length < 1 << 16) {
        byte[] exif = new byte[(int) length];
        in.readFully(exif);
        return ExifTags.read(exif).orientation();
      }
      at += 8 + length + (length & 1);
    }
    return 1;
  }

  private static String latin(RandomAccessFile in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
