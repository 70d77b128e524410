package org.kalanjiyam.ocr.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.DispatchQueue;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskChanged;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** A real Celery client reads our tasks; skipped where Python has no celery and redis. */
class CeleryCompatibilityTest extends ServerFixture {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String CLIENT =
      """
      import json, sys
      from celery import Celery
      from celery.result import GroupResult
      app = Celery(broker=sys.argv[1], backend=sys.argv[1])
      app.conf.result_serializer = 'json'
      group = GroupResult.restore(sys.argv[2], app=app)
      if group is None:
          print(json.dumps(None))
      else:
          print(json.dumps({
              'total': len(group.results),
              'completed': group.completed_count(),
              'states': [r.state for r in group.results],
              'failed': group.failed(),
              'ready': group.ready(),
              'errors': [str(r.result) for r in group.results if r.state == 'FAILURE'],
          }))
      """;

  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired TaskPages taskPages;
  @Autowired CeleryRecords records;
  @Autowired RecordWriter tracker;
  @Autowired Projects projects;
  @Autowired TransactionTemplate transaction;

  CeleryCompatibility celery;
  Person meena;
  Task task;
  List<Handout> out;

  @BeforeEach
  void startTask() throws Exception {
    assumeTrue(
        Files.isExecutable(PYTHON)
            && new ProcessBuilder(PYTHON.toString(), "-c", "import celery, redis").start().waitFor()
                == 0,
        "python3-celery and python3-redis are not installed");
    tracker.putRight();
    celery = new CeleryCompatibility(records, taskPages);
    Books books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    Project book = books.book("kural", 3, meena);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    task = ((Started) start.start(book, request, meena)).task();
    celery.on(new TaskChanged(task, Change.STARTED));
    out =
        transaction.execute(status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), 3))));
  }

  @Test
  void aRunningTaskIsRestoredAndCounted() throws Exception {
    assertThat(states()).containsExactly("PENDING", "PENDING", "PENDING");

    claim(0);
    assertThat(states()).containsExactly("STARTED", "PENDING", "PENDING");
    done(0);

    Map<?, ?> group = read();
    assertThat(group.get("total")).isEqualTo(3);
    assertThat(group.get("completed")).isEqualTo(1);
    assertThat(group.get("ready")).isEqualTo(false);
    assertThat(states()).containsExactly("SUCCESS", "PENDING", "PENDING");
  }

  @Test
  void anEndedTaskWithAFailedPageIsReadyAndFailedWithItsReason() throws Exception {
    claim(0);
    done(0);
    transaction.executeWithoutResult(
        status -> flow.failed(awaited(1), 1L, "unreadable-image", "The image is damaged."));
    tell(1, Change.PAGE_ENDED);
    claim(2);
    done(2);

    Map<?, ?> group = read();
    assertThat(group.get("states")).isEqualTo(List.of("SUCCESS", "FAILURE", "SUCCESS"));
    assertThat(group.get("ready")).isEqualTo(true);
    assertThat(group.get("failed")).isEqualTo(true);
    assertThat(group.get("errors").toString()).contains("The image is damaged.");
  }

  @Test
  void aCancelledTaskIsRevokedWhereItWasNotDone() throws Exception {
    claim(0);
    done(0);
    tasks.cancel(task.id(), meena);
    celery.on(new TaskChanged(tasks.find(task.id()).orElseThrow(), Change.CANCELLED));

    assertThat(states()).containsExactly("SUCCESS", "REVOKED", "REVOKED");
  }

  private void claim(int index) {
    Handout page = out.get(index);
    flow.claim(task.id(), page.page(), page.ticket(), "worker-1");
    tell(index, Change.PAGE_BEGAN);
  }

  private void done(int index) {
    transaction.executeWithoutResult(status -> flow.done(awaited(index), 5, null));
    tell(index, Change.PAGE_ENDED);
  }

  private PageFlow.Awaited awaited(int index) {
    Handout page = out.get(index);
    return flow.lockIfAwaited(task.id(), page.page(), page.ticket()).orElseThrow();
  }

  private void tell(int index, Change change) {
    celery.on(
        new TaskChanged(
            tasks.find(task.id()).orElseThrow(), change, List.of(out.get(index).page())));
  }

  private List<String> states() throws Exception {
    return ((List<?>) read().get("states")).stream().map(Object::toString).toList();
  }

  private Map<?, ?> read() throws Exception {
    Process client =
        new ProcessBuilder(
                PYTHON.toString(), "-c", CLIENT, TestSite.redisUrl(), task.id().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(client.getInputStream().readAllBytes());
    assertThat(client.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return JsonMapper.shared().readValue(answer, Map.class);
  }
}
