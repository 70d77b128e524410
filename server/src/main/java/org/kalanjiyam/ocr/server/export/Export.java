package org.kalanjiyam.ocr.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.PageFiles;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.springframework.stereotype.Service;

/**
 * Writes books to streams, page by page: of a book's texts and images, one page is in memory at a
 * time. Thread-safe.
 */
@Service
public class Export {
  private final Projects projects;
  private final Pages pages;
  private final PageFiles images;
  private final List<BookWriter> writers;

  Export(Projects projects, Pages pages, PageFiles images, List<BookWriter> writers) {
    this.projects = projects;
    this.pages = pages;
    this.images = images;
    this.writers = writers;
  }

  /** The pages that cannot be written in this format because the files of their images are lost. */
  public List<String> lost(Project project, ExportFormat format) {
    if (!format.holdsImages()) {
      return List.of();
    }
    return projects.pages(project.id()).stream()
        .filter(page -> !Files.exists(images.original(page).file()))
        .map(page -> "" + page.number())
        .toList();
  }

  /** Writes a book with the newest texts that its pages have; leaves the stream open. */
  public void write(Project project, ExportFormat format, OutputStream out)
      throws IOException, InterruptedException {
    List<Page> all = projects.pages(project.id());
    BookWriter writer =
        writers.stream().filter(one -> one.format() == format).findAny().orElseThrow();
    writer.write(new Book(project, all.size(), () -> texts(all)), out);
    out.flush();
  }

  private Iterator<PageWithText> texts(List<Page> all) {
    return all.stream().map(pages::withText).iterator();
  }

  /**
   * A book to be written.
   *
   * @param pages its pages in order, each read when it is asked for
   */
  record Book(Project project, int pageCount, Iterable<PageWithText> pages) {}

  /** Writes books in one format. Thread-safe. */
  interface BookWriter {
    ExportFormat format();

    void write(Book book, OutputStream out) throws IOException, InterruptedException;
  }
}
