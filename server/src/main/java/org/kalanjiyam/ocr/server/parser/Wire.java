package org.kalanjiyam.ocr.server.parser;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Requests and replies as lines of text: the word {@code ask} or {@code reply}, and the Base64 of a
 * tag and the record's parts, in order. By hand, so that a parser process loads no library for it.
 */
final class Wire {
  static final String ASK = "ask ";
  static final String REPLY = "reply ";

  /** UTF-8 of the longest text, as {@link DataOutputStream#writeUTF} can take it. */
  private static final int LONGEST_TEXT = 20_000;

  private static final int MOST_ENTRIES = 100_000;

  private Wire() {}

  static String line(Request request) {
    return ASK + encoded(out -> write(request, out));
  }

  static String line(Reply reply) {
    return REPLY + encoded(out -> write(reply, out));
  }

  static Request request(String line) throws IOException {
    return readRequest(decoded(line.substring(ASK.length())));
  }

  /**
   * The reply in a line.
   *
   * @throws IOException if it is none: its sender is not trusted
   */
  static Reply reply(String line) throws IOException {
    try {
      return readReply(decoded(line.substring(REPLY.length())));
    } catch (IllegalArgumentException e) {
      throw new IOException("Not a reply", e);
    }
  }

  private static void write(Request request, DataOutputStream out) throws IOException {
    switch (request) {
      case Request.CountPages(Path file, FileKind kind, Care care) -> {
        out.writeByte('c');
        out.writeUTF(file.toString());
        out.writeUTF(kind.name());
        out.writeUTF(care.name());
      }
      case Request.WritePage(Path file, FileKind kind, int index, Path target) -> {
        out.writeByte('w');
        out.writeUTF(file.toString());
        out.writeUTF(kind.name());
        out.writeInt(index);
        out.writeUTF(target.toString());
      }
      case Request.Unpack(Path zip, String name, Path folder, long room, int maxFiles) -> {
        out.writeByte('u');
        out.writeUTF(zip.toString());
        out.writeUTF(cut(name));
        out.writeUTF(folder.toString());
        out.writeLong(room);
        out.writeInt(maxFiles);
      }
      case Request.MakeJpeg(Path file, int every, int width, Path target) -> {
        out.writeByte('j');
        out.writeUTF(file.toString());
        out.writeInt(every);
        out.writeInt(width);
        out.writeUTF(target.toString());
      }
      case Request.Rotate(Path file, FileKind kind, int degrees, Path target) -> {
        out.writeByte('t');
        out.writeUTF(file.toString());
        out.writeUTF(kind.name());
        out.writeInt(degrees);
        out.writeUTF(target.toString());
      }
      case Request.Release(Path file) -> {
        out.writeByte('r');
        out.writeUTF(file.toString());
      }
    }
  }

  private static Request readRequest(DataInputStream in) throws IOException {
    return switch (in.readByte()) {
      case 'c' ->
          new Request.CountPages(
              path(in), FileKind.valueOf(in.readUTF()), Care.valueOf(in.readUTF()));
      case 'w' ->
          new Request.WritePage(path(in), FileKind.valueOf(in.readUTF()), in.readInt(), path(in));
      case 'u' -> new Request.Unpack(path(in), in.readUTF(), path(in), in.readLong(), in.readInt());
      case 'j' -> new Request.MakeJpeg(path(in), in.readInt(), in.readInt(), path(in));
      case 't' ->
          new Request.Rotate(path(in), FileKind.valueOf(in.readUTF()), in.readInt(), path(in));
      case 'r' -> new Request.Release(path(in));
      default -> throw new IOException("Not a request");
    };
  }

  private static void write(Reply reply, DataOutputStream out) throws IOException {
    switch (reply) {
      case Reply.Pages(int count) -> {
        out.writeByte('p');
        out.writeInt(count);
      }
      case Reply.Written(Picture picture) -> {
        out.writeByte('w');
        out.writeUTF(picture.kind().name());
        out.writeInt(picture.width());
        out.writeInt(picture.height());
        out.writeInt(picture.dpi());
      }
      case Reply.Unpacked(List<Entry> entries) -> {
        out.writeByte('u');
        out.writeInt(entries.size());
        for (Entry entry : entries) {
          out.writeUTF(cut(entry.name()));
          out.writeUTF(entry.kind().name());
        }
      }
      case Reply.Done() -> out.writeByte('d');
      case Reply.Refused(UploadRefused.Reason reason, String message) -> {
        out.writeByte('r');
        out.writeUTF(reason.name());
        out.writeUTF(cut(message));
      }
      case Reply.Failed(String why) -> {
        out.writeByte('f');
        out.writeUTF(cut(why));
      }
    }
  }

  private static Reply readReply(DataInputStream in) throws IOException {
    return switch (in.readByte()) {
      case 'p' -> new Reply.Pages(in.readInt());
      case 'w' ->
          new Reply.Written(
              new Picture(
                  FileKind.valueOf(in.readUTF()), in.readInt(), in.readInt(), in.readInt()));
      case 'u' -> new Reply.Unpacked(entries(in));
      case 'd' -> new Reply.Done();
      case 'r' ->
          new Reply.Refused(UploadRefused.Reason.valueOf(in.readUTF()), printable(in.readUTF()));
      case 'f' -> new Reply.Failed(printable(in.readUTF()));
      default -> throw new IOException("Not a reply");
    };
  }

  private static List<Entry> entries(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_ENTRIES) {
      throw new IOException("Not a number of entries: " + count);
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(new Entry(in.readUTF(), FileKind.valueOf(in.readUTF())));
    }
    return entries;
  }

  private static Path path(DataInputStream in) throws IOException {
    return Path.of(in.readUTF());
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cc}", " ");
  }

  private static String encoded(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.write(out);
    } catch (IOException e) {
      throw new IllegalArgumentException("Too long to be sent", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static DataInputStream decoded(String text) {
    return new DataInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
  }

  /** Writes a record's parts. */
  @FunctionalInterface
  private interface Writing {
    void write(DataOutputStream out) throws IOException;
  }
}
