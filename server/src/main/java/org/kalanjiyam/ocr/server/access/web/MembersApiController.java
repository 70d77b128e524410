package org.kalanjiyam.ocr.server.access.web;

import java.util.List;
import org.kalanjiyam.ocr.server.account.Membership;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A project is open to everybody who is signed in, or to its members. */
@RestController
@RequestMapping("/api/v1/projects/{slug}")
class MembersApiController {
  private final Projects projects;
  private final Membership membership;
  private final People people;

  MembersApiController(Projects projects, Membership membership, People people) {
    this.projects = projects;
    this.membership = membership;
    this.people = people;
  }

  record Wish(boolean open) {}

  record Member(String name, String displayName) {}

  /** Members count while the project is not open; its creator and administrators always see it. */
  record AccessBody(boolean open, List<Member> members) {}

  @GetMapping("/access")
  AccessBody access(@PathVariable String slug) {
    return body(project(slug));
  }

  @PutMapping("/access")
  AccessBody change(@PathVariable String slug, @RequestBody Wish wish, Person by) {
    Project project = project(slug);
    if (wish.open()) {
      membership.open(by, project.id(), slug);
    } else {
      membership.close(by, project.id(), slug);
    }
    return body(project);
  }

  @PutMapping("/members/{name}")
  AccessBody add(@PathVariable String slug, @PathVariable String name, Person by) {
    Project project = project(slug);
    membership.add(by, project.id(), slug, person(name));
    return body(project);
  }

  @DeleteMapping("/members/{name}")
  AccessBody remove(@PathVariable String slug, @PathVariable String name, Person by) {
    Project project = project(slug);
    membership.remove(by, project.id(), slug, person(name));
    return body(project);
  }

  private AccessBody body(Project project) {
    return new AccessBody(
        membership.isOpen(project.id()),
        membership.members(project.id()).stream()
            .map(person -> new Member(person.name(), person.displayName()))
            .toList());
  }

  private Project project(String slug) {
    return projects.bySlug(slug).orElseThrow(() -> missing("There is no project '" + slug + "'."));
  }

  private Person person(String name) {
    return people.byName(name).orElseThrow(() -> missing("Nobody has the name '" + name + "'."));
  }

  private static ErrorResponseException missing(String detail) {
    return ApiProblem.of(HttpStatus.NOT_FOUND, "Not found", detail);
  }
}
