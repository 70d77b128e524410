package org.kalanjiyam.ocr.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.TextLine;
import org.springframework.stereotype.Component;

/** PAGE 2019-07-15, which knows one page a file: a ZIP of them. */
@Component
final class PageXmlWriter implements Export.BookWriter {
  private static final String NAMESPACE =
      "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15";

  private final Clock clock;

  PageXmlWriter(Clock clock) {
    this.clock = clock;
  }

  @Override
  public ExportFormat format() {
    return ExportFormat.PAGE;
  }

  @Override
  public void write(Export.Book book, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (PageWithText page : book.pages()) {
      zip.putNextEntry(new ZipEntry("%04d.xml".formatted(page.page().number())));
      write(page, new Markup(zip));
      zip.closeEntry();
    }
    zip.finish();
  }

  private void write(PageWithText found, Markup xml) throws IOException {
    Page page = found.page();
    Ids ids = new Ids(page.number());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    xml.open("PcGts", "xmlns", NAMESPACE)
        .open("Metadata")
        .text("Creator", "Kalanjiyam OCR")
        .text("Created", now.toString())
        .text("LastChange", now.toString())
        .open("UserDefined")
        .empty("UserAttribute", "name", "status", "value", page.status().name())
        .close()
        .close()
        .open(
            "Page",
            "imageFilename",
            ImageNames.of(page),
            "imageWidth",
            Integer.toString(page.width()),
            "imageHeight",
            Integer.toString(page.height()));
    for (Layout.Block block : Layout.of(found.lines()).blocks()) {
      for (Layout.Paragraph paragraph : block.paragraphs()) {
        write(paragraph, ids, xml);
      }
    }
    xml.close().close().end();
  }

  private static void write(Layout.Paragraph paragraph, Ids ids, Markup xml) throws IOException {
    xml.open("TextRegion", "id", ids.next("region"), "type", "paragraph");
    xml.empty("Coords", "points", points(paragraph.box()));
    StringBuilder text = new StringBuilder();
    for (TextLine line : paragraph.lines()) {
      write(line, ids, xml);
      text.append(text.isEmpty() ? "" : "\n").append(line.text());
    }
    equivalent(text.toString(), null, xml);
    xml.close();
  }

  private static void write(TextLine line, Ids ids, Markup xml) throws IOException {
    xml.open("TextLine", "id", ids.next("line"));
    xml.empty("Coords", "points", points(line.box()));
    for (Word word : Layout.words(line)) {
      xml.open("Word", "id", ids.next("word"));
      xml.empty("Coords", "points", points(word.box()));
      equivalent(word.text(), word.confidence(), xml);
      xml.close();
    }
    equivalent(line.text(), line.confidence(), xml);
    xml.close();
  }

  private static void equivalent(String text, @Nullable Double confidence, Markup xml)
      throws IOException {
    if (confidence == null) {
      xml.open("TextEquiv");
    } else {
      xml.open("TextEquiv", "conf", Double.toString(confidence));
    }
    xml.text("Unicode", text).close();
  }

  private static String points(Box box) {
    return "%1$d,%2$d %3$d,%2$d %3$d,%4$d %1$d,%4$d"
        .formatted(box.x1(), box.y1(), box.x2(), box.y2());
  }
}
