package org.kalanjiyam.ocr.server.search;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private static final java.util.Comparator<SearchWord> ORDER =
      java.util.Comparator.comparing(SearchWord::word).thenComparing(SearchWord::latin);

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

  /** Keeps the words of a page, unless those of a later revision are kept. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void keep(DuePage page, Collection<Integer> words) {
    jdbc.update(
        """
        insert into search_page (page_id, project_id, version, words)
        select id, project_id, ?, ?::int[] from page where id = ?
        on conflict (page_id) do update
          set version = excluded.version, words = excluded.words, project_id = excluded.project_id
          where search_page.version <= excluded.version
        """,
        page.version(),
        array("int4", new TreeSet<>(words).toArray()),
        page.pageId());
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

  /**
   * Pages that have at least one word of each list, the newest books first. A frequent word is soon
   * met in that order, so the next few thousand pages are looked at one by one; where that does not
   * bring enough, the words are rare, and the index knows all their pages. Which of the two it is
   * cannot be left to the database: its estimate for words beyond the most frequent is far off.
   *
   * @param projects only in these
   * @param after only those after this one
   */
  @Transactional(readOnly = true)
  public List<Candidate> pages(
      List<List<Integer>> words, List<Long> projects, @Nullable Candidate after, int most) {
    jdbc.execute("set local plan_cache_mode = force_custom_plan");
    String place =
        "project_id = any(?::bigint[])"
            + (after == null ? "" : " and project_id <= ? and (project_id < ? or page_id > ?)");
    List<Object> where = new ArrayList<>();
    where.add(array("int8", projects.toArray()));
    if (after != null) {
      where.addAll(List.of(after.projectId(), after.projectId(), after.pageId()));
    }
    List<Object> wanted = new ArrayList<>();
    words.forEach(any -> wanted.add(array("int4", any.toArray())));
    String fits = String.join(" and ", Collections.nCopies(words.size(), "words && ?::int[]"));
    List<Candidate> near =
        jdbc.query(
            "select project_id, page_id from (select project_id, page_id, words from search_page where "
                + place
                + " order by project_id desc, page_id limit "
                + NEAR
                + ") near where "
                + fits
                + " order by project_id desc, page_id limit ?",
            CANDIDATE,
            arguments(where, wanted, most));
    if (near.size() == most) {
      return near;
    }
    jdbc.execute("set local enable_seqscan = off");
    jdbc.execute("set local work_mem = '32MB'");
    return jdbc.query(
        "with found as materialized (select project_id, page_id from search_page where "
            + fits
            + ") select project_id, page_id from found where "
            + place
            + " order by project_id desc, page_id limit ?",
        CANDIDATE,
        arguments(wanted, where, most));
  }

  private static Object[] arguments(List<Object> first, List<Object> second, int most) {
    List<Object> all = new ArrayList<>(first);
    all.addAll(second);
    all.add(most);
    return all.toArray();
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
