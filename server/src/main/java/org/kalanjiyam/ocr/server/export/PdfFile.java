package org.kalanjiyam.ocr.server.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a PDF's objects one after the other; only their places in the file are remembered. An
 * object may be referred to before it is written.
 */
final class PdfFile {
  private static final long NOT_WRITTEN = -1;

  private final OutputStream out;
  private final List<Long> places = new ArrayList<>();
  private long written;

  PdfFile(OutputStream out) throws IOException {
    this.out = out;
    print("%PDF-1.7\n%");
    print(new byte[] {(byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'});
  }

  /** Reserves an object's number. */
  int reserve() {
    places.add(NOT_WRITTEN);
    return places.size();
  }

  /** A reference to an object. */
  static String ref(int object) {
    return object + " 0 R";
  }

  /** Writes a reserved object. */
  void object(int object, String body) throws IOException {
    begin(object);
    print(body + "\nendobj\n");
  }

  /**
   * Writes a reserved object that is a stream.
   *
   * @param entries of its dictionary, without the length
   */
  void stream(int object, String entries, long length, InputStream content) throws IOException {
    begin(object);
    print("<< " + entries + " /Length " + length + " >>\nstream\n");
    long before = written;
    byte[] buffer = new byte[1 << 16];
    for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
      out.write(buffer, 0, read);
      written += read;
    }
    if (written - before != length) {
      throw new IOException("A stream of %d bytes had %d".formatted(length, written - before));
    }
    print("\nendstream\nendobj\n");
  }

  /** Writes a reserved object that is a stream, as it is. */
  void plain(int object, String entries, byte[] content) throws IOException {
    stream(object, entries, content.length, new java.io.ByteArrayInputStream(content));
  }

  /** Writes a reserved object that is a stream, compressed. */
  void compressed(int object, String entries, byte[] content) throws IOException {
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(small)) {
      deflater.write(content);
    }
    plain(object, entries + " /Filter /FlateDecode", small.toByteArray());
  }

  /** Ends the file. */
  void end(int catalog, String id) throws IOException {
    long table = written;
    StringBuilder lines = new StringBuilder("xref\n0 " + (places.size() + 1) + "\n");
    lines.append("0000000000 65535 f \n");
    for (long place : places) {
      if (place == NOT_WRITTEN) {
        throw new IllegalStateException("An object was reserved and never written");
      }
      lines.append("%010d 00000 n \n".formatted(place));
    }
    print(lines.toString());
    print(
        "trailer\n<< /Size %d /Root %s /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(places.size() + 1, ref(catalog), id, id, table));
    out.flush();
  }

  private void begin(int object) throws IOException {
    if (places.set(object - 1, written) != NOT_WRITTEN) {
      throw new IllegalStateException("Object " + object + " was written before");
    }
    print(object + " 0 obj\n");
  }

  private void print(String text) throws IOException {
    print(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void print(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }
}
