package org.kalanjiyam.ocr.server.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.internet.MimeMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.notify.Choices.Choice;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.site.Language;
import org.kalanjiyam.ocr.server.task.DispatchQueue;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people are told: in the page, by a real SMTP server, by real HTTP. */
@Timeout(60)
class NotifyTest extends ServerFixture {
  private static final String EVIL = "<script>alert(1)</script>";

  @Autowired People people;
  @Autowired Projects projects;
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired TransactionTemplate transaction;
  @Autowired Notifications notifications;
  @Autowired Choices choices;
  @Autowired Webhooks webhooks;
  @Autowired Courier courier;
  @Autowired TaskNews news;
  @Autowired Outbox outbox;

  final List<Received> received = Collections.synchronizedList(new ArrayList<>());
  HttpServer hook;
  volatile int answers = 204;
  Books books;
  Person meena;
  Person ravi;

  /** A request that came to the webhook. */
  record Received(Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.get(name).getFirst();
    }
  }

  @BeforeEach
  void listen() throws Exception {
    hook = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    hook.createContext(
        "/",
        exchange -> {
          received.add(
              new Received(
                  exchange.getRequestHeaders(),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          if (answers == 302) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
          }
          byte[] text = EVIL.getBytes(UTF_8);
          exchange.sendResponseHeaders(answers, answers == 204 ? -1 : text.length);
          if (answers != 204) {
            exchange.getResponseBody().write(text);
          }
          exchange.close();
        });
    hook.start();
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    ravi = books.person("ravi", Role.EDITOR);
  }

  @AfterEach
  void stop() {
    hook.stop(0);
  }

  @Test
  void whoStartedATaskIsToldOfItsEndAndNobodyElse() {
    Task task = readAll("kural", 3);
    Notification told = only(meena);
    assertThat(told.event()).isEqualTo(TaskEvent.ENDED);
    assertThat(told.taskId()).isEqualTo(task.id());
    assertThat(told.done()).isEqualTo(3);
    assertThat(notifications.unread(meena)).isEqualTo(1);
    assertThat(notifications.of(ravi, false, null, 10)).isEmpty();
    assertThat(notifications.read(ravi, told.id())).isEmpty();
    assertThat(notifications.unread(meena)).isEqualTo(1);

    notifications.read(meena, told.id());
    assertThat(notifications.unread(meena)).isZero();
    assertThat(only(meena).readAt()).isNotNull();
  }

  @Test
  void anEndThatIsRolledBackIsToldToNobody() {
    Project book = books.book("kural", 1, meena);
    Task task = started(book);
    Handout page = handOut(task, 1).getFirst();
    transaction.executeWithoutResult(
        status -> {
          flow.done(
              flow.lockIfAwaited(task.id(), page.page(), page.ticket()).orElseThrow(), 5, null);
          status.setRollbackOnly();
        });
    assertThat(notifications.of(meena, false, null, 10)).isEmpty();
  }

  @Test
  void aStallIsToldOnceUntilTheTaskGetsOn() {
    Project book = books.book("kural", 2, meena);
    Task task = started(book);
    List<Handout> out = handOut(task, 2);
    done(task, out.getFirst());
    clock.advance(Duration.ofMinutes(4));
    news.lookForStalls();
    assertThat(notifications.unread(meena)).isZero();
    clock.advance(Duration.ofMinutes(2));
    news.lookForStalls();
    news.lookForStalls();
    assertThat(only(meena).event()).isEqualTo(TaskEvent.STALLED);
    done(task, out.getLast());
    assertThat(notifications.of(meena, false, null, 10))
        .extracting(Notification::event)
        .containsExactly(TaskEvent.ENDED, TaskEvent.STALLED);
  }

  @Test
  void whatSomebodyDoesNotWantInThePageIsNotThere() {
    choices.choose(meena, new Choice(Set.of(TaskEvent.FAILED), Set.of(), null));
    readAll("kural", 1);
    assertThat(notifications.of(meena, false, null, 10)).isEmpty();
    assertThat(notifications.unread(meena)).isZero();
  }

  @Test
  void anEMailSpeaksThePersonsLanguageAndNamesTheBookByItsTitle() throws Exception {
    choices.choose(
        meena, new Choice(Set.of(), EnumSet.allOf(TaskEvent.class), "meena@example.org"));
    people.setLanguage(meena, Language.TAMIL);
    Task task = readAll("kural", 2);
    jdbc.sql("update project set title = 'திருக்குறள்' where slug = 'kural'").update();
    jdbc.sql("delete from delivery").update();
    jdbc.sql("delete from notification").update();
    outbox.put(task, TaskEvent.ENDED, null);
    assertThat(jdbc.sql("select subject from delivery").query(String.class).single())
        .isEqualTo("திருக்குறள்: முடிந்தது");
    assertThat(jdbc.sql("select body from delivery").query(String.class).single())
        .contains("2 பக்கங்களில் 0 எழுத்துணரப்பட்டன");
  }

  @Test
  void anEMailComesWithALinkAndNothingOfATitleGetsIntoItsHeader() throws Exception {
    choices.choose(
        meena, new Choice(Set.of(), EnumSet.allOf(TaskEvent.class), "meena@example.org"));
    var mail = new GreenMail(new ServerSetup(TestSite.mailPort(), "127.0.0.1", "smtp"));
    Task task = readAll("kural", 2);
    courier.sendDue(); // nobody listens yet
    mail.start();
    try {
      courier.sendDue();
      assertThat(mail.getReceivedMessages()).isEmpty();
      clock.advance(Duration.ofSeconds(6));
      courier.sendDue();
      assertThat(mail.waitForIncomingEmail(5000, 1)).isTrue();
      MimeMessage message = mail.getReceivedMessages()[0];
      assertThat(message.getSubject()).isEqualTo("kural: finished");
      assertThat(message.getAllRecipients()[0]).hasToString("meena@example.org");
      assertThat(message.getContent().toString())
          .contains("2 of 2 pages", "https://books.example/tasks/" + task.id());
      clock.advance(Duration.ofDays(1));
      courier.sendDue();
      assertThat(mail.getReceivedMessages()).hasSize(1);
    } finally {
      mail.stop();
    }
  }

  @Test
  void addressesThatAreNoneAreRefused() {
    for (String address : List.of("meena", "a@b\r\nBcc: c@d", "a@b, c@d", "<a@b>", "@")) {
      assertThatThrownBy(() -> choices.choose(meena, new Choice(Set.of(), Set.of(), address)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aWebhookIsSignedByTheStandard() throws Exception {
    var made = webhooks.make(meena, url(), false, EnumSet.allOf(TaskEvent.class));
    Task task = readAll("kural", 2);
    courier.sendDue();
    assertThat(received).hasSize(1);
    Received request = received.getFirst();
    JsonNode body = JsonMapper.shared().readTree(request.body());
    assertThat(body.path("type").asString()).isEqualTo("task.ended");
    assertThat(body.path("data").path("task_id").asString()).isEqualTo(task.id().toString());
    assertThat(body.path("data").path("done").asInt()).isEqualTo(2);

    byte[] secret = Base64.getDecoder().decode(made.secret().substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    String signed =
        request.header("Webhook-id")
            + "."
            + request.header("Webhook-timestamp")
            + "."
            + request.body();
    assertThat(request.header("Webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
    assertThat(webhooks.deliveries(meena, made.webhook().id(), 10))
        .singleElement()
        .matches(delivery -> delivery.sent() && delivery.status() == 204);
    assertThat(webhooks.deliveries(ravi, made.webhook().id(), 10)).isEmpty();
  }

  @Test
  void aWebhookThatFailsIsTriedAgainWithTheSameIdAndThenGivenUp() throws Exception {
    var made = webhooks.make(meena, url(), false, EnumSet.allOf(TaskEvent.class));
    answers = 500;
    readAll("kural", 1);
    for (int i = 0; i < Courier.ATTEMPTS + 2; i++) {
      courier.sendDue();
      clock.advance(Duration.ofDays(1));
    }
    assertThat(received).hasSize(Courier.ATTEMPTS);
    assertThat(received)
        .extracting(one -> one.header("Webhook-id"))
        .containsOnly(received.getFirst().header("Webhook-id"));
    Delivery given = webhooks.deliveries(meena, made.webhook().id(), 10).getFirst();
    assertThat(given.sent()).isFalse();
    assertThat(given.nextAt()).isNull();
    assertThat(given.answer()).contains(EVIL);

    answers = 204;
    assertThat(webhooks.again(ravi, given.id())).isFalse();
    assertThat(webhooks.again(meena, given.id())).isTrue();
    courier.sendDue();
    assertThat(webhooks.deliveries(meena, made.webhook().id(), 10).getFirst().sent()).isTrue();
  }

  @Test
  void manyDeliveriesOfOnePersonDoNotDelayAnothers() {
    webhooks.make(meena, url(), false, EnumSet.allOf(TaskEvent.class));
    readAll("kural", 1);
    String copies =
        """
        insert into delivery (id, webhook_id, person_id, task_id, event, body, created_at,
          next_at)
        select gen_random_uuid(), webhook_id, :person, task_id, event, body, created_at,
          next_at + cast(:later as interval)
        from delivery, generate_series(1, :count) limit :count
        """;
    jdbc.sql(copies)
        .param("person", meena.id())
        .param("later", "0 s")
        .param("count", 80)
        .update();
    jdbc.sql(copies).param("person", ravi.id()).param("later", "1 s").param("count", 1).update();
    clock.advance(Duration.ofSeconds(10));
    transaction.executeWithoutResult(
        status ->
            assertThat(outbox.take(48, 4, Set.of()))
                .extracting(Outbox.Due::personId)
                .containsOnlyOnce(ravi.id())
                .hasSize(5));
    transaction.executeWithoutResult(
        status -> assertThat(outbox.take(48, 4, Set.of(meena.id()))).isEmpty());
  }

  @Test
  void aServerThatDiesWhileItSendsLosesNothing() throws Exception {
    webhooks.make(meena, url(), false, EnumSet.allOf(TaskEvent.class));
    readAll("kural", 1);
    transaction.executeWithoutResult(status -> assertThat(outbox.take(10, 10, Set.of())).hasSize(1));
    courier.sendDue();
    assertThat(received).as("another has it").isEmpty();
    clock.advance(Outbox.LEASE.plusSeconds(1));
    courier.sendDue();
    assertThat(received).hasSize(1);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    var made = webhooks.make(meena, url(), false, EnumSet.allOf(TaskEvent.class));
    answers = 302;
    readAll("kural", 1);
    courier.sendDue();
    assertThat(received).hasSize(1);
    assertThat(webhooks.deliveries(meena, made.webhook().id(), 10).getFirst().status())
        .isEqualTo(302);
  }

  @Test
  void anAdministratorsWebhookHearsOfEverybodysTasks() throws Exception {
    Person admin = books.person("admin", Role.ADMIN);
    webhooks.make(admin, url(), true, Set.of(TaskEvent.ENDED));
    assertThatThrownBy(() -> webhooks.make(meena, url(), true, Set.of(TaskEvent.ENDED)))
        .isInstanceOf(IllegalArgumentException.class);
    webhooks.make(ravi, url(), false, Set.of(TaskEvent.ENDED));
    readAll("kural", 1);
    courier.sendDue();
    assertThat(received).hasSize(1);
  }

  private String url() {
    return "http://127.0.0.1:" + hook.getAddress().getPort() + "/told";
  }

  private Notification only(Person person) {
    List<Notification> all = notifications.of(person, false, null, 10);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private Task readAll(String slug, int pages) {
    Task task = started(books.book(slug, pages, meena));
    handOut(task, pages).forEach(page -> done(task, page));
    return task;
  }

  private Task started(Project book) {
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    return ((Started) start.start(book, request, meena)).task();
  }

  private List<Handout> handOut(Task task, int count) {
    List<Handout> out =
        transaction.execute(
            status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), count))));
    out.forEach(page -> flow.claim(task.id(), page.page(), page.ticket(), "w"));
    return out;
  }

  private void done(Task task, Handout page) {
    transaction.executeWithoutResult(
        status ->
            flow.done(
                flow.lockIfAwaited(task.id(), page.page(), page.ticket()).orElseThrow(), 5, null));
  }
}
