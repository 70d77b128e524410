package org.kalanjiyam.ocr.server.project;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes to a book's pages, made while nothing works on the book: a task knows its pages by their
 * numbers and pictures. Thread-safe, over several servers too.
 */
@Repository
class BookChanges {
  /** Pages on the move are numbered from here for a moment. */
  static final int ASIDE = 10_000_000;

  private final JdbcClient jdbc;
  private final Projects projects;
  private final ProjectImports imports;
  private final Bookshelf shelf;
  private final List<ProjectUse> uses;
  private final TransactionTemplate transaction;

  BookChanges(
      JdbcClient jdbc,
      Projects projects,
      ProjectImports imports,
      Bookshelf shelf,
      List<ProjectUse> uses,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.projects = projects;
    this.imports = imports;
    this.shelf = shelf;
    this.uses = uses;
    this.transaction = transaction;
  }

  /** A change, within its transaction. */
  @FunctionalInterface
  interface Step {
    BookPages.Result take(int pages);
  }

  /** Makes a change in a transaction of its own, with the book's row locked. */
  BookPages.Result make(Project project, Step step) {
    return requireNonNull(
        transaction.execute(
            status -> {
              if (!projects.lock(project.id())
                  || projects.byId(project.id()).orElseThrow().status() != Project.Status.READY
                  || uses.stream().anyMatch(use -> use.inUse(project.id()))) {
                return BookPages.Result.IN_USE;
              }
              BookPages.Result result = step.take(projects.storedPages(project.id()));
              if (result == BookPages.Result.DONE) {
                imports.forgetReason(project.id());
                label(project.id());
              }
              return result;
            }));
  }

  /** Writes on each page what is printed on it, by its number. */
  @Transactional(propagation = Propagation.MANDATORY)
  void label(long projectId) {
    String printed = shelf.details(projectId).printedNumbers();
    shelf.label(projectId, PrintedNumbers.parse(printed == null ? "" : printed));
  }

  /** Numbers pages from {@link #ASIDE}, so that their numbers are free. */
  @Transactional(propagation = Propagation.MANDATORY)
  void aside(long projectId, int from, int to) {
    jdbc.sql(
            """
            update page set number = number + :aside
            where project_id = :project and number between :from and :to
            """)
        .param("aside", ASIDE)
        .param("project", projectId)
        .param("from", from)
        .param("to", to)
        .update();
  }

  /** Moves the pages from this number on, so that there is room for others. */
  @Transactional(propagation = Propagation.MANDATORY)
  void makeRoom(long projectId, int from, int pages) {
    aside(projectId, from, ASIDE - 1);
    jdbc.sql(
            """
            update page set number = number - :aside + :pages
            where project_id = :project and number > :aside
            """)
        .param("aside", ASIDE)
        .param("pages", pages)
        .param("project", projectId)
        .update();
  }

  /** Numbers a book's pages without gaps, in their order. */
  @Transactional(propagation = Propagation.MANDATORY)
  void closeGaps(long projectId) {
    aside(projectId, 1, ASIDE - 1);
    jdbc.sql(
            """
            update page p set number = o.place
            from (select id, row_number() over (order by number) as place from page
                  where project_id = :project) o
            where p.id = o.id
            """)
        .param("project", projectId)
        .update();
    jdbc.sql(
            """
            update project set page_count = (select count(*) from page where project_id = :project)
            where id = :project
            """)
        .param("project", projectId)
        .update();
  }
}
