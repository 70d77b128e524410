package org.kalanjiyam.ocr.server.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Books to choose from, and what is known of them. Thread-safe. */
@Repository
public class Bookshelf {
  private static final int LONGEST = 300;
  private static final int LONGEST_NOTES = 10_000;
  private static final String BY_WORK_LEFT =
      " left join unnest(cast(:busiest as bigint[])) with ordinality as w(book, place)"
          + " on w.book = b.id";

  /** All books are looked at, so each is put together and made small once, however many words. */
  private static final String HAS_WORDS =
      " and lower(concat_ws(' ', b.title, b.author, b.editor, b.publisher, b.year, b.language,"
          + " b.slug)) like all (array(select lower(w) from unnest(cast(:words as text[])) as w))";

  private static final int MOST_WORDS = 8;

  private final JdbcClient jdbc;
  private final Projects projects;
  private final Audit audit;
  private final WorkLeft left;
  private final Clock clock;

  Bookshelf(JdbcClient jdbc, Projects projects, Audit audit, WorkLeft left, Clock clock) {
    this.left = left;
    this.jdbc = jdbc;
    this.projects = projects;
    this.audit = audit;
    this.clock = clock;
  }

  /** In which order books are shown. */
  public enum Order {
    NEWEST("b.id desc"),
    TITLE("lower(b.title), b.id"),
    EDITED("b.last_edit_at desc nulls last, b.id desc"),
    LEFT("w.place nulls last, b.id desc");

    private final String sql;

    Order(String sql) {
      this.sql = sql;
    }
  }

  /** Which books are shown. */
  public enum Kept {
    SHELF("b.archived_at is null"),
    ARCHIVE("b.archived_at is not null"),
    MINE("b.archived_at is null and b.created_by = :viewer"),
    UNFINISHED(
        "b.archived_at is null and exists (select from page p where p.project_id = b.id"
            + " and p.status = 'RECOGNISED')");

    private final String sql;

    Kept(String sql) {
      this.sql = sql;
    }
  }

  /**
   * Which books a person wants to see.
   *
   * @param words that title, author or another field has, each; blank: any
   */
  public record Wanted(String words, Order order, Kept kept) {
    public static final Wanted ALL = new Wanted("", Order.NEWEST, Kept.SHELF);

    /** Whether something is left out, or sorted otherwise than usually. */
    public boolean special() {
      return !words.isBlank() || order != Order.NEWEST || kept != Kept.SHELF;
    }
  }

  /** The books that a person sees, at most {@code most} from the {@code from}th on. */
  public List<Project> find(Wanted wanted, Person viewer, int from, int most) {
    StringBuilder where = new StringBuilder(" and ").append(wanted.kept().sql);
    Map<String, Object> parameters = new HashMap<>();
    if (!wanted.words().isBlank()) {
      where.append(HAS_WORDS);
      parameters.put("words", patterns(wanted.words()));
    }
    return jdbc.sql(
            "select b.id, b.slug, b.title, b.status, b.status_reason, b.page_count, b.created_by,"
                + " b.created_at from project b"
                + (wanted.order() == Order.LEFT ? BY_WORK_LEFT : "")
                + " where b.id in (select * from"
                + " seen_projects(:viewer))"
                + where
                + " order by "
                + wanted.order().sql
                + " offset :from limit :most")
        .params(parameters)
        .param(
            "busiest",
            wanted.order() == Order.LEFT ? left.busiest() : new Long[0],
            java.sql.Types.ARRAY)
        .param("viewer", viewer.id())
        .param("from", from)
        .param("most", most)
        .query(Projects::project)
        .list();
  }

