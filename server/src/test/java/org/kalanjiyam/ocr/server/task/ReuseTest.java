package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PlannedPages.Planned;
import org.kalanjiyam.ocr.server.task.PlannedPages.Reuse;
import org.springframework.beans.factory.annotation.Autowired;

class ReuseTest extends ServerFixture {
  @Autowired PlannedPages pages;
  @Autowired Projects projects;

  Project book;

  @BeforeEach
  void aBookWhoseFirstTwoPagesWereRecognised() {
    Books books = new Books(jdbc, projects);
    book = books.book("kural", 3, books.person("meena", Role.EDITOR));
    jdbc.sql(
            """
            with newest as (
              update page set version = 1 where project_id = :project and number <= 2
              returning id, image_hash)
            insert into revision (page_id, version, text, created_at, engine, engine_version,
              language, parameters, recipe, image_hash)
            select id, 1, 'text', now(), :engine, '1', 'eng', 'long-s=fold', 'abc', image_hash
            from newest
            """)
        .param("project", book.id())
        .param("engine", StandInProvider.NAME)
        .update();
  }

  @Test
  void whatWasMadeOfTheSameInTheSameWayIsKept() {
    assertThat(plan("long-s=fold", new Reuse("1", "abc"))).extracting(Planned::kept).isEqualTo(2);
    assertThat(plan("long-s=fold", new Reuse("1", ""))).extracting(Planned::kept).isEqualTo(2);
  }

  @Test
  void whatAnOlderRecipeOrVersionMadeIsReadAgainAndCounted() {
    for (Reuse newer : new Reuse[] {new Reuse("1", "def"), new Reuse("2", "abc")}) {
      Planned planned = plan("long-s=fold", newer);
      assertThat(planned.kept()).isZero();
      assertThat(planned.toRead()).isEqualTo(3);
      assertThat(planned.outdated()).isEqualTo(2);
    }
  }

  @Test
  void whatOtherOptionsMadeIsReadAgainAndIsNotOutdated() {
    Planned planned = plan("", new Reuse("1", "abc"));

    assertThat(planned.kept()).isZero();
    assertThat(planned.toRead()).isEqualTo(3);
    assertThat(planned.outdated()).isZero();
  }

  @Test
  void anImageThatWasReplacedIsReadAgain() {
    jdbc.sql("update page set image_hash = 'other' where project_id = :project and number = 1")
        .param("project", book.id())
        .update();

    assertThat(plan("long-s=fold", new Reuse("1", "abc")).toRead()).isEqualTo(2);
  }

  @Test
  void withoutAVersionNothingIsKeptOrCalledOutdated() {
    Planned planned = plan("long-s=fold", new Reuse(null, "abc"));

    assertThat(planned.toRead()).isEqualTo(3);
    assertThat(planned.outdated()).isZero();
  }

  private Planned plan(String parameters, Reuse reuse) {
    return pages.plan(
        book.id(),
        new StartRequest(
            StandInProvider.NAME, "eng", Scope.UNEDITED, null, Priority.NORMAL, null, parameters),
        reuse);
  }
}
