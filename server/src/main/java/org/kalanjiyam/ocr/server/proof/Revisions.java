package org.kalanjiyam.ocr.server.proof;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The revisions of pages' texts: only ever added to, numbered from 1 for each page. */
@Repository
public class Revisions {
  private static final Logger log = LoggerFactory.getLogger(Revisions.class);
  private static final String REVISION =
      """
      select r.version, r.text, p.display_name as author, r.created_at, r.engine, r.engine_version,
        r.language, r.confidence, r.summary, r.words_changed, r.lines,
        r.picture <> (select picture from page where id = r.page_id) as outdated
      from revision r left join person p on p.id = r.author
      """;

  private final JdbcClient jdbc;
  private final NamedParameterJdbcOperations batches;
  private final JsonMapper json;

  Revisions(JdbcClient jdbc, NamedParameterJdbcOperations batches, JsonMapper json) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
  }

  /**
   * What an engine read on a page.
   *
   * @param base the page's newest revision when its task started
   * @param imageHash SHA-256 of the image that was read
   */
  public record Recognition(
      long pageId,
      UUID taskId,
      int base,
      PageText text,
      Provenance from,
      String imageHash,
      Instant at) {}

  /**
   * Adds what an engine read as the newest revisions of pages, but of none that a person has edited
   * since the task started. Runs in its caller's transaction; two statements for any number of
   * pages.
   *
   * @param read of different pages
   * @return the new revisions' versions by the id of their page; none where a person was there
   *     first, or the page is gone
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Map<Long, Integer> addRecognised(List<Recognition> read) {
    Map<Long, Integer> versions = new HashMap<>();
    jdbc.sql(
            """
            update page p set version = p.version + 1, edited = false,
              proofed_version = null, proofed_by = null, proofed_again_by = null
            from unnest(cast(:pages as bigint[]), cast(:bases as int[])) as k(page, base)
            where p.id = k.page and not (p.edited and p.version > k.base)
            returning p.id, p.version
            """)
        .param("pages", read.stream().map(Recognition::pageId).toArray(Long[]::new))
        .param("bases", read.stream().map(Recognition::base).toArray(Integer[]::new))
        .query(
            row -> {
              versions.put(row.getLong("id"), row.getInt("version"));
            });
    SqlParameterSource[] rows =
        read.stream()
            .filter(one -> versions.containsKey(one.pageId()))
            .map(
                one ->
                    RecognitionRow.of(one, json)
                        .addValue("version", requireNonNull(versions.get(one.pageId()))))
            .toArray(SqlParameterSource[]::new);
    if (rows.length > 0) {
      batches.batchUpdate(
          """
          insert into revision (version, picture, %s)
          values (:version, (select picture from page where id = :page), %s)
          """
              .formatted(RecognitionRow.COLUMNS, RecognitionRow.VALUES),
          rows);
    }
    return versions;
  }

  /** A page's newest text with its lines; empty if it has none. */
  public Optional<Revision> newest(long pageId) {
    return jdbc.sql(REVISION + " where page_id = :page order by version desc limit 1")
        .param("page", pageId)
        .query((row, index) -> revision(row, lines(row)))
        .optional();
  }

  /** One revision of a page with its lines. */
  public Optional<Revision> of(long pageId, int version) {
    return jdbc.sql(REVISION + " where page_id = :page and version = :version")
        .param("page", pageId)
        .param("version", version)
        .query((row, index) -> revision(row, lines(row)))
        .optional();
  }

  /** A page's history, newest first, without the lines. */
  public List<Revision> history(long pageId) {
    return jdbc.sql(REVISION + " where page_id = :page order by version desc")
        .param("page", pageId)
        .query((row, index) -> revision(row, null))
        .list();
  }

  /** What an engine last said of a page: the engine, its language, how sure it was. */
  public record LastReading(String engine, @Nullable String language) {}

  /** The engine that last read a page; empty if none did. */
  public Optional<LastReading> lastReading(long pageId) {
    return jdbc.sql(
            """
            select engine, language from revision
            where page_id = :page and engine is not null order by version desc limit 1
            """)
        .param("page", pageId)
        .query((row, index) -> new LastReading(row.getString(1), row.getString(2)))
        .optional();
  }

  /** Counts a page's version up, if it still is this one; the page is a person's from then on. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean claimNext(long pageId, int version) {
    return jdbc.sql(
                """
                update page set version = version + 1, edited = true
                where id = :page and version = :version
                """)
            .param("page", pageId)
            .param("version", version)
            .update()
        == 1;
  }

  /**
   * A text's lines in their places, and how much of it is new.
   *
   * @param wordsChanged empty where it was not counted
   */
  record Placed(List<TextLine> lines, OptionalInt wordsChanged) {}

  @Transactional(propagation = Propagation.MANDATORY)
  void addEdited(Page page, int version, Edit edit, Placed placed, Person by, Instant at) {
    jdbc.sql(
            """
            insert into revision (page_id, version, text, author, created_at, image_hash, width,
              height, summary, words_changed, lines, picture)
            values (:page, :version, :text, :author, :at, :hash, :width, :height, :summary, :words,
              :lines::jsonb, (select picture from page where id = :page))
            """)
        .param("page", page.id())
        .param("version", version)
        .param("text", edit.text())
        .param("author", by.id())
        .param("at", Timestamp.from(at))
        .param("hash", page.imageHash())
        .param("width", page.width())
        .param("height", page.height())
        .param("summary", edit.summary())
        .param("words", placed.wordsChanged().isPresent() ? placed.wordsChanged().getAsInt() : null)
        .param("lines", json.writeValueAsString(placed.lines()))
        .update();
  }

  private record StoredLines(int version, Box page, List<TextLine> lines) {}

  /** Moves the places of all of a page's texts that were made of one of its pictures. */
  @Transactional(propagation = Propagation.MANDATORY)
  void rotate(long pageId, int picture, UnaryOperator<Box> move) {
    List<StoredLines> all =
        jdbc.sql(
                """
                select version, width, height, lines, false as outdated from revision
                where page_id = :page and picture = :picture and lines is not null
                """)
            .param("page", pageId)
            .param("picture", picture)
            .query(
                (row, index) ->
                    new StoredLines(
                        row.getInt("version"),
                        new Box(0, 0, row.getInt("width"), row.getInt("height")),
                        lines(row)))
            .list();
    for (StoredLines one : all) {
      Box page = move.apply(one.page());
      jdbc.sql(
              """
              update revision set width = :width, height = :height, lines = :lines::jsonb
              where page_id = :page and version = :version
              """)
          .param("width", page.width())
          .param("height", page.height())
          .param(
              "lines",
              json.writeValueAsString(one.lines().stream().map(l -> l.moved(move)).toList()))
          .param("page", pageId)
          .param("version", one.version())
          .update();
    }
  }

  /** Lines in their places on the page's picture; none where the text is of an earlier one. */
  private List<TextLine> lines(ResultSet row) throws SQLException {
    String stored = row.getString("lines");
    if (stored == null || row.getBoolean("outdated")) {
      return List.of();
    }
    try {
      return List.of(json.readValue(stored, TextLine[].class));
    } catch (JacksonException | NullPointerException e) {
      // One page's places are lost, not its text, and no other page.
      log.warn("The lines of a revision are damaged; its text stands alone: {}", e.getMessage());
      return List.of();
    }
  }

  private static Revision revision(ResultSet row, @Nullable List<TextLine> lines)
      throws SQLException {
    double confidence = row.getDouble("confidence");
    boolean none = row.wasNull();
    return new Revision(
        row.getInt("version"),
        row.getString("text"),
        row.getString("author"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("engine"),
        row.getString("engine_version"),
        row.getString("language"),
        none ? null : rounded(confidence),
        row.getString("summary"),
        row.getObject("words_changed", Integer.class),
        row.getBoolean("outdated"),
        lines);
  }

  static double rounded(double confidence) {
    return Math.round(confidence * 10_000) / 10_000.0;
  }
}