  /** What the first words of some must look like in what has them. */
  private static String[] patterns(String words) {
    return Stream.of(words.strip().split("\\s+"))
        .limit(MOST_WORDS)
        .map(word -> "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .toArray(String[]::new);
  }

  /** What is known of a book. */
  public BookDetails details(long projectId) {
    return details(List.of(projectId)).getOrDefault(projectId, NOTHING);
  }

  private static final BookDetails NOTHING =
      new BookDetails(null, null, null, null, null, null, null, null, null, null);

  /** What is known of books, by their ids. */
  public Map<Long, BookDetails> details(Collection<Long> projectIds) {
    Map<Long, BookDetails> details = new HashMap<>();
    if (!projectIds.isEmpty()) {
      jdbc.sql(
              """
              select b.id, b.author, b.editor, b.publisher, b.year, b.language, b.notes,
                b.printed_numbers, b.archived_at, b.last_edit_at, e.display_name as last_edit_by
              from project b left join person e on e.id = b.last_edit_by where b.id in (:projects)
              """)
          .param("projects", projectIds)
          .query(
              row -> {
                details.put(row.getLong("id"), details(row));
              });
    }
    return details;
  }

  private static BookDetails details(ResultSet row) throws SQLException {
    return new BookDetails(
        row.getString("author"),
        row.getString("editor"),
        row.getString("publisher"),
        row.getString("year"),
        row.getString("language"),
        row.getString("notes"),
        row.getString("printed_numbers"),
        instant(row, "archived_at"),
        instant(row, "last_edit_at"),
        row.getString("last_edit_by"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /** How many of the pages of books have which status. */
  public Map<Long, Map<Page.Status, Integer>> statuses(Collection<Long> projectIds) {
    Map<Long, Map<Page.Status, Integer>> counts = new HashMap<>();
    if (!projectIds.isEmpty()) {
      jdbc.sql(
              """
              select project_id, status, count(*) from page where project_id in (:projects)
              group by project_id, status
              """)
          .param("projects", projectIds)
          .query(
              row -> {
                counts
                    .computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                    .put(Page.Status.valueOf(row.getString(2)), row.getInt(3));
              });
    }
    return counts;
  }

  /**
   * What is to be changed of a book; null: as it is. Blank takes a detail away.
   *
   * @param archived whether it is put away
   */
  public record Change(
      @Nullable String title,
      @Nullable String author,
      @Nullable String editor,
      @Nullable String publisher,
      @Nullable String year,
      @Nullable String language,
      @Nullable String notes,
      @Nullable String printedNumbers,
      @Nullable Boolean archived) {}

  /**
   * Changes what is known of a book.
   *
   * @throws IllegalArgumentException with a message for a person, if something cannot be so
   */
  @Transactional
  public void change(Project project, Change change, Person by) {
    String title = change.title() == null ? null : change.title().strip();
    if (title != null && !fit(title)) {
      throw new IllegalArgumentException(
          "A title has 1 to %d characters, in one line".formatted(LONGEST));
    }
    BookDetails old = details(project.id());
    String printed = value(change.printedNumbers(), old.printedNumbers(), LONGEST);
    PrintedNumbers numbers = PrintedNumbers.parse(printed == null ? "" : printed);
    boolean archived = change.archived() == null ? old.archived() : change.archived();
    jdbc.sql(
            """
            update project set title = coalesce(:title, title), author = :author, editor = :editor,
              publisher = :publisher, year = :year, language = :language, notes = :notes,
              printed_numbers = :printed,
              archived_at = case when :archived then coalesce(archived_at, :now) end
            where id = :id
            """)
        .param("title", title)
        .param("author", value(change.author(), old.author(), LONGEST))
        .param("editor", value(change.editor(), old.editor(), LONGEST))
        .param("publisher", value(change.publisher(), old.publisher(), LONGEST))
        .param("year", value(change.year(), old.year(), LONGEST))
        .param("language", value(change.language(), old.language(), LONGEST))
        .param("notes", value(change.notes(), old.notes(), LONGEST_NOTES))
        .param("printed", printed)
        .param("archived", archived)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", project.id())
        .update();
    label(project.id(), numbers);
    if (archived != old.archived()) {
      String action = archived ? "project.archive" : "project.unarchive";
      audit.record(by, action, null, project.slug(), null);
    } else {
      audit.record(by, "project.change", null, project.slug(), title);
    }
  }

  private static boolean fit(String title) {
    return !title.isEmpty()
        && title.length() <= LONGEST
        && title.chars().noneMatch(Character::isISOControl);
  }

  /** Writes on each page what is printed on it. */
  void label(long projectId, PrintedNumbers numbers) {
    List<Integer> scans = projects.storedNumbers(projectId);
    jdbc.sql(
            """
            update page p set label = l.label
            from unnest(cast(:numbers as int[]), cast(:labels as text[])) as l(number, label)
            where p.project_id = :project and p.number = l.number
              and p.label is distinct from l.label
            """)
        .param("project", projectId)
        .param("numbers", scans.toArray(Integer[]::new))
        .param("labels", scans.stream().map(numbers::on).toArray(String[]::new))
        .update();
  }

  private static @Nullable String value(
      @Nullable String wanted, @Nullable String old, int longest) {
    if (wanted == null) {
      return old;
    }
    String value = wanted.replace("\0", "").strip();
    if (value.length() > longest) {
      throw new IllegalArgumentException("That is longer than %d characters".formatted(longest));
    }
    return value.isEmpty() ? null : value;
  }
}
