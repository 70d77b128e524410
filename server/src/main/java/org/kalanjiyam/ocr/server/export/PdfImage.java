package org.kalanjiyam.ocr.server.export;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;

/**
 * Puts image files into a PDF without decoding them: a JPEG and a JPEG 2000 as they are; a PNG's
 * compressed rows as they are, since a PDF knows the same compression and the same predictors.
 */
final class PdfImage {
  private PdfImage() {}

  /** Writes an image as a reserved object. */
  static void write(int object, Path file, String mediaType, int width, int height, PdfFile pdf)
      throws IOException {
    String entries = "/Type /XObject /Subtype /Image /Width %d /Height %d".formatted(width, height);
    switch (mediaType) {
      case "image/jpeg" -> {
        String colours = jpegComponents(file) == 1 ? "/DeviceGray" : "/DeviceRGB";
        whole(
            object,
            entries + " /BitsPerComponent 8 /Filter /DCTDecode /ColorSpace " + colours,
            file,
            pdf);
      }
      case "image/jp2" -> whole(object, entries + " /Filter /JPXDecode", file, pdf);
      case "image/png" -> png(object, entries, file, pdf);
      default -> throw new IOException(mediaType + " has no place in a PDF");
    }
  }

  private static void whole(int object, String entries, Path file, PdfFile pdf) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      pdf.stream(object, entries, Files.size(file), in);
    }
  }

  /** How many colours a JPEG has: from its frame header. */
  private static int jpegComponents(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(2);
      while (true) {
        int marker = in.readUnsignedShort() & 0xFF;
        int length = in.readUnsignedShort();
        if (marker >= 0xC0 && marker <= 0xCF && marker % 4 != 0 || marker == 0xC0) {
          in.skipBytes(5);
          return in.readUnsignedByte();
        }
        in.seek(in.getFilePointer() + length - 2);
      }
    }
  }

  /** A part of a file. */
  private record Part(long start, long length) {}

  private static void png(int object, String entries, Path file, PdfFile pdf) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(24);
      int bits = in.readUnsignedByte();
      int type = in.readUnsignedByte();
      List<Part> parts = new ArrayList<>();
      String palette = "";
      in.seek(33);
      for (String chunk = ""; !chunk.equals("IEND"); ) {
        long length = in.readInt() & 0xFFFFFFFFL;
        chunk = chunk(in);
        long start = in.getFilePointer();
        if (chunk.equals("PLTE")) {
          byte[] colours = new byte[(int) length];
          in.readFully(colours);
          palette = HexFormat.of().formatHex(colours);
        } else if (chunk.equals("IDAT")) {
          parts.add(new Part(start, length));
        }
        in.seek(start + length + 4);
      }
      String colours =
          switch (type) {
            case 0 -> "/DeviceGray";
            case 2 -> "/DeviceRGB";
            case 3 -> "[/Indexed /DeviceRGB %d <%s>]".formatted(palette.length() / 6 - 1, palette);
            default -> throw new IOException("A PNG with transparency has no place in a PDF");
          };
      String rows =
          " /ColorSpace %s /BitsPerComponent %d /Filter /FlateDecode /DecodeParms << /Predictor 15"
                  .formatted(colours, bits)
              + " /Colors %d /BitsPerComponent %d /Columns %d >>"
                  .formatted(type == 2 ? 3 : 1, bits, width(in));
      long length = parts.stream().mapToLong(Part::length).sum();
      pdf.stream(object, entries + rows, length, new Parts(in, parts.iterator()));
    }
  }

  private static int width(RandomAccessFile in) throws IOException {
    in.seek(16);
    return in.readInt();
  }

  private static String chunk(RandomAccessFile in) throws IOException {
    byte[] name = new byte[4];
    in.readFully(name);
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  /** Several parts of a file, one behind the other. */
  private static final class Parts extends InputStream {
    private final RandomAccessFile file;
    private final Iterator<Part> parts;
    private long left;

    Parts(RandomAccessFile file, Iterator<Part> parts) {
      this.file = file;
      this.parts = parts;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      while (left == 0) {
        if (!parts.hasNext()) {
          return -1;
        }
        Part part = parts.next();
        file.seek(part.start());
        left = part.length();
      }
      int read = file.read(buffer, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new EOFException("The image ends too early");
      }
      left -= read;
      return read;
    }
  }
}
