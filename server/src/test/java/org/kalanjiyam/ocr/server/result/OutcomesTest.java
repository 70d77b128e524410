package org.kalanjiyam.ocr.server.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
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
import org.kalanjiyam.ocr.server.task.DispatchQueue;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Outcomes as they come over the broker: each counts once, and only if it is the page's own. */
class OutcomesTest extends ServerFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Autowired ClaimProofs proofs;
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired Projects projects;
  @Autowired TransactionTemplate transaction;
  @Autowired JmsTemplate jms;
  @Autowired MeterRegistry metrics;

  Task task;
  List<Handout> out;

  @BeforeEach
  void aBookInWork() {
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    Project book = books.book("kural", 2, meena);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    task = ((Started) start.start(book, request, meena)).task();
    out =
        transaction.execute(status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), 2))));
    out.forEach(page -> flow.claim(task.id(), page.page(), page.ticket(), "w"));
  }

  @Test
  void aDoubledOutcomeCountsOnce() {
    double before = counted("stale");
    String once = outcome(task.id(), out.getFirst().ticket(), out.getFirst().hash());
    send(once);
    send(once);
    Awaitility.await().atMost(PATIENCE).until(() -> counted("stale") == before + 1);
    assertThat(tasks.find(task.id()).orElseThrow().counts().done()).isEqualTo(1);
    assertThat(jdbc.sql("select count(*) from revision").query(Long.class).single()).isEqualTo(1);
  }

  @Test
  void anOutcomeOfAnotherImageIsRefusedAndThePageGoesBack() {
    double before = counted("wrong_image");
    send(outcome(task.id(), out.getFirst().ticket(), "of-another"));
    Awaitility.await().atMost(PATIENCE).until(() -> counted("wrong_image") == before + 1);
    Task now = tasks.find(task.id()).orElseThrow();
    assertThat(now.counts().done()).isZero();
    assertThat(now.counts().queued()).isEqualTo(1);
    assertThat(jdbc.sql("select count(*) from revision").query(Long.class).single()).isZero();
  }

  @Test
  void whatIsStaleOrOfNoTaskOrNoOutcomeChangesNothing() {
    Task before = tasks.find(task.id()).orElseThrow();
    double stale = counted("stale");
    double foreign = counted("foreign");
    send(outcome(task.id(), out.getFirst().ticket() + 1000, out.getFirst().hash()));
    send(outcome(UUID.randomUUID(), out.getFirst().ticket(), out.getFirst().hash()));
    send("{\"no\": \"outcome\"}");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> counted("stale") == stale + 2 && counted("foreign") == foreign + 1);
    assertThat(tasks.find(task.id()).orElseThrow()).isEqualTo(before);
  }

  @Test
  void anOutcomeOfSomebodyWhoWasNotGivenThePageIsRefused() {
    double unproven = counted("unproven");
    String real = outcome(task.id(), out.getFirst().ticket(), out.getFirst().hash());
    send(real.replaceFirst("\"claim\":\"[^\"]*\"", "\"claim\":\"guessed\""));
    send(real.replaceFirst("\"claim\":\"[^\"]*\"", "\"claim\":null"));
    Awaitility.await().atMost(PATIENCE).until(() -> counted("unproven") == unproven + 2);
    assertThat(jdbc.sql("select count(*) from revision").query(Long.class).single()).isZero();
  }

  @Test
  void anOutcomeThatMakesNoSenseInterruptsItsPageAndNoOther() {
    double applied = counted("applied");
    String real = outcome(task.id(), out.getFirst().ticket(), out.getFirst().hash());
    send(real.replaceFirst("\"box\":\\{[^}]*}", "\"box\":null"));
    Awaitility.await().atMost(PATIENCE).until(() -> counted("applied") == applied + 1);
    assertThat(
            jdbc.sql("select reason from task_page_attempt where cause = 'malformed-outcome'")
                .query(String.class)
                .single())
        .contains("makes no sense");
  }

  @Test
  void anOutcomeOfNoTaskIsIgnoredAndDoesNotComeAgain() {
    double foreign = counted("foreign");
    String real = outcome(task.id(), out.getFirst().ticket(), out.getFirst().hash());
    send(real.replaceFirst("\"taskId\":\"[^\"]*\"", "\"taskId\":null"));
    Awaitility.await().atMost(PATIENCE).until(() -> counted("foreign") == foreign + 1);
  }

  @Test
  void whatTheDatabaseCannotKeepIsFoundBeforeItGetsThere() {
    String real = outcome(task.id(), out.getFirst().ticket(), out.getFirst().hash());
    for (String text : List.of("re\\u0000ad", "re\\ud800ad")) {
      assertThat(OutcomeCheck.read(real.replace("read", text)).outcome())
          .isInstanceOf(Outcome.Interrupted.class);
    }
    assertThat(OutcomeCheck.read(real).outcome()).isInstanceOf(Outcome.Recognised.class);
  }

  private double counted(String verdict) {
    return metrics.counter("kalanjiyam.outcomes", "verdict", verdict).count();
  }

  private void send(String text) {
    jms.send(
        WorkQueues.OUTCOMES,
        session -> {
          var message = session.createTextMessage(text);
          message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
          return message;
        });
  }

  private String outcome(UUID id, long ticket, String hash) {
    Box box = new Box(0, 0, 50, 20);
    Line line = new Line(box, "read", 0.9, 0, 0, List.of(new Word(box, "read", 0.9)));
    return WorkCodec.write(
        new PageOutcome(
                WorkCodec.VERSION,
                id,
                out.getFirst().page(),
                ticket,
                hash,
                "w",
                10,
                new Outcome.Recognised(
                    new PageText(100, 100, List.of(line)),
                    new Provenance(StandInProvider.NAME, "1", null, "eng", "")))
            .claimedBy(proofs.of(id, out.getFirst().page(), ticket, "w")));
  }
}
