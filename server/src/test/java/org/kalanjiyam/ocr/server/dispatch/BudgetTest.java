package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Cost;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.Tariff;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.budget.Budgets;
import org.kalanjiyam.ocr.server.budget.Money;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.kalanjiyam.ocr.work.WorkerAnnouncement.LimitUse;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/** Pages of an engine that costs 1 EUR a page, over the real dispatch and the real broker. */
class BudgetTest extends ServerFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long EURO = 1_000_000;

  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired Projects projects;
  @Autowired Workers workers;
  @Autowired Dispatcher dispatcher;
  @Autowired LimitShares shares;
  @Autowired Budgets budgets;
  @Autowired ClaimProofs proofs;
  @Autowired JmsTemplate jms;
  @Autowired PageSpeeds speeds;

  private Person meena;
  private Task task;

  @BeforeEach
  void aBookOfSixPages() {
    meena = new Books(jdbc, projects).person("meena", Role.EDITOR);
    speeds.forget();
  }

  @AfterEach
  void freeAgain() {
    StandInProvider.tariff = Optional.empty();
    workers.hear(announcement("w", true, null));
  }

  /** As many tickets as are to be out: the server's own thread may be at it at the same time. */
  private List<Long> tickets(int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              dispatcher.fill();
              return tickets().size() == count;
            });
    return tickets();
  }

  private void begin(OptionalLong taskBudget, OptionalLong monthBudget) {
    StandInProvider.tariff = Optional.of(new Tariff("EUR", EURO, taskBudget, monthBudget));
    Project book = new Books(jdbc, projects).book("kural", 6, meena);
    task =
        ((Started) start.start(book, StartRequest.unedited(StandInProvider.NAME, "eng"), meena))
            .task();
    workers.hear(announcement("w", false, null));
    dispatcher.fill();
  }

  private WorkerAnnouncement announcement(String worker, boolean leaving, LimitUse limit) {
    return new WorkerAnnouncement(
        WorkCodec.VERSION,
        worker,
        "host",
        clock.instant(),
        "1",
        StandInProvider.NAME,
        "1",
        true,
        1,
        List.of(),
        List.of(),
        leaving,
        limit,
        null);
  }

  private List<Long> tickets() {
    return jdbc.sql("select ticket from task_page where ticket is not null order by page")
        .query(Long.class)
        .list();
  }

  private int page(long ticket) {
    return jdbc.sql("select page from task_page where ticket = :t")
        .param("t", ticket)
        .query(Integer.class)
        .single();
  }

  private void fail(UUID id, int page, long ticket, long micros) {
    flow.claim(id, page, ticket, "w");
    PageOutcome outcome =
        new PageOutcome(
                WorkCodec.VERSION,
                id,
                page,
                ticket,
                "",
                "w",
                10,
                new Outcome.Rejected("chatter-" + ticket, "It talks."))
            .costing(new Cost(3, 100, 20, micros))
            .claimedBy(proofs.of(id, page, ticket, "w"));
    jms.send(
        WorkQueues.OUTCOMES,
        session -> {
          var message = session.createTextMessage(WorkCodec.write(outcome));
          message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
          return message;
        });
  }

  private void awaitSpendings(int count) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> jdbc.sql("select count(*) from spending").query(Integer.class).single() == count);
  }

  private Task now() {
    return tasks.find(task.id()).orElseThrow();
  }

  @Test
  void whatFailedPagesAndDoubledOrLateOutcomesCostCountsOncePerTicket() {
    begin(OptionalLong.empty(), OptionalLong.empty());
    List<Long> out = tickets(3);
    int first = page(out.getFirst());
    int second = page(out.get(1));

    fail(task.id(), first, out.getFirst(), 250_000);
    fail(task.id(), first, out.getFirst(), 250_000);
    awaitSpendings(1);
    tasks.cancel(task.id(), meena);
    fail(task.id(), second, out.get(1), 500_000);
    awaitSpendings(2);

    assertThat(budgets.costOf(StandInProvider.NAME, task.id())).contains(new Money("0.75", "EUR"));
    assertThat(budgets.likelyCost(StandInProvider.NAME, 6)).contains(new Money("6.00", "EUR"));
  }

  @Test
  void noMorePagesGoOutThanTheTasksBudgetPaysForAndThenItIsPausedWithTheReason() {
    begin(OptionalLong.of(2 * EURO + EURO / 2), OptionalLong.empty());
    List<Long> out = tickets(2);
    dispatcher.fill();
    assertThat(tickets()).as("two euros and a half pay for two pages").hasSize(2);

    fail(task.id(), page(out.getFirst()), out.getFirst(), EURO);
    fail(task.id(), page(out.get(1)), out.get(1), EURO);
    awaitSpendings(2);
    dispatcher.fill();
    Awaitility.await().atMost(PATIENCE).until(() -> now().status() == TaskStatus.PAUSED);
    assertThat(now().pauseReason()).contains("budget of 2.50 EUR is used up");
    assertThat(now().counts().queued()).isEqualTo(4);
    assertThat(tickets()).isEmpty();

    tasks.resume(task.id(), meena);
    dispatcher.fill();
    Awaitility.await().atMost(PATIENCE).until(() -> now().status() == TaskStatus.PAUSED);
    assertThat(tickets()).isEmpty();
  }

  @Test
  void theMonthsBudgetHoldsForAllTasksOfTheEngineAndIsNewWithTheNextMonth() {
    begin(OptionalLong.empty(), OptionalLong.of(EURO));
    List<Long> out = tickets(1);
    fail(task.id(), page(out.getFirst()), out.getFirst(), EURO);
    awaitSpendings(1);
    dispatcher.fill();
    Awaitility.await().atMost(PATIENCE).until(() -> now().status() == TaskStatus.PAUSED);
    assertThat(now().pauseReason()).contains("1.00 EUR for this month");

    clock.advance(Duration.ofDays(31));
    workers.hear(announcement("w", false, null));
    tasks.resume(task.id(), meena);
    tickets(1);
  }

  @Test
  void aLimitIsDividedAmongThoseThatLiveAndAPauseOfOneIsAPauseForAll() {
    var one = announcement("one", false, new LimitUse("key", null));
    workers.hear(one);
    assertThat(shares.after(one).orElseThrow().processes()).isEqualTo(1);
    assertThat(shares.after(one)).as("it is known").isEmpty();

    var until = clock.instant().plusSeconds(30);
    var two = announcement("two", false, new LimitUse("key", until));
    workers.hear(two);
    var share = shares.after(two).orElseThrow();
    assertThat(share.processes()).isEqualTo(2);
    assertThat(share.pausedUntil()).isEqualTo(until);
    assertThat(shares.after(announcement("w", false, null))).isEmpty();

    workers.hear(announcement("two", true, null));
    assertThat(shares.after(one).orElseThrow().processes()).isEqualTo(1);
    workers.hear(announcement("one", true, null));
  }
}
