package org.kalanjiyam.ocr.server.export;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A font that draws nothing and knows what it stands for. Each character of the book gets a code of
 * its own; every code is the same empty glyph, half as wide as it is high; and a table tells which
 * character a code means. So text in any script can be searched and copied without being shaped.
 */
final class GlyphlessFont {
  private static final int UNITS_AN_EM = 1000;
  private static final int ADVANCE = 500;
  private static final int MOST_CODES = 0xFFFF;
  private static final int LINES_A_SECTION = 100;

  private final Map<Integer, Integer> codes = new LinkedHashMap<>();

  /** Width of each character for a font size of 1. */
  static double advance() {
    return (double) ADVANCE / UNITS_AN_EM;
  }

  /** The text as a PDF's hexadecimal string. */
  String encode(String text) {
    StringBuilder hex = new StringBuilder("<");
    text.codePoints().forEach(point -> hex.append("%04X".formatted(code(point))));
    return hex.append('>').toString();
  }

  private int code(int point) {
    int known = codes.getOrDefault(point, 0);
    if (known > 0) {
      return known;
    }
    if (codes.size() == MOST_CODES) {
      return code(0xFFFD); // a book that has all of Unicode in it
    }
    codes.put(point, codes.size() + 1);
    return codes.size();
  }

  /** Writes the font as a reserved object; once all text is encoded. */
  void write(int font, PdfFile pdf) throws IOException {
    int descendant = pdf.reserve();
    int descriptor = pdf.reserve();
    int file = pdf.reserve();
    int glyphs = pdf.reserve();
    int meanings = pdf.reserve();
    pdf.object(
        font,
        "<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont /Encoding /Identity-H"
            + " /DescendantFonts ["
            + PdfFile.ref(descendant)
            + "] /ToUnicode "
            + PdfFile.ref(meanings)
            + " >>");
    pdf.object(
        descendant,
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont /CIDSystemInfo <<"
            + " /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor "
            + PdfFile.ref(descriptor)
            + " /CIDToGIDMap "
            + PdfFile.ref(glyphs)
            + " /DW "
            + ADVANCE
            + " >>");
    pdf.object(
        descriptor,
        "<< /Type /FontDescriptor /FontName /GlyphLessFont /Flags 4 /FontBBox [0 0 500 1000]"
            + " /ItalicAngle 0 /Ascent 1000 /Descent 0 /CapHeight 1000 /StemV 80 /FontFile2 "
            + PdfFile.ref(file)
            + " >>");
    byte[] program = program();
    pdf.compressed(file, "/Length1 " + program.length, program);
    pdf.compressed(glyphs, "", glyphOfEachCode());
    pdf.compressed(meanings, "", meanings().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  /** Every code is glyph 1; glyph 0 is the one for what is not there. */
  private static byte[] glyphOfEachCode() {
    byte[] map = new byte[2 * (MOST_CODES + 1)];
    for (int i = 1; i < map.length; i += 2) {
      map[i] = 1;
    }
    return map;
  }

  private String meanings() {
    StringBuilder cmap =
        new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            """);
    StringBuilder section = new StringBuilder();
    int lines = 0;
    for (Map.Entry<Integer, Integer> code : codes.entrySet()) {
      section.append("<%04X> <".formatted(code.getValue()));
      for (char unit : Character.toChars(code.getKey())) {
        section.append("%04X".formatted((int) unit));
      }
      section.append(">\n");
      if (++lines == LINES_A_SECTION) {
        end(section, lines, cmap);
        lines = 0;
      }
    }
    end(section, lines, cmap);
    return cmap.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
        .toString();
  }

  private static void end(StringBuilder section, int lines, StringBuilder cmap) {
    if (lines > 0) {
      cmap.append(lines).append(" beginbfchar\n").append(section).append("endbfchar\n");
      section.setLength(0);
    }
  }

  /** A TrueType font of two empty glyphs, with the tables that a PDF needs. */
  private static byte[] program() {
    Map<String, byte[]> tables = new TreeMap<>();
    tables.put("glyf", new byte[4]); // empty, but some readers want bytes
    tables.put("head", head());
    tables.put(
        "hhea",
        table(
            "0001 0000 03E8 0000 0000 01F4 0000 0000 01F4 0000 0001 0000"
                + " 0000 0000 0000 0000 0000 0002"));
    tables.put("hmtx", table("01F4 0000 01F4 0000"));
    tables.put("loca", table("0000 0000 0000"));
    tables.put(
        "maxp",
        table(
            "0001 0000 0002 0000 0000 0000 0000 0001 0000 0000 0000 0000"
                + " 0000 0000 0000 0000"));
    return assembled(tables);
  }

  private static byte[] head() {
    return table(
        "0001 0000 0001 0000 0000 0000 5F0F 3CF5 0000 03E8 0000 0000 0000 0000"
            + " 0000 0000 0000 0000 0000 0000 01F4 03E8 0000 0008 0002 0000 0000");
  }

  private static byte[] table(String words) {
    return java.util.HexFormat.of().parseHex(words.replace(" ", ""));
  }

  private static byte[] assembled(Map<String, byte[]> tables) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0x00010000);
      out.writeShort(tables.size());
      out.writeShort(64); // (largest power of two in 6) * 16
      out.writeShort(2);
      out.writeShort(tables.size() * 16 - 64);
      int place = 12 + 16 * tables.size();
      for (Map.Entry<String, byte[]> table : tables.entrySet()) {
        out.writeBytes(table.getKey());
        out.writeInt(checksum(table.getValue()));
        out.writeInt(place);
        out.writeInt(table.getValue().length);
        place += padded(table.getValue().length);
      }
      for (byte[] table : tables.values()) {
        out.write(table);
        out.write(new byte[padded(table.length) - table.length]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static int padded(int length) {
    return (length + 3) / 4 * 4;
  }

  private static int checksum(byte[] table) {
    int sum = 0;
    for (int i = 0; i < table.length; i++) {
      sum += (table[i] & 0xFF) << (24 - 8 * (i % 4));
    }
    return sum;
  }
}
