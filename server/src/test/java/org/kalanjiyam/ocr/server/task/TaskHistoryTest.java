package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.access.Membership;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.beans.factory.annotation.Autowired;

class TaskHistoryTest extends ServerFixture {
  @Autowired TaskStart start;
  @Autowired TaskHistory history;
  @Autowired Projects projects;
  @Autowired Membership membership;
  @Autowired Tasks tasks;
  @Autowired Retention retention;

  @Test
  void tasksOfAClosedBookAreListedForThoseAloneWhoSeeIt() {
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    Person other = books.person("other", Role.EDITOR);
    Project book = books.book("closed", 2, meena);
    start.start(book, StartRequest.unedited(StandInProvider.NAME, "eng"), meena);
    assertThat(seenBy(other)).hasSize(1);

    membership.close(meena, book.id(), book.slug());

    assertThat(seenBy(other)).isEmpty();
    assertThat(history.active(other, 10)).isEmpty();
    assertThat(seenBy(meena)).hasSize(1);
    assertThat(history.active(meena, 10)).hasSize(1);
  }

  @Test
  void whatEndedLongAgoIsForgottenOnlyWhereASettingSaysSo() {
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    Project book = books.book("kural", 2, meena);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    start.start(book, request, meena);
    Task old = seenBy(meena).getFirst();
    tasks.cancel(old.id(), meena);
    tasks.markCleared(old.id());
    clock.advance(Duration.ofDays(100));
    start.start(book, request, meena);
    jdbc.sql("update task set retry_of = :old where id <> :old").param("old", old.id()).update();

    retention.forget();
    assertThat(seenBy(meena)).as("by default for ever").hasSize(2);
    assertThat(retention.forgetEndedBefore(clock.instant().minus(Duration.ofDays(30))))
        .isEqualTo(1);
    assertThat(seenBy(meena)).singleElement().matches(task -> task.active());
    assertThat(jdbc.sql("select count(*) from audit").query(Long.class).single()).isPositive();
  }

  private List<Task> seenBy(Person viewer) {
    return history.find(
        new TaskHistory.Filter(null, null, null, null, null, Days.ALL, null, viewer.id()), 10);
  }
}
