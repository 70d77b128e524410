package org.kalanjiyam.ocr.server.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.springframework.stereotype.Component;

/** Plain text, UTF-8, with a form feed between pages. */
@Component
final class TextWriter implements Export.BookWriter {

  @Override
  public ExportFormat format() {
    return ExportFormat.TXT;
  }

  @Override
  public void write(Export.Book book, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    boolean first = true;
    for (PageWithText page : book.pages()) {
      writer.write(first ? "" : "\f");
      writer.write(page.text());
      if (!page.text().isEmpty() && !page.text().endsWith("\n")) {
        writer.write('\n');
      }
      first = false;
    }
    writer.flush();
  }
}
