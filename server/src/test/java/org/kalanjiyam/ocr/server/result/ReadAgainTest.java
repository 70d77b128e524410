package org.kalanjiyam.ocr.server.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.dispatch.ClaimProofs;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.Revision;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.proof.TaskTexts;
import org.kalanjiyam.ocr.server.task.DispatchQueue;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.kalanjiyam.ocr.server.task.StartResult.NothingToDo;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.server.tracking.RunningTaskLookup;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class ReadAgainTest extends ServerFixture {
  @Autowired ClaimProofs proofs;
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired Outcomes outcomes;
  @Autowired Revisions revisions;
  @Autowired TaskTexts texts;
  @Autowired RunningTaskLookup running;
  @Autowired Projects projects;
  @Autowired TransactionTemplate transaction;

  Books books;
  Person meena;
  Project book;
  Task first;

  @BeforeEach
  void aBookThatWasReadAndOnePageEdited() {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    book = books.book("kural", 3, meena);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    first = ((Started) start.start(book, request, meena)).task();
    readAll(first, "first");
    books.edit(book, 2, meena);
    first = tasks.find(first.id()).orElseThrow();
    assertThat(first.active()).isFalse();
  }

  @Test
  void allReadsWhatAPersonWroteTooAndKeepsItAsARevision() {
    Task again = ((Started) start.retry(book, first, Scope.ALL, PageSelection.of(2), meena)).task();
    assertThat(again.retryOf()).isEqualTo(first.id());
    assertThat(again.counts().total()).isEqualTo(1);

    readAll(again, "second");

    List<Revision> history = revisions.history(pageId(2));
    assertThat(history)
        .extracting(revision -> revision.text().strip())
        .containsExactlyInAnyOrder("second 2", "by hand", "first 2");
    assertThat(revisions.newest(pageId(2)).orElseThrow().text().strip()).isEqualTo("second 2");
  }

  @Test
  void aPersonWhoWritesWhileAllIsReadIsNotWrittenOver() {
    Task again = ((Started) start.retry(book, first, Scope.ALL, null, meena)).task();
    List<Handout> out = handOut(again);
    books.edit(book, 1, meena);
    out.forEach(page -> read(page, "second"));

    assertThat(revisions.newest(pageId(1)).orElseThrow().text()).isEqualTo("by hand");
    assertThat(tasks.find(again.id()).orElseThrow().counts().skipped()).isEqualTo(1);
  }

  @Test
  void editedPagesAreLeftAloneUnlessAllIsSaid() {
    assertThat(start.retry(book, first, Scope.UNEDITED, PageSelection.of(2), meena))
        .isInstanceOf(NothingToDo.class);
    Task range =
        ((Started) start.retry(book, first, Scope.UNEDITED, PageSelection.parse("1-3"), meena))
            .task();
    assertThat(range.counts().queued()).as("pages 1 and 3").isEqualTo(2);
  }

  @Test
  void thePagesThatACancelLeftAreReadInANewTask() {
    Person owner = books.person("owner", Role.EDITOR);
    Project other = books.book("other", 5, owner);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    Task task = ((Started) start.start(other, request, owner)).task();
    List<Handout> out =
        transaction.execute(status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), 2))));
    out.forEach(page -> read(page, "first"));
    tasks.cancel(task.id(), owner);
    Task cancelled = tasks.find(task.id()).orElseThrow();
    assertThat(cancelled.counts().percent()).isEqualTo(40.0);

    Task rest = ((Started) start.finish(other, cancelled, owner)).task();

    assertThat(rest.counts().total()).isEqualTo(3);
    assertThat(rest.retryOf()).isEqualTo(task.id());
    assertThat(handOut(rest)).extracting(Handout::page).containsExactly(3, 4, 5);
  }

  @Test
  void trialsRunBesideTheBooksTaskAndNeverBecomeThePagesTexts() {
    Task trial = trial("1-3");
    Task another = trial("1-3");
    Task again = ((Started) start.retry(book, first, Scope.ALL, PageSelection.of(3), meena)).task();
    assertThat(tasks.activeOf(book)).map(Task::id).contains(again.id());
    assertThat(running.running(book)).map(Task::id).contains(again.id());

    readAll(trial, "tried");
    readAll(another, "tried otherwise");
    assertThat(running.running(book)).map(Task::id).contains(again.id());
    readAll(again, "second");

    assertThat(texts.of(trial.id()))
        .extracting(text -> text.text().strip())
        .containsExactly("tried 1", "tried 2", "tried 3");
    assertThat(texts.newest(pageId(2), TaskPurpose.TRIAL).orElseThrow().taskId())
        .isEqualTo(another.id());
    assertThat(tasks.find(trial.id()).orElseThrow().counts().done()).isEqualTo(3);
    assertThat(revisions.newest(pageId(1)).orElseThrow().text().strip()).isEqualTo("first 1");
    assertThat(revisions.newest(pageId(2)).orElseThrow().text()).isEqualTo("by hand");
    assertThat(revisions.newest(pageId(3)).orElseThrow().text().strip()).isEqualTo("second 3");
    assertThat(tasks.newestEndedOf(book)).map(Task::id).contains(again.id());
  }

  private Task trial(String pages) {
    var request =
        new StartRequest(
            StandInProvider.NAME,
            "eng",
            Scope.ALL,
            PageSelection.parse(pages),
            Priority.NORMAL,
            null,
            "",
            TaskPurpose.TRIAL);
    return ((Started) start.start(book, request, meena)).task();
  }

  @Test
  void aPageThatTheBookDoesNotHaveIsRefusedByItsNumber() {
    var request =
        new StartRequest(
            StandInProvider.NAME,
            "eng",
            Scope.ALL,
            PageSelection.parse("1-3,200"),
            Priority.NORMAL,
            null);
    assertThat(start.start(book, request, meena))
        .isInstanceOfSatisfying(
            StartResult.UnknownPages.class,
            unknown -> assertThat(unknown.reason()).contains("no page 200", "last is 3"));
    assertThat(start.plan(book, request).refused())
        .hasValueSatisfying(why -> assertThat(why).contains("200"));
  }

  private void readAll(Task task, String text) {
    handOut(task).forEach(page -> read(page, text));
  }

  private List<Handout> handOut(Task task) {
    return transaction.execute(
        status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), 10))));
  }

  private void read(Handout page, String text) {
    flow.claim(page.task().id(), page.page(), page.ticket(), "w1");
    String words = text + " " + page.page();
    Box box = new Box(0, 0, 50, 20);
    Line line = new Line(box, words, 0.9, 0, 0, List.of(new Word(box, words, 0.9)));
    var recognised =
        new Outcome.Recognised(
            new PageText(100, 100, List.of(line)),
            new Provenance(StandInProvider.NAME, "1", null, "eng", ""));
    outcomes.apply(
        List.of(
            new PageOutcome(
                    WorkCodec.VERSION,
                    page.task().id(),
                    page.page(),
                    page.ticket(),
                    page.hash(),
                    "w1",
                    10,
                    recognised)
                .claimedBy(proofs.of(page.task().id(), page.page(), page.ticket(), "w1"))));
  }

  private long pageId(int page) {
    return jdbc.sql("select id from page where project_id = :book and number = :page")
        .param("book", book.id())
        .param("page", page)
        .query(Long.class)
        .single();
  }
}
