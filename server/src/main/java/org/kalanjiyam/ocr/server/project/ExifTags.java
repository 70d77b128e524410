package org.kalanjiyam.ocr.server.project;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The two tags of an EXIF block that matter here; nonsense reads as nothing said. */
record ExifTags(int orientation, int dpi) {
  static final ExifTags NONE = new ExifTags(1, 0);
  private static final int ORIENTATION = 0x0112;
  private static final int X_RESOLUTION = 0x011A;
  private static final int RESOLUTION_UNIT = 0x0128;
  private static final int CENTIMETRE = 3;

  static ExifTags read(byte[] block) {
    int start = new String(block, StandardCharsets.ISO_8859_1).startsWith("Exif\0\0") ? 6 : 0;
    try {
      return read(ByteBuffer.wrap(block, start, block.length - start).slice());
    } catch (IndexOutOfBoundsException e) {
      return NONE;
    }
  }

  private static ExifTags read(ByteBuffer tiff) {
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int directory = tiff.getInt(4);
    int count = tiff.getShort(directory) & 0xFFFF;
    int orientation = 1;
    int unit = 2;
    double resolution = 0;
    for (int entry = 0; entry < count; entry++) {
      int at = directory + 2 + entry * 12;
      switch (tiff.getShort(at) & 0xFFFF) {
        case ORIENTATION -> orientation = tiff.getShort(at + 8);
        case RESOLUTION_UNIT -> unit = tiff.getShort(at + 8);
        case X_RESOLUTION -> {
          int value = tiff.getInt(at + 8);
          resolution = (double) tiff.getInt(value) / Math.max(1, tiff.getInt(value + 4));
        }
        default -> {}
      }
    }
    double dpi = unit == CENTIMETRE ? resolution * 2.54 : resolution;
    return new ExifTags(
        orientation >= 1 && orientation <= 8 ? orientation : 1, ImageTags.plausible(dpi));
  }
}
