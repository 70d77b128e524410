package org.kalanjiyam.ocr.server.search;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The tables of the search: the vocabulary, each page's words, and the pages that are due. */
@Repository
class SearchIndex {
  private static final int MOST_WORDS = 500;
  private static final int NEAR = 3000;
  private static final int NEAR_WITH_MANY_WORDS = 1000;
  private static final int FEW_WORDS = 40;
  private static final int SHELF = 64;
  private static final List<Integer> PARTS = List.of(100, 1000);
  private static final RowMapper<Candidate> CANDIDATE =
      (row, number) -> new Candidate(row.getLong(1), row.getLong(2));

  private final JdbcTemplate jdbc;

  SearchIndex(DataSource source) {
    this.jdbc = new JdbcTemplate(source);
  }

  /** A page that is due, and its newest text. */
  record DuePage(long pageId, long projectId, int version, String text) {}

  /**
   * Takes pages off the list of those that are due; they are on it again if the transaction fails.
   * Servers that take at the same time take others.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<DuePage> take(int most) {
    return jdbc.query(
        """
        with taken as (
          delete from search_due where id in (
            select id from search_due order by id limit ? for update skip locked)
          returning page_id)
        select p.id, p.project_id, r.version, r.text
        from page p join revision r on r.page_id = p.id and r.version = p.version
        where p.id in (select page_id from taken) order by p.id
        """,
        (row, number) ->
            new DuePage(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4)),
        most);
  }

  /**
   * The numbers of words, by {@link SearchWord#key}; those that are new are added to the
   * vocabulary.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<String, Integer> numbered(Set<SearchWord> words) {
    Map<String, Integer> numbers = known(words);
    List<SearchWord> fresh =
        words.stream().filter(word -> !numbers.containsKey(word.key())).sorted(ORDER).toList();
    if (!fresh.isEmpty()) {
      jdbc.update(
          """
          insert into search_word (word, skeleton, latin)
          select * from unnest(?::text[], ?::text[], ?::boolean[]) on conflict do nothing
          """,
          array("text", fresh.stream().map(SearchWord::word).toArray()),
          array("text", fresh.stream().map(SearchWord::skeleton).toArray()),
          array("boolean", fresh.stream().map(SearchWord::latin).toArray()));
      numbers.putAll(known(fresh));
    }
    return numbers;
  }

  /** In one order for all, so that two servers never wait for each other. */
  private static final Comparator<SearchWord> ORDER =
      Comparator.comparing(SearchWord::word).thenComparing(SearchWord::latin);

  private Map<String, Integer> known(Collection<SearchWord> words) {
    Map<String, Integer> numbers = new HashMap<>();
    jdbc.query(
        "select id, word, latin from search_word where word = any(?::text[])",
        (RowCallbackHandler)
            row ->
                numbers.put(
                    new SearchWord(row.getString(2), "", row.getBoolean(3)).key(), row.getInt(1)),
        array("text", words.stream().map(SearchWord::word).distinct().toArray()));
    return numbers;
  }

  /** The numbers of a page's words. */
  record PageWords(DuePage page, Collection<Integer> words) {}

  /**
   * Keeps the words of different pages, but of none of which those of a later revision are kept.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void keep(List<PageWords> pages) {
    jdbc.update(
        """
        insert into search_page (page_id, project_id, version, words)
        select p.id, p.project_id, k.version, k.words::int[]
        from unnest(?::bigint[], ?::int[], ?::text[]) as k(page, version, words)
        join page p on p.id = k.page order by k.page
        on conflict (page_id) do update
          set version = excluded.version, words = excluded.words, project_id = excluded.project_id
          where search_page.version <= excluded.version
        """,
        array("int8", pages.stream().map(one -> one.page().pageId()).toArray()),
        array("int4", pages.stream().map(one -> one.page().version()).toArray()),
        array("text", pages.stream().map(SearchIndex::words).toArray()));
  }

  /** Arrays in an array must be of one length, so that each is written out. */
  private static String words(PageWords page) {
    Set<Integer> all = new TreeSet<>(page.words());
    all.add(shelf(page.page().projectId()));
    return all.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }

  /** How many changes wait to be looked through. */
  long due() {
    Long due = jdbc.queryForObject("select count(*) from search_due", Long.class);
    return due == null ? 0 : due;
  }

  /**
   * Numbers of words that fit any of the patterns, the shortest first, at most {@value
   * #MOST_WORDS}.
   */
  List<Integer> words(List<WordPattern> patterns) {
    Set<Integer> found = new java.util.LinkedHashSet<>();
    for (WordPattern pattern : patterns) {
      String word = pattern.word();
      found.addAll(
          jdbc.queryForList(
              """
              select id from search_word
              where skeleton like ? and latin = ? and (?::text is null or word like ?)
              order by length(skeleton) limit ?
              """,
              Integer.class,
              pattern.like(pattern.skeleton()),
              pattern.latin(),
              word,
              word == null ? null : pattern.like(word),
              MOST_WORDS));
    }
    return found.stream().limit(MOST_WORDS).toList();
  }

  /** A page that has words; a place in the list of all that have. */
  record Candidate(long projectId, long pageId) {}

  /** The books that are looked through. */
  interface Books {
    /**
     * The newest of them, the newest first.
     *
     * @param upTo only those not newer than the book with this id; null: from the newest
     */
    List<Long> newest(@Nullable Long upTo, int most);
  }

