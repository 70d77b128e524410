package org.kalanjiyam.ocr.server.ocr;

import java.util.List;
import java.util.Optional;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.project.UploadFollowUp;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts OCR as soon as a book's pages are there, if whoever uploads it asked for that, and
 * remembers the engine and language for the next time. Thread-safe, over several servers too: a
 * book has one active task at most.
 */
@Component
public class RecogniseWhenUploaded implements UploadFollowUp {
  private static final Logger log = LoggerFactory.getLogger(RecogniseWhenUploaded.class);
  private static final String WHAT = "recognise";

  private final JdbcClient jdbc;
  private final EngineNames engines;
  private final Projects projects;
  private final People people;
  private final TaskStart start;

  RecogniseWhenUploaded(
      JdbcClient jdbc, EngineNames engines, Projects projects, People people, TaskStart start) {
    this.jdbc = jdbc;
    this.engines = engines;
    this.projects = projects;
    this.people = people;
    this.start = start;
  }

  @Override
  public List<Choice> choices(Person by) {
    String last =
        jdbc.sql("select value from last_choice where person_id = :person and what = :what")
            .param("person", by.id())
            .param("what", WHAT)
            .query(String.class)
            .optional()
            .orElse("");
    return engines.all().stream()
        .filter(engine -> engine.available())
        .flatMap(
            engine ->
                engine.languages().stream()
                    .map(
                        language -> {
                          String value = engine.name() + " " + language.code();
                          String title = engine.title() + ", " + language.name();
                          return new Choice(value, title, value.equals(last));
                        }))
        .toList();
  }

  @Override
  public void wish(Project project, String value, Person by) {
    remember(by, value);
    if (choices(by).stream().noneMatch(choice -> choice.value().equals(value))) {
      return;
    }
    String[] parts = value.split(" ", 2);
    jdbc.sql(
            """
            insert into recognise_wish (project_id, engine, language, person_id)
            values (:project, :engine, :language, :person) on conflict do nothing
            """)
        .param("project", project.id())
        .param("engine", parts[0])
        .param("language", parts[1])
        .param("person", by.id())
        .update();
  }

  private void remember(Person by, String value) {
    jdbc.sql(
            """
            insert into last_choice (person_id, what, value) values (:person, :what, :value)
            on conflict (person_id, what) do update set value = excluded.value
            """)
        .param("person", by.id())
        .param("what", WHAT)
        .param("value", value.length() > 200 ? "" : value.replace("\0", ""))
        .update();
  }

  private record Wish(long projectId, String engine, String language, long personId) {}

  /** Starts what can be started; a book that failed to come in is forgotten. */
  @Scheduled(fixedDelay = 2000)
  public void startReady() {
    List<Wish> due =
        jdbc.sql(
                """
                select w.project_id, w.engine, w.language, w.person_id
                from recognise_wish w join project p on p.id = w.project_id
                where p.status <> 'IMPORTING' order by w.project_id limit 50
                """)
            .query(
                (row, number) ->
                    new Wish(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4)))
            .list();
    for (Wish wish : due) {
      Optional<Project> project = projects.byId(wish.projectId());
      Optional<Person> person = people.byId(wish.personId());
      if (project.isPresent() && person.isPresent()) {
        StartRequest request = StartRequest.unedited(wish.engine(), wish.language());
        log.debug("Asked for at the upload: {}", start.start(project.get(), request, person.get()));
      }
      jdbc.sql("delete from recognise_wish where project_id = :project")
          .param("project", wish.projectId())
          .update();
    }
  }
}
