package org.kalanjiyam.ocr.server.search;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How many pages a second the search looks through: 2,000 pages of 250 Sanskrit-like words by
 * Zipf's law, of which a tenth are new to the vocabulary. By hand; it asserts nothing.
 */
class SearchIndexBench extends ServerFixture {
  private static final int PAGES = 2000;
  private static final int WORDS = 250;
  private static final String LETTERS = "कखगघचजटडतदधनपबभमयरलवशषसह";
  private static final String SIGNS = "ािीुूेैोौंः्";

  @Autowired Projects projects;
  @Autowired SearchIndexer indexer;

  @Test
  void pagesASecond() {
    Books books = new Books(jdbc, projects);
    var book = books.book("bench", PAGES, books.person("owner", Role.EDITOR));
    Random random = new Random(42);
    for (int page = 1; page <= PAGES; page++) {
      write(book.id(), page, text(random));
    }
    long begun = System.nanoTime();
    indexer.indexAll();
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf("BENCH %d pages in %.1f s: %.0f a second%n", PAGES, seconds, PAGES / seconds);
  }

  /** Fifty pages a second for a while: how long after its text a page can be found. */
  @Test
  void theLagAtFiftyPagesASecond() throws Exception {
    Books books = new Books(jdbc, projects);
    var book = books.book("steady", PAGES, books.person("steady", Role.EDITOR));
    Random random = new Random(7);
    double worst = 0;
    int page = 0;
    long begun = System.nanoTime();
    while (page < PAGES / 2) {
      int due = (int) ((System.nanoTime() - begun) / 1e9 * 50);
      while (page < Math.min(due, PAGES / 2)) {
        write(book.id(), ++page, text(random));
      }
      Double oldest =
          jdbc.sql("select extract(epoch from clock_timestamp() - min(at)) from search_due")
              .query(Double.class)
              .optional()
              .orElse(null);
      long started = System.nanoTime();
      indexer.indexAll();
      if (oldest != null) {
        worst = Math.max(worst, oldest + (System.nanoTime() - started) / 1e9);
      }
      LockSupport.parkNanos(300_000_000L);
    }
    System.out.printf(
        "BENCH %d pages in %.1f s as they came: the last to be found was so after %.2f s%n",
        page, (System.nanoTime() - begun) / 1e9, worst);
  }

  private static String text(Random random) {
    return random
        .ints(WORDS, 0, Integer.MAX_VALUE)
        .mapToObj(n -> word((int) Math.exp((n / (double) Integer.MAX_VALUE) * 13)))
        .collect(Collectors.joining(" "));
  }

  private void write(long book, int page, String text) {
    jdbc.sql(
            """
            with changed as (
              update page set version = 1 where project_id = :book and number = :page returning id)
            insert into revision (page_id, version, text, created_at, engine)
            select id, 1, :text, now(), 'bench' from changed
            """)
        .param("book", book)
        .param("page", page)
        .param("text", text)
        .update();
  }

  private static String word(int rank) {
    Random letters = new Random(rank);
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 2 + letters.nextInt(5); i++) {
      word.append(LETTERS.charAt(letters.nextInt(LETTERS.length())));
      word.append(SIGNS.charAt(letters.nextInt(SIGNS.length())));
    }
    return word.toString();
  }
}
