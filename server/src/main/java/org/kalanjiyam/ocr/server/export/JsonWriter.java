package org.kalanjiyam.ocr.server.export;

import java.io.IOException;
import java.io.OutputStream;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** JSON Lines: each page as the API shows it, on a line of its own. */
@Component
final class JsonWriter implements Export.BookWriter {
  private final JsonMapper json;

  JsonWriter(JsonMapper json) {
    this.json = json;
  }

  @Override
  public ExportFormat format() {
    return ExportFormat.JSON;
  }

  @Override
  public void write(Export.Book book, OutputStream out) throws IOException {
    for (PageWithText page : book.pages()) {
      out.write(json.writeValueAsBytes(PageView.of(page)));
      out.write('\n');
    }
  }
}
