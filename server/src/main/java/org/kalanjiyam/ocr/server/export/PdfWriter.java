package org.kalanjiyam.ocr.server.export;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.PageFiles;
import org.kalanjiyam.ocr.server.project.PageImages.StoredImage;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.TextLine;
import org.springframework.stereotype.Component;

/**
 * A searchable PDF, made to be PDF/A-2b: each page's image as it is stored, and over it, invisible,
 * its words, each stretched over its place.
 */
@Component
final class PdfWriter implements Export.BookWriter {
  private static final double POINTS_AN_INCH = 72;

  /** An A4 sheet's longer side in inches: taken where an image's resolution is unknown. */
  private static final double SHEET = 11.69;

  private final PageFiles images;
  private final Clock clock;

  PdfWriter(PageFiles images, Clock clock) {
    this.images = images;
    this.clock = clock;
  }

  @Override
  public ExportFormat format() {
    return ExportFormat.PDF;
  }

  @Override
  public void write(Export.Book book, OutputStream out) throws IOException, InterruptedException {
    PdfFile pdf = new PdfFile(out);
    GlyphlessFont font = new GlyphlessFont();
    int catalog = pdf.reserve();
    int tree = pdf.reserve();
    int fontObject = pdf.reserve();
    List<Integer> pages = new ArrayList<>();
    for (PageWithText page : book.pages()) {
      pages.add(page(page, tree, fontObject, font, pdf));
    }
    font.write(fontObject, pdf);
    String kids = pages.stream().map(PdfFile::ref).collect(Collectors.joining(" "));
    pdf.object(tree, "<< /Type /Pages /Count %d /Kids [%s] >>".formatted(pages.size(), kids));
    int metadata = pdf.reserve();
    pdf.plain(
        metadata,
        "/Type /Metadata /Subtype /XML",
        metadata(book.project().title()).getBytes(StandardCharsets.UTF_8));
    int profile = pdf.reserve();
    pdf.compressed(profile, "/N 3", ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    pdf.object(
        catalog,
        "<< /Type /Catalog /Pages %s /Metadata %s /OutputIntents [<< /Type /OutputIntent /S"
                .formatted(PdfFile.ref(tree), PdfFile.ref(metadata))
            + " /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) /DestOutputProfile %s"
                .formatted(PdfFile.ref(profile))
            + " >>] >>");
    pdf.end(catalog, UUID.randomUUID().toString().replace("-", ""));
  }

  private int page(PageWithText found, int tree, int fontObject, GlyphlessFont font, PdfFile pdf)
      throws IOException, InterruptedException {
    Page page = found.page();
    int object = pdf.reserve();
    int content = pdf.reserve();
    int image = pdf.reserve();
    StoredImage stored = images.printable(page);
    PdfImage.write(image, stored.file(), stored.mediaType(), page.width(), page.height(), pdf);
    double scale = POINTS_AN_INCH / dpi(page);
    String layer =
        "q %s 0 0 %s 0 0 cm /Im Do Q\n"
                .formatted(number(page.width() * scale), number(page.height() * scale))
            + text(found, scale, font);
    pdf.compressed(content, "", layer.getBytes(StandardCharsets.US_ASCII));
    pdf.object(
        object,
        "<< /Type /Page /Parent %s /MediaBox [0 0 %s %s] /Contents %s /Resources << /XObject <<"
                .formatted(
                    PdfFile.ref(tree),
                    number(page.width() * scale),
                    number(page.height() * scale),
                    PdfFile.ref(content))
            + " /Im %s >> /Font << /F %s >> >> >>"
                .formatted(PdfFile.ref(image), PdfFile.ref(fontObject)));
    return object;
  }

  private static double dpi(Page page) {
    return page.dpi() > 0
        ? page.dpi()
        : Math.max(POINTS_AN_INCH, Math.max(page.width(), page.height()) / SHEET);
  }

  private static String text(PageWithText page, double scale, GlyphlessFont font) {
    if (page.lines().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("BT\n3 Tr\n");
    for (TextLine line : page.lines()) {
      if (!line.text().isBlank()) {
        for (Word word : Layout.words(line)) {
          write(word, line, page.page().height(), scale, font, text);
        }
      }
    }
    return text.append("ET\n").toString();
  }

  /** A word stands on its line's lower edge, is as high as its line and as wide as its box. */
  private static void write(
      Word word,
      TextLine line,
      int pageHeight,
      double scale,
      GlyphlessFont font,
      StringBuilder text) {
    String content = Markup.clean(word.text()).replaceAll("\\s+", " ");
    double size = Math.max(1, line.box().height() * scale);
    double natural = content.codePointCount(0, content.length()) * GlyphlessFont.advance() * size;
    double stretch = Math.max(1, 100 * word.box().width() * scale / natural);
    text.append("/F %s Tf %s Tz ".formatted(number(size), number(stretch)))
        .append(
            "1 0 0 1 %s %s Tm "
                .formatted(
                    number(word.box().x1() * scale),
                    number((pageHeight - line.box().y2()) * scale)))
        .append(font.encode(content + " "))
        .append(" Tj\n");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private String metadata(String title) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    String escaped =
        Markup.clean(title).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return """
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
         xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
        <pdfaid:part>2</pdfaid:part>
        <pdfaid:conformance>B</pdfaid:conformance>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
        <xmp:CreatorTool>Kalanjiyam OCR</xmp:CreatorTool>
        <xmp:CreateDate>%s</xmp:CreateDate>
        </rdf:Description>
        </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>"""
        .formatted(escaped, now);
  }
}
