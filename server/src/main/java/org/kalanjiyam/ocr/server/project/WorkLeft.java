package org.kalanjiyam.ocr.server.project;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which books have the most pages that wait for somebody to read them. On a site of many pages that
 * takes a while to count, so that there the order may be some seconds old. Thread-safe.
 */
@Component
class WorkLeft {
  /** Up to so many pages it is counted anew each time. */
  private static final long FEW = 20_000;

  private static final long KEPT_NANOS = 30_000_000_000L;

  private final JdbcClient jdbc;
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile @Nullable Counted last;

  WorkLeft(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Counted(Long[] books, long pages, long at) {}

  private record Book(long id, long pages) {}

  /** Ids of all books with such pages, those with the most first. */
  Long[] busiest() {
    Counted known = last;
    if (known == null || known.pages <= FEW) {
      return count().books;
    }
    if (System.nanoTime() - known.at > KEPT_NANOS && counting.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("work-left")
          .start(
              () -> {
                try {
                  count();
                } finally {
                  counting.set(false);
                }
              });
    }
    return known.books;
  }

  private Counted count() {
    List<Book> books =
        jdbc.sql(
                """
                select project_id, count(*) from page where status = 'RECOGNISED'
                group by project_id order by count(*) desc, project_id desc
                """)
            .query((row, index) -> new Book(row.getLong(1), row.getLong(2)))
            .list();
    var counted =
        new Counted(
            books.stream().map(Book::id).toArray(Long[]::new),
            books.stream().mapToLong(Book::pages).sum(),
            System.nanoTime());
    last = counted;
    return counted;
  }
}
