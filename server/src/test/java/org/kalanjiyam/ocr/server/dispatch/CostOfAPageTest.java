package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.CountedStatements;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What a page costs, counted and not timed: SQL statements, messages, Redis commands. A single
 * worker reads page after page, so that no batch helps: this is the dearest that a page can be.
 * Whoever makes it dearer than this has to raise a number here.
 */
class CostOfAPageTest extends ServerFixture {
  /** 11 to 18 are seen: how many outcomes fall together is a matter of how busy the machine is. */
  private static final double MOST_STATEMENTS = 20;

  private static final double MOST_REDIS_COMMANDS = 2.1;
  private static final String WORKER = "counted-1";
  private static final Pattern CALLS = Pattern.compile("cmdstat_(?:evalsha|eval):calls=(\\d+)");

  /** What runs every second, whether pages end or not. */
  private static final Pattern BY_THE_CLOCK =
      Pattern.compile(
          "project_import|server_node|delivery|notification|record_cleared|not_before <=|claimed_at"
              + " <|with taken|search_");

  @Autowired Projects projects;
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired Workers workers;
  @Autowired Dispatcher dispatcher;
  @Autowired ConnectionFactory connections;
  @Autowired EmbeddedActiveMQ broker;
  @Autowired CountedStatements statements;

  private record Cost(double statements, double messages, double redis, String which) {}

  @Test
  void aPageCostsTheSameFewStatementsMessagesAndCommandsInASmallBookAndInALarge() throws Exception {
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    Cost small = read(books, "leaflet", 20, meena);
    Cost large = read(books, "dictionary", 80, meena);

    System.out.printf(
        "A page costs %.1f statements, %.2f messages, %.2f Redis commands%n",
        large.statements(), large.messages(), large.redis());
    assertThat(large.messages()).as("a hand-out and an outcome").isEqualTo(2);
    assertThat(large.redis()).isLessThanOrEqualTo(MOST_REDIS_COMMANDS);
    assertThat(large.statements()).as(large.which()).isLessThanOrEqualTo(MOST_STATEMENTS);
    assertThat(large.statements()).isLessThanOrEqualTo(small.statements() * 1.3 + 0.5);
    assertThat(large.redis()).isLessThanOrEqualTo(small.redis() * 1.1 + 0.5);
  }

  /** Or PostgreSQL writes each change of a task into all of the table's indexes. */
  @Test
  void noIndexOfTasksHoldsWhatEachOfTheirPagesChanges() {
    List<String> indexed =
        jdbc.sql(
                """
                select distinct a.attname::text
                from pg_depend d
                join pg_class i on i.oid = d.objid and i.relkind = 'i'
                join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
                where d.classid = 'pg_class'::regclass and d.refobjid = 'task'::regclass
                """)
            .query(String.class)
            .list();

    assertThat(indexed)
        .contains("status", "stirred_at", "waiting")
        .doesNotContain("updated_at", "version", "queued", "active", "done", "pixels_left");
  }

  private Cost read(Books books, String slug, int pages, Person by) throws Exception {
    var book = books.book(slug, pages, by);
    Path images = Files.createDirectories(TestSite.dataFolder().resolve("pages/none"));
    for (int page = 1; page <= pages; page++) {
      Files.writeString(images.resolve("" + page), "an image");
    }
    announce(false);
    Task task =
        ((Started) start.start(book, StartRequest.unedited(StandInProvider.NAME, "eng"), by))
            .task();
    statements.reset();
    long messages = messages();
    long redis = redisCommands();
    work(task.id(), pages);
    dispatcher.fill();
    double count =
        statements.counts().entrySet().stream()
            .filter(one -> !BY_THE_CLOCK.matcher(one.getKey()).find())
            .mapToLong(one -> one.getValue().sum())
            .sum();
    announce(true);
    return new Cost(
        count / pages,
        (double) (messages() - messages) / pages,
        (double) (redisCommands() - redis) / pages,
        statements.counts().toString().replace(", ", "\n"));
  }

  private void work(UUID task, int pages) throws Exception {
    try (Connection connection = connections.createConnection();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer jobs =
            session.createConsumer(session.createQueue(WorkQueues.pages(StandInProvider.NAME)));
        MessageProducer outcomes =
            session.createProducer(session.createQueue(WorkQueues.OUTCOMES));
        HttpClient client = HttpClient.newHttpClient()) {
      connection.start();
      for (int page = 0; page < pages; page++) {
        Message message = jobs.receive(30_000);
        assertThat(message).as("page " + page).isNotNull();
        PageJob job = WorkCodec.read(message.getBody(String.class), PageJob.class);
        var image =
            client.send(
                HttpRequest.newBuilder(job.image()).header("X-Kalanjiyam-Worker", WORKER).build(),
                BodyHandlers.discarding());
        String claim = image.headers().firstValue(WorkQueues.CLAIM_HEADER).orElse(null);
        outcomes.send(text(session, outcome(job).claimedBy(claim)));
        session.commit();
        announce(false);
      }
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> tasks.find(task).orElseThrow().status() == TaskStatus.SUCCESS);
    }
  }

  private static Message text(Session session, Object body) throws JMSException {
    Message message = session.createTextMessage(WorkCodec.write(body));
    message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
    return message;
  }

  private static PageOutcome outcome(PageJob job) {
    Box box = new Box(0, 0, 50, 20);
    Line line = new Line(box, "read", 0.9, 0, 0, List.of(new Word(box, "read", 0.9)));
    return new PageOutcome(
        WorkCodec.VERSION,
        job.taskId(),
        job.page(),
        job.ticket(),
        job.imageHash(),
        WORKER,
        10,
        new Outcome.Recognised(
            new PageText(100, 100, List.of(line)),
            new Provenance(StandInProvider.NAME, "1", null, "eng", "")));
  }

  private void announce(boolean leaving) {
    workers.hear(Announcements.of(WORKER, 1, leaving));
  }

  private long messages() {
    return added(WorkQueues.OUTCOMES) + added(WorkQueues.pages(StandInProvider.NAME));
  }

  private long added(String name) {
    Queue queue = broker.getActiveMQServer().locateQueue(name);
    return queue == null ? 0 : queue.getMessagesAdded();
  }

  private static long redisCommands() {
    try (RedisClient client = RedisClient.create(TestSite.redisUrl())) {
      String stats = client.connect().sync().info("commandstats");
      return CALLS.matcher(stats).results().mapToLong(one -> Long.parseLong(one.group(1))).sum();
    }
  }
}
