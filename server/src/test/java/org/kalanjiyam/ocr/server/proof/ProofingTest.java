package org.kalanjiyam.ocr.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class ProofingTest extends ServerFixture {
  @Autowired private Proofing proofing;
  @Autowired private Revisions revisions;
  @Autowired private BookTexts bookTexts;
  @Autowired private PageStatuses statuses;
  @Autowired private OpenPages open;
  @Autowired private Doubts doubts;
  @Autowired private Pages pages;
  @Autowired private Projects projects;
  @Autowired private TransactionTemplate transaction;

  private Person ada = new Person(0, "ada", "Ada", Role.PROOFREADER);
  private long project;

  @BeforeEach
  void aPageThatAnEngineRead() {
    ada = new Person(person("ada", "PROOFREADER"), "ada", "Ada", Role.PROOFREADER);
    project =
        jdbc.sql(
                """
                insert into project (slug, title, status, page_count, created_by)
                values ('tale', 'Tale', 'READY', 1, :ada) returning id
                """)
            .param("ada", ada.id())
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into page (project_id, number, image_file, media_type, image_hash, byte_count,
              width, height)
            values (:project, 1, '1/1.png', 'image/png', 'abc', 10, 500, 700)
            """)
        .param("project", project)
        .update();
    read("It was the besl of times", 0);
  }

  private Page page() {
    return projects.page(project, 1).orElseThrow();
  }

  private OptionalInt read(String text, int base) {
    Box box = new Box(10, 10, 400, 40);
    Line line = new Line(box, text, 0.5, 0, 0, List.of(new Word(box, text, 0.5)));
    Revisions.Recognition recognition =
        new Revisions.Recognition(
            page().id(),
            UUID.randomUUID(),
            base,
            new PageText(500, 700, List.of(line)),
            new Provenance("tesseract", "5", null, "eng", ""),
            "abc",
            Instant.EPOCH);
    Map<Long, Integer> versions =
        transaction.execute(status -> revisions.addRecognised(List.of(recognition)));
    return versions.values().stream().mapToInt(Integer::intValue).findFirst();
  }

  @Test
  void anEnginesReadingIsThePagesTextWithItsPlaces() {
    PageWithText page = pages.withText(page());
    assertThat(page.text()).isEqualTo("It was the besl of times\n");
    assertThat(page.version()).isEqualTo(1);
    assertThat(page.engine()).isEqualTo("tesseract");
    assertThat(page.language()).isEqualTo("eng");
    assertThat(page.confidence()).isEqualTo(0.5);
    assertThat(page.lines().getFirst().words().getFirst().box().x2()).isEqualTo(400);
    assertThat(page().status()).isEqualTo(Page.Status.RECOGNISED);
    assertThat(bookTexts.confidences(project)).containsEntry(1, 0.5);
  }

  @Test
  void aPersonsTextIsANewRevisionAndTheOldOneStays() {
    assertThat(proofing.save(page(), "It was the best of times\r\n", 1, ada))
        .isEqualTo(new SaveResult.Saved(2));
    PageWithText page = pages.withText(page());
    assertThat(page.text()).isEqualTo("It was the best of times\n");
    assertThat(page.engine()).isEqualTo("tesseract");
    assertThat(page.confidence()).isNull();
    assertThat(page.lines().getFirst().corrected()).isTrue();
    assertThat(page().status()).isEqualTo(Page.Status.RECOGNISED);
    assertThat(page().edited()).isTrue();
    assertThat(revisions.history(page().id()))
        .extracting(Revision::version, Revision::author, Revision::engine)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(2, "ada", null),
            org.assertj.core.groups.Tuple.tuple(1, null, "tesseract"));
    assertThat(revisions.of(page().id(), 1).orElseThrow().text()).contains("besl");
  }

  @Test
  void aTextForAnOlderVersionIsAConflictThatShowsTheNewest() {
    proofing.save(page(), "newest", 1, ada);
    assertThat(proofing.save(page(), "mine", 1, ada))
        .isInstanceOfSatisfying(
            SaveResult.Conflict.class,
            conflict -> {
              assertThat(conflict.currentText()).isEqualTo("newest");
              assertThat(conflict.currentVersion()).isEqualTo(2);
              assertThat(conflict.author()).isEqualTo("ada");
              assertThat(conflict.merged()).containsExactly(new Merge.Overlap("mine", "newest"));
            });
    assertThat(page().version()).isEqualTo(2);
  }

  @Test
  void ofManyWhoSaveAtOnceExactlyOneWins() throws Exception {
    Page page = page();
    List<Callable<SaveResult>> saves =
        IntStream.range(0, 16)
            .<Callable<SaveResult>>mapToObj(i -> () -> proofing.save(page, "text " + i, 1, ada))
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<SaveResult> results = threads.invokeAll(saves).stream().map(Future::resultNow).toList();
      assertThat(results).filteredOn(SaveResult.Saved.class::isInstance).hasSize(1);
      assertThat(results).filteredOn(SaveResult.Conflict.class::isInstance).hasSize(15);
    }
    assertThat(revisions.history(page.id())).hasSize(2);
  }

  @Test
  void theSameTextAddsNoRevision() {
    assertThat(proofing.save(page(), "It was the besl of times\n", 1, ada))
        .isEqualTo(new SaveResult.Saved(1));
    assertThat(page().edited()).isFalse();
  }

  @Test
  void textIsStoredInNfc() {
    proofing.save(page(), "e\u0301tude", 1, ada);
    assertThat(pages.withText(page()).text()).isEqualTo("\u00e9tude");
  }

  @Test
  void textThatNoDatabaseKeepsIsRefusedInWords() {
    assertThat(proofing.save(page(), "a\0b", 1, ada)).isInstanceOf(SaveResult.Unfit.class);
    assertThat(proofing.save(page(), "a\ud800b", 1, ada)).isInstanceOf(SaveResult.Unfit.class);
    assertThat(proofing.save(page(), "a".repeat(1_000_001), 1, ada))
        .isInstanceOf(SaveResult.Unfit.class);
    assertThat(page().version()).isEqualTo(1);
  }

  @Test
  void aFinishedPageIsUnfinishedAgainWhenItsTextChanges() {
    assertThat(statuses.finish(page().id(), 7, ada)).isFalse();
    assertThat(statuses.finish(page().id(), 1, ada)).isTrue();
    assertThat(page().status()).isEqualTo(Page.Status.PROOFREAD_ONCE);
    proofing.save(page(), "changed", 1, ada);
    assertThat(page().status()).isEqualTo(Page.Status.RECOGNISED);
  }

  @Test
  void twicePeopleProofreadAPageOnlyIfTheyAreTwo() {
    statuses.finish(page().id(), 1, ada);
    statuses.finish(page().id(), 1, ada);
    assertThat(page().status()).isEqualTo(Page.Status.PROOFREAD_ONCE);
    statuses.finish(page().id(), 1, bo());
    assertThat(page().status()).isEqualTo(Page.Status.PROOFREAD_TWICE);
  }

  @Test
  void whoeverMendsALetterAfterSomebodyElseAndFinishesIsTheSecondToHaveProofread() {
    Person bo = bo();
    statuses.finish(page().id(), 1, ada);
    proofing.save(page(), "It was the best of times", 1, bo);
    assertThat(page().status()).isEqualTo(Page.Status.RECOGNISED);
    proofing.save(page(), finished("It was the best of times", 2), bo);
    assertThat(page().status()).isEqualTo(Page.Status.PROOFREAD_TWICE);
    proofing.save(page(), finished("It was the best of times!", 2), ada);
    assertThat(page().status()).isEqualTo(Page.Status.PROOFREAD_ONCE);
  }

  @Test
  void aSkippedPageIsNotUnfinishedAndIsCountedAsSuch() {
    statuses.skip(page().id());
    assertThat(statuses.nextUnfinished(project, 0, ada)).isEmpty();
    assertThat(statuses.counts(project)).containsEntry(Page.Status.SKIP, 1);
    statuses.unskip(page().id());
    assertThat(page().status()).isEqualTo(Page.Status.RECOGNISED);
  }

  @Test
  void thePageToGoOnWithIsTheLowestUnfinishedOneThatNobodyElseHasOpen() {
    jdbc.sql(
            """
            insert into page (project_id, number, image_file, media_type, image_hash, byte_count,
              width, height, version)
            select :project, n, '1/1.png', 'image/png', 'abc', 10, 500, 700, (n <> 2)::int
            from generate_series(2, 5) n
            """)
        .param("project", project)
        .update();
    assertThat(statuses.nextUnfinished(project, 0, ada)).contains(1);
    assertThat(statuses.nextUnfinished(project, 1, ada)).contains(3);
    assertThat(statuses.nextUnfinished(project, 5, ada)).contains(1);
    open.seen(page().id(), bo());
    assertThat(statuses.nextUnfinished(project, 5, ada)).contains(3);
    assertThat(open.of(project)).containsEntry(1, List.of("bo"));
    open.seen(page().id(), ada);
    assertThat(open.others(page().id(), ada)).containsExactly("bo");
  }

  @Test
  void anAcceptedWordIsNoLongerInDoubt() {
    PageWithText read = pages.withText(page());
    assertThat(doubts.of(read)).containsExactly(new Doubt(0, 0, List.of()));
    var word = read.lines().getFirst().words().getFirst();
    var accepted = List.of(new Edit.AcceptedWord(word.box(), word.text()));
    proofing.save(page(), new Edit(read.text(), 1, null, accepted, Edit.Then.LEAVE), ada);
    assertThat(page().version()).isEqualTo(1);
    assertThat(doubts.of(pages.withText(page()))).isEmpty();
  }

  @Test
  void aRevisionTellsHowManyWordsItChangedAndWhatItsAuthorSays() {
    var edit =
        new Edit("It was the best of time", 1, " wrong  letter ", List.of(), Edit.Then.LEAVE);
    proofing.save(page(), edit, ada);
    Revision newest = revisions.newest(page().id()).orElseThrow();
    assertThat(newest.wordsChanged()).isEqualTo(2);
    assertThat(newest.summary()).isEqualTo("wrong  letter");
  }

  private Person bo() {
    return jdbc.sql("select id from person where name = 'bo'")
        .query(Long.class)
        .optional()
        .map(id -> new Person(id, "bo", "Bo", Role.PROOFREADER))
        .orElseGet(() -> new Person(person("bo", "PROOFREADER"), "bo", "Bo", Role.PROOFREADER));
  }

  private static Edit finished(String text, int base) {
    return new Edit(text, base, null, List.of(), Edit.Then.FINISH);
  }

  @Test
  void whatAPersonWroteMeanwhileIsNotOverwrittenByAnEngine() {
    proofing.save(page(), "mine", 1, ada);
    assertThat(read("theirs", 1)).isEmpty();
    assertThat(pages.withText(page()).text()).isEqualTo("mine");
  }
}
