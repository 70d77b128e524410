package org.kalanjiyam.ocr.server.proof;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Words that a person found right though an engine was not sure of them. Thread-safe. */
@Repository
class AcceptedWords {
  private final JdbcClient jdbc;

  AcceptedWords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(long pageId, List<Edit.AcceptedWord> words, Person by, Instant at) {
    for (Edit.AcceptedWord word : words) {
      add(pageId, word, by.id(), Timestamp.from(at));
    }
  }

  private void add(long pageId, Edit.AcceptedWord word, long by, Timestamp at) {
    jdbc.sql(
            """
            insert into accepted_word (page_id, x1, y1, x2, y2, word, accepted_by, accepted_at)
            values (:page, :x1, :y1, :x2, :y2, :word, :person, :at)
            on conflict do nothing
            """)
        .param("page", pageId)
        .param("x1", word.box().x1())
        .param("y1", word.box().y1())
        .param("x2", word.box().x2())
        .param("y2", word.box().y2())
        .param("word", word.text())
        .param("person", by)
        .param("at", at)
        .update();
  }

  Set<Edit.AcceptedWord> of(long pageId) {
    return new HashSet<>(
        jdbc.sql("select x1, y1, x2, y2, word from accepted_word where page_id = :page")
            .param("page", pageId)
            .query(
                (row, index) ->
                    new Edit.AcceptedWord(
                        new Box(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)),
                        row.getString(5)))
            .list());
  }

  /** Moves the places of a page's words. */
  void rotate(long pageId, UnaryOperator<Box> move) {
    record Accepted(Box box, String word, long by, Timestamp at) {}
    List<Accepted> words =
        jdbc.sql(
                """
                delete from accepted_word where page_id = :page
                returning x1, y1, x2, y2, word, accepted_by, accepted_at
                """)
            .param("page", pageId)
            .query(
                (row, index) ->
                    new Accepted(
                        new Box(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4)),
                        row.getString(5),
                        row.getLong(6),
                        row.getTimestamp(7)))
            .list();
    for (Accepted one : words) {
      add(pageId, new Edit.AcceptedWord(move.apply(one.box()), one.word()), one.by(), one.at());
    }
  }
}
