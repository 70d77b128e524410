package org.kalanjiyam.ocr.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.TextLine;
import org.springframework.stereotype.Component;

/** hOCR 1.2 as XHTML, all pages in one file. */
@Component
final class HocrWriter implements Export.BookWriter {

  @Override
  public ExportFormat format() {
    return ExportFormat.HOCR;
  }

  @Override
  public void write(Export.Book book, OutputStream out) throws IOException {
    Markup html = new Markup(out);
    html.doctype("<!DOCTYPE html>")
        .open("html", "xmlns", "http://www.w3.org/1999/xhtml")
        .open("head")
        .text("title", book.project().title())
        .empty("meta", "charset", "utf-8")
        .empty("meta", "name", "ocr-system", "content", "Kalanjiyam OCR")
        .empty(
            "meta",
            "name",
            "ocr-capabilities",
            "content",
            "ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf")
        .empty("meta", "name", "ocr-number-of-pages", "content", Integer.toString(book.pageCount()))
        .close()
        .open("body");
    for (PageWithText page : book.pages()) {
      write(page, html);
    }
    html.close().close().end();
  }

  private static void write(PageWithText found, Markup html) throws IOException {
    Page page = found.page();
    String resolution = page.dpi() == 0 ? "" : "; scan_res %1$d %1$d".formatted(page.dpi());
    String title =
        "image \"%s\"; bbox 0 0 %d %d; ppageno %d%s; x_status %s"
            .formatted(
                ImageNames.of(page),
                page.width(),
                page.height(),
                page.number() - 1,
                resolution,
                page.status().name().toLowerCase(Locale.ROOT));
    Ids ids = new Ids(page.number());
    html.open("div", "class", "ocr_page", "id", "page_" + page.number(), "title", title);
    for (Layout.Block block : Layout.of(found.lines()).blocks()) {
      html.open("div", "class", "ocr_carea", "id", ids.next("block"), "title", bbox(block.box()));
      for (Layout.Paragraph paragraph : block.paragraphs()) {
        html.open("p", "class", "ocr_par", "id", ids.next("par"), "title", bbox(paragraph.box()));
        for (TextLine line : paragraph.lines()) {
          write(line, ids, html);
        }
        html.close();
      }
      html.close();
    }
    html.close();
  }

  private static void write(TextLine line, Ids ids, Markup html) throws IOException {
    html.open("span", "class", "ocr_line", "id", ids.next("line"), "title", bbox(line.box()));
    List<Word> words = Layout.words(line);
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      html.text(i == 0 ? "" : " ");
      html.text(
          "span", word.text(), "class", "ocrx_word", "id", ids.next("word"), "title", title(word));
    }
    html.close();
  }

  private static String title(Word word) {
    return word.confidence() == null
        ? bbox(word.box())
        : bbox(word.box()) + "; x_wconf " + Math.round(word.confidence() * 100);
  }

  private static String bbox(Box box) {
    return "bbox %d %d %d %d".formatted(box.x1(), box.y1(), box.x2(), box.y2());
  }
}
