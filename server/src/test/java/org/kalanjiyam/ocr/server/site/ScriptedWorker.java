package org.kalanjiyam.ocr.server.site;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.dispatch.Announcements;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;

/** A worker of the stand-in engine that reads a page only when it is told to. */
final class ScriptedWorker implements AutoCloseable {
  private static final String NAME = "scripted-1-a";

  private final Semaphore pages = new Semaphore(0);
  private final HttpClient images = HttpClient.newHttpClient();
  private final jakarta.jms.Connection connection;
  private final Session announcing;
  private final Thread thread;
  private volatile IntFunction<Outcome> script = page -> read("Page " + page + " says good day");
  private volatile @Nullable String draft;
  private volatile boolean running = true;
  private volatile int round;

  ScriptedWorker(String brokerUrl) throws JMSException {
    var factory = new ActiveMQConnectionFactory(brokerUrl + "?consumerWindowSize=0");
    connection = factory.createConnection("worker", "for-the-workers");
    connection.start();
    announcing = connection.createSession();
    announce(false);
    thread = Thread.ofPlatform().name("scripted-worker").daemon().start(this::work);
  }

  /** What becomes of each page, by its number. */
  void script(IntFunction<Outcome> outcomes) {
    script = outcomes;
  }

  /** The text that came with the last page, to be corrected; null if none did. */
  @Nullable String draft() {
    return draft;
  }

  /** Lets so many pages be read. */
  void allow(int more) {
    pages.release(more);
  }

  /** Gives up the page in work, and takes back what was allowed and not used. */
  void reset() {
    round++;
    pages.drainPermits();
    script = page -> read("Page " + page + " says good day");
  }

  /** A page with this one line; its second word the engine was not sure of. */
  static Outcome read(String text) {
    return read(text, "eng");
  }

  /** The same in another language. */
  static Outcome read(String text, String language) {
    String[] parts = text.split(" ");
    List<Word> words = new java.util.ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      Box box = new Box(40 + 90 * i, 60, 120 + 90 * i, 90);
      words.add(new Word(box, parts[i], i == 1 ? 0.41 : 0.96));
    }
    Line line = new Line(new Box(40, 60, 560, 90), text, 0.9, 0, 0, words);
    return new Outcome.Recognised(
        new PageText(600, 800, List.of(line)),
        new Provenance(StandInProvider.NAME, "1", null, language, ""));
  }

  private void announce(boolean leaving) throws JMSException {
    var announcement = Announcements.of(NAME, 1, leaving);
    synchronized (announcing) {
      try (MessageProducer producer =
          announcing.createProducer(announcing.createTopic(WorkQueues.WORKERS))) {
        producer.send(text(announcing, announcement));
      }
    }
  }

  /** Says that it is still there; a server forgets a silent worker. */
  void announce() throws JMSException {
    announce(false);
  }

  private void work() {
    try (Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      MessageConsumer jobs =
          session.createConsumer(session.createQueue(WorkQueues.pages(StandInProvider.NAME)));
      MessageProducer outcomes = session.createProducer(session.createQueue(WorkQueues.OUTCOMES));
      while (running) {
        Message message = jobs.receive(200);
        announce(false);
        if (message instanceof TextMessage job) {
          answer(session, outcomes, WorkCodec.read(job.getText(), PageJob.class));
        }
        session.commit();
      }
    } catch (JMSException | IOException e) {
      if (running) {
        throw new IllegalStateException("The scripted worker broke down", e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Session session, MessageProducer outcomes, PageJob job)
      throws JMSException, IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(job.image()).header("X-Kalanjiyam-Worker", NAME).build();
    HttpResponse<byte[]> image = images.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (image.statusCode() != 200) {
      return;
    }
    draft = job.draft();
    int started = round;
    while (!pages.tryAcquire(50, TimeUnit.MILLISECONDS)) {
      if (round != started || !running) {
        return;
      }
    }
    var outcome =
        new PageOutcome(
                WorkCodec.VERSION,
                job.taskId(),
                job.page(),
                job.ticket(),
                hash(image.body()),
                NAME,
                1234,
                script.apply(job.page()))
            .claimedBy(image.headers().firstValue(WorkQueues.CLAIM_HEADER).orElse(null));
    outcomes.send(text(session, outcome));
  }

  private static TextMessage text(Session session, Object body) throws JMSException {
    TextMessage message = session.createTextMessage(WorkCodec.write(body));
    message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
    return message;
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws JMSException {
    running = false;
    announce(true);
    thread.interrupt();
    images.shutdownNow();
    connection.close();
  }
}
