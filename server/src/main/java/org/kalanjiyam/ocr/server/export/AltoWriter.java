package org.kalanjiyam.ocr.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.TextLine;
import org.springframework.stereotype.Component;

/** ALTO 4.4, all pages in one file; measures in pixels. */
@Component
final class AltoWriter implements Export.BookWriter {
  private static final String NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#";
  private static final String PROOFREAD_ONCE = "proofread_once";
  private static final String PROOFREAD_TWICE = "proofread_twice";

  @Override
  public ExportFormat format() {
    return ExportFormat.ALTO;
  }

  @Override
  public void write(Export.Book book, OutputStream out) throws IOException {
    Markup alto = new Markup(out);
    alto.open(
            "alto",
            "xmlns",
            NAMESPACE,
            "xmlns:xsi",
            "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation",
            NAMESPACE + " http://www.loc.gov/standards/alto/v4/alto-4-4.xsd",
            "SCHEMAVERSION",
            "4.4")
        .open("Description")
        .text("MeasurementUnit", "pixel")
        .open("sourceImageInformation")
        .text("fileName", book.project().slug())
        .close()
        .open("Processing", "ID", "ocr")
        .text("processingCategory", "contentGeneration")
        .open("processingSoftware")
        .text("softwareName", "Kalanjiyam OCR")
        .close()
        .close();
    proofreading(PROOFREAD_ONCE, "proofread once", alto);
    proofreading(PROOFREAD_TWICE, "proofread twice, by two people", alto);
    alto.close().open("Layout");
    for (PageWithText page : book.pages()) {
      write(page, alto);
    }
    alto.close().close().end();
  }

  private static void proofreading(String id, String description, Markup alto) throws IOException {
    alto.open("Processing", "ID", id)
        .text("processingCategory", "contentModification")
        .text("processingStepDescription", description)
        .close();
  }

  /** What a page went through last; empty where that was the reading. */
  private static List<String> processing(Page page) {
    return switch (page.status()) {
      case PROOFREAD_ONCE -> List.of("PROCESSING", PROOFREAD_ONCE);
      case PROOFREAD_TWICE -> List.of("PROCESSING", PROOFREAD_TWICE);
      case NO_TEXT, RECOGNISED, SKIP -> List.of();
    };
  }

  private static void write(PageWithText found, Markup alto) throws IOException {
    Page page = found.page();
    Ids ids = new Ids(page.number());
    List<String> attributes = new ArrayList<>();
    attributes.addAll(List.of("ID", "page_" + page.number()));
    attributes.addAll(List.of("PHYSICAL_IMG_NR", Integer.toString(page.number())));
    attributes.addAll(List.of("WIDTH", Integer.toString(page.width())));
    attributes.addAll(List.of("HEIGHT", Integer.toString(page.height())));
    attributes.addAll(processing(page));
    if (found.confidence() != null) {
      attributes.addAll(List.of("PC", Double.toString(found.confidence())));
    }
    if (found.language() != null && found.language().matches("[a-z]{2,3}")) {
      attributes.addAll(List.of("LANG", found.language()));
    }
    alto.open("Page", attributes.toArray(String[]::new));
    alto.open("PrintSpace", place(new Box(0, 0, page.width(), page.height())));
    for (Layout.Block block : Layout.of(found.lines()).blocks()) {
      for (Layout.Paragraph paragraph : block.paragraphs()) {
        alto.open("TextBlock", place(paragraph.box(), "ID", ids.next("block")));
        for (TextLine line : paragraph.lines()) {
          write(line, ids, alto);
        }
        alto.close();
      }
    }
    alto.close().close();
  }

  private static void write(TextLine line, Ids ids, Markup alto) throws IOException {
    String[] corrected = line.corrected() ? new String[] {"CS", "true"} : new String[0];
    alto.open("TextLine", place(line.box(), with(corrected, "ID", ids.next("line"))));
    List<Word> words = Layout.words(line);
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (i > 0) {
        alto.empty("SP");
      }
      String[] attributes = with(corrected, "CONTENT", word.text(), "ID", ids.next("word"));
      alto.empty(
          "String",
          place(
              word.box(),
              word.confidence() == null
                  ? attributes
                  : with(attributes, "WC", Double.toString(word.confidence()))));
    }
    alto.close();
  }

  private static String[] place(Box box, String... attributes) {
    return with(
        attributes,
        "HPOS",
        Integer.toString(box.x1()),
        "VPOS",
        Integer.toString(box.y1()),
        "WIDTH",
        Integer.toString(box.width()),
        "HEIGHT",
        Integer.toString(box.height()));
  }

  private static String[] with(String[] attributes, String... more) {
    List<String> all = new ArrayList<>(List.of(attributes));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
