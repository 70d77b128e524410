package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;

/** Walks over a JPEG's segments up to its frame header. */
final class JpegTags {
  private static final int START_OF_FRAME = 0xC0;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  private JpegTags() {}

  static ImageTags read(RandomAccessFile in) throws IOException {
    int jfif = 0;
    ExifTags exif = ExifTags.NONE;
    in.seek(2);
    while (true) {
      int marker = marker(in);
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw new IOException("No frame header before the picture");
      }
      int length = in.readUnsignedShort() - 2;
      long next = in.getFilePointer() + length;
      if (frame(marker)) {
        in.readByte();
        int height = in.readUnsignedShort();
        int width = in.readUnsignedShort();
        int components = in.readUnsignedByte();
        int dpi = exif.dpi() > 0 ? exif.dpi() : jfif;
        return new ImageTags(width, height, dpi, exif.orientation(), components != 4);
      }
      if (marker == APP0 && length >= 12) {
        jfif = density(bytes(in, 12));
      } else if (marker == APP1 && exif == ExifTags.NONE && length > 14) {
        byte[] block = bytes(in, length);
        exif = block[0] == 'E' && block[3] == 'f' ? ExifTags.read(block) : exif;
      }
      in.seek(next);
    }
  }

  private static int marker(RandomAccessFile in) throws IOException {
    if (in.readUnsignedByte() != 0xFF) {
      throw new IOException("A JPEG segment does not begin where it should");
    }
    int marker = in.readUnsignedByte();
    while (marker == 0xFF) {
      marker = in.readUnsignedByte();
    }
    return marker;
  }

  /** SOF0 to SOF15, less the three of that range that are something else. */
  private static boolean frame(int marker) {
    return marker >= START_OF_FRAME
        && marker <= 0xCF
        && marker != 0xC4
        && marker != 0xC8
        && marker != 0xCC;
  }

  private static int density(byte[] jfif) {
    if (!new String(jfif, 0, 4, StandardCharsets.ISO_8859_1).equals("JFIF")) {
      return 0;
    }
    int value = (jfif[8] & 0xFF) << 8 | jfif[9] & 0xFF;
    return switch (jfif[7]) {
      case 1 -> ImageTags.plausible(value);
      case 2 -> ImageTags.plausible(value * 2.54);
      default -> 0;
    };
  }

  private static byte[] bytes(RandomAccessFile in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
