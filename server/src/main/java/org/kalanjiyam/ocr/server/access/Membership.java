package org.kalanjiyam.ocr.server.access;

import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.AccountAuditLog;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.project.Projects.Visibility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who sees which project: everybody who is signed in if it is open, else its creator, its members
 * and administrators. The answer is SQL's function {@code sees_project(person id, project id)} or
 * {@code sees_task(person id, project id or null, starter's id)}; lists of other packages take
 * their rows from {@code seen_projects(person id)} and {@code seen_tasks(person id)}. Thread-safe.
 */
@Repository
public class Membership {
  private final JdbcClient jdbc;
  private final Projects projects;
  private final AccountAuditLog trail;

  Membership(JdbcClient jdbc, Projects projects, AccountAuditLog trail) {
    this.jdbc = jdbc;
    this.projects = projects;
    this.trail = trail;
  }

  /** Whether the person sees the project. */
  public boolean sees(Person person, long projectId) {
    return jdbc.sql("select sees_project(:person, :project)")
        .param("person", person.id())
        .param("project", projectId)
        .query(Boolean.class)
        .single();
  }

  /**
   * Whether the person sees a task.
   *
   * @param projectId its project, null if that is gone
   */
  public boolean seesTask(Person person, @Nullable Long projectId, long startedBy) {
    return jdbc.sql("select sees_task(:person, :project, :starter)")
        .param("person", person.id())
        .param("project", projectId, Types.BIGINT)
        .param("starter", startedBy)
        .query(Boolean.class)
        .single();
  }

  /** Whether everybody who is signed in sees the project. */
  public boolean isOpen(long projectId) {
    return projects.isOpen(projectId);
  }

  /** The project's named members, by name. */
  public List<Person> members(long projectId) {
    return jdbc.sql(
            """
            select p.id, p.name, p.display_name, p.role
            from project_member m join person p on p.id = m.person_id
            where m.project_id = :project order by lower(p.name)
            """)
        .param("project", projectId)
        .query(
            (row, number) ->
                new Person(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getString("display_name"),
                    Role.valueOf(row.getString("role"))))
        .list();
  }

  /** Opens a project to everybody who is signed in. */
  @Transactional
  public void open(Person by, long projectId, String slug) {
    projects.setVisibility(projectId, Visibility.EVERYBODY);
    trail.record(by, "project.open", slug, null);
  }

  /** Closes a project to all but its creator, its members and administrators. */
  @Transactional
  public void close(Person by, long projectId, String slug) {
    projects.setVisibility(projectId, Visibility.MEMBERS);
    trail.record(by, "project.close", slug, null);
  }

  /** Makes somebody a member; again does nothing. */
  @Transactional
  public void add(Person by, long projectId, String slug, Person member) {
    jdbc.sql(
            """
            insert into project_member (project_id, person_id) values (:project, :person)
            on conflict do nothing
            """)
        .param("project", projectId)
        .param("person", member.id())
        .update();
    trail.record(by, "project.member.add", slug, member.name());
  }

  /** Makes somebody a member no longer. */
  @Transactional
  public void remove(Person by, long projectId, String slug, Person member) {
    jdbc.sql("delete from project_member where project_id = :project and person_id = :person")
        .param("project", projectId)
        .param("person", member.id())
        .update();
    trail.record(by, "project.member.remove", slug, member.name());
  }
}
