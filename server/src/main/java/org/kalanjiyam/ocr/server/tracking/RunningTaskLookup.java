package org.kalanjiyam.ocr.server.tracking;

import java.util.Optional;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.server.tracking.TaskRecord.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Finds a project's running task, as a visit to its batch OCR page does: Redis says, SQL decides.
 * Whatever is in Redis, or if Redis is away, the answer is right.
 */
@Service
public class RunningTaskLookup {
  private static final Logger log = LoggerFactory.getLogger(RunningTaskLookup.class);

  private final Records records;
  private final Tasks tasks;
  private final RecordWriter tracker;

  RunningTaskLookup(Records records, Tasks tasks, RecordWriter tracker) {
    this.records = records;
    this.tasks = tasks;
    this.tracker = tracker;
  }

  /** The project's active task. */
  public Optional<Task> running(Project project) {
    Optional<Reading> reading = records.read(project.slug());
    if (reading.isEmpty()) {
      return tasks.activeOf(project);
    }
    return switch (reading.get()) {
      case Reading.Absent absent -> fromSql(project);
      case Reading.Corrupt(byte[] raw, String why) -> {
        log.warn("The task record of {} is removed: {}", project.slug(), why);
        records.remove(project.slug(), raw);
        yield fromSql(project);
      }
      case Reading.Found found -> check(project, found);
    };
  }

  private Optional<Task> check(Project project, Reading.Found found) {
    Optional<Task> task =
        tasks
            .find(found.record().taskId())
            .filter(Task::active)
            .filter(active -> active.purpose().makesPageTexts())
            .filter(active -> active.projectSlug().equals(project.slug()));
    if (task.isEmpty()) {
      log.info(
          "Task {} of {} does not run any more; its record is removed",
          found.record().taskId(),
          project.slug());
      records.remove(project.slug(), found.raw());
      return fromSql(project);
    }
    log.info("Task {} of {} runs; its progress is shown", task.get().id(), project.slug());
    return task;
  }

  private Optional<Task> fromSql(Project project) {
    Optional<Task> task = tasks.activeOf(project);
    task.ifPresent(
        active -> {
          log.info("Task {} of {} runs; its record is written again", active.id(), project.slug());
          tracker.track(active);
        });
    return task;
  }
}
