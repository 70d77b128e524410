package org.kalanjiyam.ocr.engine.tesseract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a model's file says of itself: which file it is, and what it can write. A {@code
 * .traineddata} file is a count, that many offsets of 64 bits (-1 for a part that is not there),
 * and the parts. Part 21 is the character set of the LSTM network: a count, then a line for each.
 *
 * @param fingerprint the file's SHA-256 in hexadecimal digits
 * @param characters all that the model can write, in one text
 */
record ModelFile(String fingerprint, String characters) {
  private static final int CHARACTERS_PART = 21;
  private static final int MOST_PARTS = 64;
  private static final int MOST_CHARACTERS = 8 << 20;
  private static final Map<List<Object>, ModelFile> READ = new ConcurrentHashMap<>();

  /**
   * Of a file; read once for as long as it does not change.
   *
   * @param hashes where computed fingerprints are kept
   * @throws IOException if it cannot be read or is no model
   */
  static ModelFile of(Path file, Path hashes) throws IOException {
    List<Object> state =
        List.of(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
    ModelFile known = READ.get(state);
    if (known != null) {
      return known;
    }
    try (FileChannel channel = FileChannel.open(file)) {
      ModelFile read = new ModelFile(ModelHash.of(file, hashes), characters(channel));
      READ.put(state, read);
      return read;
    }
  }

  private static String characters(SeekableByteChannel file) throws IOException {
    int parts = read(file, 0, Integer.BYTES).getInt();
    if (parts <= CHARACTERS_PART || parts > MOST_PARTS) {
      return "";
    }
    ByteBuffer offsets = read(file, Integer.BYTES, parts * Long.BYTES);
    long from = offsets.getLong(CHARACTERS_PART * Long.BYTES);
    long to = file.size();
    for (int i = 0; i < parts; i++) {
      long offset = offsets.getLong(i * Long.BYTES);
      to = offset > from ? Math.min(to, offset) : to;
    }
    if (from < 0 || to - from > MOST_CHARACTERS) {
      return "";
    }
    StringBuilder characters = new StringBuilder();
    UTF_8
        .decode(read(file, from, (int) (to - from)))
        .toString()
        .lines()
        .skip(1)
        .forEach(line -> characters.append(line, 0, Math.max(0, line.indexOf(' '))).append('\n'));
    return characters.toString();
  }

  private static ByteBuffer read(SeekableByteChannel file, long from, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.position(from);
    while (bytes.hasRemaining()) {
      if (file.read(bytes) < 0) {
        throw new IOException("A model's file is shorter than it says");
      }
    }
    return bytes.flip();
  }
}