  /**
   * Pages that have at least one word of each list, the newest books first. A frequent word is soon
   * met in that order, so the next few thousand pages are looked at one by one; where that does not
   * bring enough, the index is asked, for the next hundred books, then the next thousand, then all:
   * what it finds must be fetched before it can be put in order. Which of these it is cannot be
   * left to the database: its estimate for words beyond the most frequent is far off.
   *
   * @param books only in these, all of which the viewer sees
   * @param viewer a person's id
   * @param after only those after this one
   */
  @Transactional(readOnly = true)
  public List<Candidate> pages(
      List<List<Integer>> words, Books books, long viewer, @Nullable Candidate after, int most) {
    jdbc.execute("set local plan_cache_mode = force_custom_plan");
    jdbc.execute("set local max_parallel_workers_per_gather = 0");
    Long upTo = after == null ? null : after.projectId();
    List<Long> next = books.newest(upTo, PARTS.getFirst());
    if (next.isEmpty()) {
      return List.of();
    }
    List<Candidate> found = near(words, next, after, most);
    if (found.size() < most) {
      jdbc.execute("set local enable_seqscan = off");
      jdbc.execute("set local work_mem = '32MB'");
      for (int part : PARTS) {
        List<Long> some = books.newest(upTo, part);
        found = indexed(words, some, after, most);
        if (found.size() == most || some.size() < part) {
          return found;
        }
      }
      found = indexedAnywhere(words, viewer, after, most);
    }
    return found;
  }

  private List<Candidate> near(
      List<List<Integer>> words, List<Long> books, @Nullable Candidate after, int most) {
    SqlText sql = new SqlText("select project_id, page_id from (");
    sql.add("select project_id, page_id, words from search_page where ");
    within(sql, books, after);
    boolean many = words.stream().anyMatch(any -> any.size() > FEW_WORDS);
    int pages = many ? NEAR_WITH_MANY_WORDS : NEAR;
    sql.add(" order by project_id desc, page_id limit ?) near where true", pages);
    for (List<Integer> any : words) {
      // Comparing two arrays costs the product of their lengths; a hash costs their sum.
      String has =
          any.size() > FEW_WORDS
              ? " and exists (select from unnest(words) w where w = any(?::int[]))"
              : " and words && ?::int[]";
      sql.add(has, array("int4", any.toArray()));
    }
    sql.add(" order by project_id desc, page_id limit ?", most);
    return jdbc.query(sql.text(), CANDIDATE, sql.arguments());
  }

  private List<Candidate> indexed(
      List<List<Integer>> words, List<Long> books, @Nullable Candidate after, int most) {
    SqlText sql = withWords(words);
    sql.add(
        " and words && ?::int[]",
        array("int4", books.stream().map(SearchIndex::shelf).distinct().toArray()));
    sql.add(") select project_id, page_id from found where ");
    within(sql, books, after);
    sql.add(" order by project_id desc, page_id limit ?", most);
    return jdbc.query(sql.text(), CANDIDATE, sql.arguments());
  }

  /** In all books that the viewer may search, however many: they are not listed. */
  private List<Candidate> indexedAnywhere(
      List<List<Integer>> words, long viewer, @Nullable Candidate after, int most) {
    SqlText sql = withWords(words);
    sql.add(") select project_id, page_id from found join project b on b.id = project_id");
    sql.add(" where b.archived_at is null and b.id in (select * from seen_projects(?))", viewer);
    after(sql, after);
    sql.add(" order by project_id desc, page_id limit ?", most);
    return jdbc.query(sql.text(), CANDIDATE, sql.arguments());
  }

  private static SqlText withWords(List<List<Integer>> words) {
    SqlText sql = new SqlText("with found as materialized (");
    sql.add("select project_id, page_id from search_page where true");
    for (List<Integer> any : words) {
      sql.add(" and words && ?::int[]", array("int4", any.toArray()));
    }
    return sql;
  }

  private static void within(SqlText sql, List<Long> books, @Nullable Candidate after) {
    sql.add("project_id = any(?::bigint[])", array("int8", books.toArray()));
    after(sql, after);
  }

  private static void after(SqlText sql, @Nullable Candidate after) {
    if (after != null) {
      sql.add(
          " and project_id <= ? and (project_id < ? or page_id > ?)",
          after.projectId(),
          after.projectId(),
          after.pageId());
    }
  }

  /**
   * Books come in shelves of {@value #SHELF}. A page's shelf is kept among its words, as a negative
   * number, so that one index knows both.
   */
  private static int shelf(long projectId) {
    return (int) (-1 - projectId / SHELF);
  }

  /** A statement that grows, and its arguments. */
  private static final class SqlText {
    private final StringBuilder text;
    private final List<Object> arguments = new ArrayList<>();

    SqlText(String begin) {
      this.text = new StringBuilder(begin);
    }

    void add(String more, Object... its) {
      text.append(more);
      arguments.addAll(List.of(its));
    }

    String text() {
      return text.toString();
    }

    Object[] arguments() {
      return arguments.toArray();
    }
  }

  private static ArrayArgument array(String type, Object[] values) {
    return new ArrayArgument(type, values);
  }

  /** An array as an argument of a statement. */
  private record ArrayArgument(String type, Object[] values)
      implements org.springframework.jdbc.support.SqlValue {
    @Override
    public void setValue(PreparedStatement statement, int index) throws SQLException {
      Connection connection = statement.getConnection();
      Array array = connection.createArrayOf(type, values);
      statement.setArray(index, array);
    }

    @Override
    public void cleanup() {}
  }
}
