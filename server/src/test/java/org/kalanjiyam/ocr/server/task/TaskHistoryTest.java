package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Membership;
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

  private List<Task> seenBy(Person viewer) {
    return history.find(new TaskHistory.Filter(null, null, null, null, viewer.id()), 10);
  }
}
