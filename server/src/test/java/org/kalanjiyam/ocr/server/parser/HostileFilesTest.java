package org.kalanjiyam.ocr.server.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files made to hurt whoever reads them: each costs itself a sentence, and the next one is read.
 */
final class HostileFilesTest {
  private static final ImageWorkPool PARSERS = Pools.open(150);
  private static final Duration GENEROUS = Duration.ofSeconds(60);

  @TempDir Path folder;

  @AfterAll
  static void endParsers() {
    PARSERS.close();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("hostile-" + bytes.length), bytes);
  }

  private Picture first(byte[] pdf, Duration limit) throws Exception {
    return PARSERS.page(file(pdf), FileKind.PDF, 0, folder.resolve("page"), limit);
  }

  /** Whatever came before. */
  private void assertAnInnocentFileIsRead() throws Exception {
    byte[] innocent = Uploads.pdf(Uploads.vectorPage(Color.BLACK));
    assertThat(first(innocent, GENEROUS).width()).isEqualTo(600);
  }

  @Test
  void anImageThatInflatesToFarMoreThanItsFileIsRefusedOrDrawnSmall() throws Exception {
    byte[] zeros = deflatedZeros(1_500_000_000L);
    byte[] pdf =
        pdf(
            "/XObject << /I 4 0 R >>",
            "q 144 0 0 216 0 0 cm /I Do Q".getBytes(StandardCharsets.US_ASCII),
            object(
                "/Type /XObject /Subtype /Image /Width 24000 /Height 20833 /ColorSpace /DeviceRGB"
                    + " /BitsPerComponent 8 /Filter /FlateDecode",
                zeros));
    assertThat(pdf.length).isLessThan(2_000_000);
    try {
      assertThat(first(pdf, GENEROUS).kind()).isEqualTo(FileKind.PNG);
    } catch (UploadRefused | TimeoutException e) {
      assertThat(e).isNotNull();
    }
    assertAnInnocentFileIsRead();
  }

  @Test
  void aJbig2ImageThatClaimsToBeHugeIsRefused() throws Exception {
    byte[] pdf =
        pdf(
            "/XObject << /I 4 0 R >>",
            "q 144 0 0 216 0 0 cm /I Do Q".getBytes(StandardCharsets.US_ASCII),
            object(
                "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceGray"
                    + " /BitsPerComponent 1 /Filter /JBIG2Decode",
                jbig2(60_000, 60_000)));
    assertThat(pdf.length).isLessThan(1_000);
    try {
      assertThat(first(pdf, GENEROUS).kind()).isEqualTo(FileKind.PNG);
    } catch (UploadRefused | IOException | TimeoutException e) {
      assertThat(e).isNotNull();
    }
    assertAnInnocentFileIsRead();
  }

  @Test
  void aShadingByALongProgramIsLeftAfterItsTime() throws Exception {
    StringBuilder program = new StringBuilder("{ pop ");
    program.append("dup mul ".repeat(50_000)).append("dup dup }");
    byte[] pdf =
        pdf(
            "/Shading << /S << /ShadingType 1 /ColorSpace /DeviceRGB /Domain [0 1 0 1]"
                + " /Matrix [144 0 0 216 0 0] /Function 4 0 R >> >>",
            "/S sh".getBytes(StandardCharsets.US_ASCII),
            object(
                "/FunctionType 4 /Domain [0 1 0 1] /Range [0 1 0 1 0 1]",
                program.toString().getBytes(StandardCharsets.US_ASCII)));
    long begun = System.nanoTime();
    assertThatThrownBy(() -> first(pdf, Duration.ofSeconds(3)))
        .isInstanceOf(TimeoutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    assertAnInnocentFileIsRead();
  }

  @Test
  void aFormThatCallsItselfEnds() throws Exception {
    byte[] pdf =
        pdf(
            "/XObject << /F 4 0 R >>",
            "/F Do".getBytes(StandardCharsets.US_ASCII),
            object(
                "/Type /XObject /Subtype /Form /BBox [0 0 144 216]"
                    + " /Resources << /XObject << /F 4 0 R >> >>",
                "/F Do /F Do".getBytes(StandardCharsets.US_ASCII)));
    assertThat(pdf.length).isLessThan(1_000);
    try {
      assertThat(first(pdf, Duration.ofSeconds(5)).kind()).isEqualTo(FileKind.PNG);
    } catch (IOException | TimeoutException e) {
      assertThat(e).isNotNull();
    }
    assertAnInnocentFileIsRead();
  }

  @Test
  void aParserThatIsKilledFromOutsideIsAskedAgain() throws Exception {
    assertAnInnocentFileIsRead();
    for (long pid : PARSERS.pids()) {
      new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
    }
    assertAnInnocentFileIsRead();
  }

  @Test
  void aParserHasNeitherNetworkNorTheServersSecrets() throws Exception {
    assertAnInnocentFileIsRead();
    Path process = Path.of("/proc/" + PARSERS.pids().getFirst());
    assumeTrue(Files.isReadable(process.resolve("environ")));
    assertThat(Files.readString(process.resolve("environ")).split("\0"))
        .extracting(variable -> variable.replaceFirst("=.*", ""))
        .isSubsetOf("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");
    assertThat(Files.readString(process.resolve("status"))).contains("NoNewPrivs:\t1");
    assertThat(Files.readAllLines(process.resolve("net/dev")))
        .filteredOn(line -> line.contains(":"))
        .allMatch(line -> line.strip().startsWith("lo:"));
  }

  private static byte[] deflatedZeros(long count) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION), 1 << 16)) {
      byte[] block = new byte[1 << 20];
      for (long left = count; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return bytes.toByteArray();
  }

  /** A page of this size, and a generic region that covers it, coded in hardly any bytes. */
  private static byte[] jbig2(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    segment(out, 0, 48, join(ints(width, height, 0, 0), new byte[] {0, 0, 0}));
    byte[] region =
        join(
            ints(width, height, 0, 0),
            new byte[] {0, 0, 3, -1, -3, -1, 2, -2, -2, -2},
            new byte[32],
            new byte[] {-1, -84});
    segment(out, 1, 38, region);
    return out.toByteArray();
  }

  private static void segment(OutputStream out, int number, int type, byte[] content)
      throws IOException {
    out.write(ints(number));
    out.write(new byte[] {(byte) type, 0, 1});
    out.write(ints(content.length));
    out.write(content);
  }

  private static byte[] ints(int... values) {
    java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(4 * values.length);
    Arrays.stream(values).forEach(bytes::putInt);
    return bytes.array();
  }

  private static byte[] join(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  private static byte[] object(String dictionary, byte[] stream) throws IOException {
    return join(
        "<< %s /Length %d >>\nstream\n"
            .formatted(dictionary, stream.length)
            .getBytes(StandardCharsets.US_ASCII),
        stream,
        "\nendstream".getBytes(StandardCharsets.US_ASCII));
  }

  /** One page of 2 by 3 inches; its parts from object 4 on. */
  private static byte[] pdf(String resources, byte[] content, byte[]... objects)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
    write(out, 1, "<< /Type /Catalog /Pages 2 0 R >>".getBytes(StandardCharsets.US_ASCII));
    write(out, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".getBytes(StandardCharsets.US_ASCII));
    write(
        out,
        3,
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 144 216] /Contents 9 0 R /Resources << %s >> >>"
            .formatted(resources)
            .getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < objects.length; i++) {
      write(out, 4 + i, objects[i]);
    }
    write(out, 9, object("", content));
    out.write("trailer << /Root 1 0 R >>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  private static void write(OutputStream out, int number, byte[] object) throws IOException {
    out.write((number + " 0 obj\n").getBytes(StandardCharsets.US_ASCII));
    out.write(object);
    out.write("\nendobj\n".getBytes(StandardCharsets.US_ASCII));
  }
}
