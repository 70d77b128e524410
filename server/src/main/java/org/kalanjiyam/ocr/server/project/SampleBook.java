package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.parser.Pictures;
import org.springframework.stereotype.Component;

/** A small book to try things on, drawn by this project's own code. Thread-safe. */
@Component
public class SampleBook {
  private final Books books;

  SampleBook(Books books) {
    this.books = books;
  }

  /** Makes the sample book a project of this person's. */
  public Books.Creation create(Person by) throws IOException, InterruptedException {
    List<Drawn> pages = IntStream.rangeClosed(1, SamplePages.COUNT).mapToObj(Drawn::new).toList();
    return books.create("The Reading Room: a sample book", null, pages, by);
  }

  /** A page that is drawn where it is wanted. */
  private record Drawn(int number) implements UploadedFile {
    @Override
    public String name() {
      return "sample-" + number + ".png";
    }

    @Override
    public void moveTo(Path file) throws IOException {
      Pictures.writePng(SamplePages.draw(number), file, SamplePages.DPI);
    }
  }
}
