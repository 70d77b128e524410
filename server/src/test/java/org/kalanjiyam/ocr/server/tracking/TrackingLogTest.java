package org.kalanjiyam.ocr.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** Storing and clearing are DEBUG, detection is INFO, what is wrong is WARN. */
class TrackingLogTest extends ServerFixture {
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired Projects projects;
  @Autowired Estimates estimates;
  @Autowired ObjectProvider<CeleryCompatibility> celery;

  final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  final Logger logger = (Logger) LoggerFactory.getLogger("org.kalanjiyam.ocr.server.tracking");
  RedisProcess redis;
  RedisLink link;
  RecordWriter tracker;
  RunningTaskLookup detection;
  Person meena;
  Project book;
  Task task;

  @BeforeEach
  void listen() throws Exception {
    redis = new RedisProcess();
    link = new RedisLink(redis.url(), "");
    Records records = new Records(link);
    tracker = new RecordWriter(records, tasks, estimates, celery);
    detection = new RunningTaskLookup(records, tasks, tracker);
    Books books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    book = books.book("kural", 3, meena);
    tracker.putRight();
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    task = ((Started) start.start(book, request, meena)).task();
    logged.start();
    logger.setLevel(Level.DEBUG);
    logger.addAppender(logged);
  }

  @AfterEach
  void stop() throws Exception {
    logger.detachAppender(logged);
    logger.setLevel(null);
    link.destroy();
    redis.close();
  }

  @Test
  void storingAndClearingAreDebug() {
    tracker.track(task);
    assertThat(said(Level.DEBUG)).anyMatch(line -> line.contains("stored"));
    tasks.cancel(task.id(), meena);
    tracker.track(tasks.find(task.id()).orElseThrow());
    assertThat(said(Level.DEBUG)).anyMatch(line -> line.contains("cleared"));
    assertThat(said(Level.WARN)).isEmpty();
  }

  @Test
  void detectionIsInfo() {
    tracker.track(task);
    detection.running(book);
    assertThat(said(Level.INFO))
        .anyMatch(line -> line.contains(task.id().toString()) && line.contains("kural"));
    assertThat(said(Level.WARN)).isEmpty();
  }

  @Test
  void aCorruptRecordIsAWarningWithTheProjectAndNoStackTrace() {
    redis.with(commands -> commands.set("ocr_task:kural", "[]"));
    detection.running(book);
    assertThat(said(Level.WARN)).singleElement().asString().contains("kural");
    assertThat(logged.list).allMatch(event -> event.getThrowableProxy() == null);
  }

  private List<String> said(Level level) {
    return logged.list.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
