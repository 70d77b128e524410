package org.kalanjiyam.ocr.server.trial;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.server.trial.TrialTable.Row;
import org.springframework.stereotype.Service;

/**
 * Starts, finds and stops trials. Each set-up is a task of its own, beside whatever else runs on
 * the book; no page's text changes.
 */
@Service
public class Trials {
  /** As many as can be looked at side by side. */
  public static final int MOST_SETUPS = 5;

  /** As many as tell one set-up from another; more is a task. */
  public static final int MOST_PAGES = 12;

  private static final int USUAL_PAGES = 3;

  private final TrialTable table;
  private final TaskStart start;
  private final Tasks tasks;
  private final Projects projects;
  private final Clock clock;
  private final Supplier<UUID> ids;

  Trials(
      TrialTable table,
      TaskStart start,
      Tasks tasks,
      Projects projects,
      Clock clock,
      Supplier<UUID> taskIds) {
    this.table = table;
    this.start = start;
    this.tasks = tasks;
    this.projects = projects;
    this.clock = clock;
    this.ids = taskIds;
  }

  /**
   * Starts a trial. Nothing starts if one of the set-ups cannot; must not be called inside a
   * transaction.
   *
   * @throws Refused with a reason for a person
   */
  public Trial start(Project project, String pages, List<Setup> setups, Person by) {
    PageSelection selection = PageSelection.parse(pages);
    if (selection.size() > MOST_PAGES) {
      throw new Refused("A trial is of at most %d pages.".formatted(MOST_PAGES));
    }
    if (setups.isEmpty() || setups.size() > MOST_SETUPS) {
      throw new Refused("A trial compares one to %d set-ups.".formatted(MOST_SETUPS));
    }
    List<StartRequest> requests = setups.stream().map(setup -> request(setup, selection)).toList();
    for (StartRequest request : requests) {
      start
          .plan(project, request)
          .refused()
          .ifPresent(
              reason -> {
                throw new Refused(reason);
              });
    }
    UUID id = ids.get();
    table.insert(id, project.id(), pages.strip(), by.id(), clock.instant());
    for (int i = 0; i < setups.size(); i++) {
      StartResult result = start.start(project, requests.get(i), by);
      table.insert(id, row(i + 1, setups.get(i), result));
    }
    return find(project, id).orElseThrow();
  }

  static StartRequest request(Setup setup, PageSelection pages) {
    return new StartRequest(
        setup.engine(),
        setup.language(),
        Scope.ALL,
        pages,
        Priority.NORMAL,
        null,
        setup.parameters(),
        TaskPurpose.TRIAL);
  }

  private static Row row(int place, Setup setup, StartResult result) {
    return result instanceof StartResult.Started(Task task)
        ? new Row(place, setup, task.id(), null)
        : new Row(place, setup, null, result.whyNot().orElse(null));
  }

  /** A book's trial. */
  public Optional<Trial> find(Project project, UUID id) {
    return table.find(project.id(), id).map(this::withRuns);
  }

  /** A book's newest trials. */
  public List<Trial> newest(Project project, int most) {
    return table.newest(project.id(), most).stream().map(this::withRuns).toList();
  }

  private Trial withRuns(Trial trial) {
    return new Trial(
        trial.id(),
        trial.projectId(),
        trial.pages(),
        trial.startedBy(),
        trial.startedByName(),
        trial.startedAt(),
        table.setups(trial.id()).stream().map(this::run).toList());
  }

  private Trial.Run run(Row row) {
    Task task = Optional.ofNullable(row.taskId()).flatMap(tasks::find).orElse(null);
    return new Trial.Run(row.place(), row.setup(), task, row.refusal());
  }

  /** Whether a person may stop a trial: whoever began it, and administrators. */
  public static boolean mayStop(Trial trial, Person by) {
    return by.id() == trial.startedBy() || by.role().covers(Role.ADMIN);
  }

  /**
   * Stops what has not ended of a trial.
   *
   * @throws Refused if somebody else began it
   */
  public void cancel(Trial trial, Person by) {
    if (!mayStop(trial, by)) {
      throw new Refused("Only who began a trial, and administrators, may stop it.");
    }
    trial.tasks().filter(Task::active).forEach(task -> tasks.cancel(task.id(), by));
  }

  /**
   * Three pages that are worth trying: those that a person has corrected first, since on them
   * errors can be counted, then some from the middle of the book.
   */
  public String suggestedPages(Project project) {
    List<Page> all = projects.pages(project.id());
    int step = Math.max(1, all.size() / (USUAL_PAGES + 1));
    IntStream corrected = all.stream().filter(Page::edited).mapToInt(Page::number);
    IntStream spread =
        IntStream.rangeClosed(1, USUAL_PAGES).map(i -> Math.min(all.size(), i * step));
    List<String> pages =
        IntStream.concat(corrected, spread)
            .filter(page -> page > 0)
            .distinct()
            .limit(USUAL_PAGES)
            .sorted()
            .mapToObj(Integer::toString)
            .toList();
    return String.join(",", pages);
  }
}
