package org.kalanjiyam.ocr.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.search.Replacements.Place;
import org.kalanjiyam.ocr.server.search.Replacements.Wanted;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class ReplacementsTest extends ServerFixture {
  @Autowired Projects projects;
  @Autowired Revisions revisions;
  @Autowired Proofing proofing;
  @Autowired Replacements replacements;
  @Autowired ReplacementTable table;
  @Autowired TransactionTemplate transaction;

  private Person kamala;
  private Project book;

  @BeforeEach
  void aBookWithTexts() {
    Books books = new Books(jdbc, projects);
    kamala = books.person("kamala", Role.PROOFREADER);
    book = books.book("gita", 4, kamala);
    write(1, "the teh and teh again\nteh end", 0);
    write(2, "nothing here", 0);
    write(3, "tehran is not teh", 0);
    write(4, "teh last", 0);
  }

  @Test
  void everyPlaceIsShownWithItsLineBeforeAnythingChanges() {
    var all = replacements.preview(book, new Wanted("teh", "the", false), 100);
    assertThat(all.lines())
        .extracting(hit -> hit.page().number() + ":" + hit.line() + ":" + hit.marks().size())
        .containsExactly("1:1:2", "1:2:1", "3:1:2", "4:1:1");
    var whole = replacements.preview(book, new Wanted("teh", "the", true), 100);
    assertThat(whole.lines()).hasSize(4);
    assertThat(whole.lines().get(2).marks()).hasSize(1);
    assertThat(text(1)).contains("teh");
  }

  @Test
  void tickedPlacesAreReplacedInOneRevisionAPageAndUndoneAsOne() {
    Replacement started =
        replacements
            .start(
                book,
                new Wanted("teh", "the", true),
                Optional.of(List.of(new Place(1, 1, 4), new Place(1, 1, 22), new Place(4, 1, 0))),
                kamala)
            .orElseThrow();
    Replacement done = ended(started);
    assertThat(done.counts()).isEqualTo(new Replacement.Counts(2, 0, 2, 0, 0));
    assertThat(text(1)).isEqualTo("the the and teh again\nthe end");
    assertThat(text(3)).isEqualTo("tehran is not teh");
    assertThat(text(4)).isEqualTo("the last");
    assertThat(page(1).version()).isEqualTo(2);

    assertThat(replacements.undo(book, done, kamala)).isTrue();
    Replacement undone = ended(started);
    assertThat(undone.counts().undone()).isEqualTo(2);
    assertThat(text(1)).isEqualTo("the teh and teh again\nteh end");
    assertThat(page(1).version()).as("undoing is a revision too").isEqualTo(3);
    assertThat(replacements.undo(book, undone, kamala)).isFalse();
  }

  @Test
  void pagesThatWereEditedMeanwhileAreLeftOutForthAndBackAndSaid() {
    var places = Optional.of(List.of(new Place(1, 1, 4), new Place(3, 1, 14), new Place(4, 1, 0)));
    // Somebody saves between the start and the work: as if the server had been busy.
    var id = java.util.UUID.randomUUID();
    transaction.executeWithoutResult(
        status -> {
          table.add(id, book.id(), "teh", "the", kamala.id(), clock.instant());
          places
              .get()
              .forEach(one -> table.addPage(id, page(one.page()).id(), 1, List.of(one.start())));
          write(3, "somebody was here, teh same", 1);
        });
    replacements.workAll();
    // The thread of a test before may be at it too.
    Replacement done = ended(replacements.find(book, id).orElseThrow());
    assertThat(done.leftOut()).containsExactly(3);
    assertThat(text(3)).isEqualTo("somebody was here, teh same");
    assertThat(text(1)).startsWith("the the");

    write(4, "the last, and more", 2);
    replacements.undo(book, done, kamala);
    Replacement back = ended(done);
    assertThat(back.leftOut()).containsExactly(3, 4);
    assertThat(text(4)).isEqualTo("the last, and more");
    assertThat(text(1)).startsWith("the teh");
  }

  @Test
  void placesThatAreNotThereAnyMoreStartNothing() {
    assertThat(
            replacements.start(
                book,
                new Wanted("teh", "the", false),
                Optional.of(List.of(new Place(1, 7, 4))),
                kamala))
        .isEmpty();
    assertThatThrownBy(() -> new Wanted("a\nb", "c", false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Replacement ended(Replacement one) {
    return await()
        .until(() -> replacements.find(book, one.id()).orElseThrow(), found -> !found.active());
  }

  private void write(int number, String text, int base) {
    proofing.save(page(number), text, base, kamala);
  }

  private Page page(int number) {
    return projects.page(book.id(), number).orElseThrow();
  }

  private String text(int number) {
    return revisions.newest(page(number).id()).orElseThrow().text();
  }
}
