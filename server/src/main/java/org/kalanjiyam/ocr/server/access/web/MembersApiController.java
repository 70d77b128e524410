package org.kalanjiyam.ocr.server.access.web;

import java.util.List;
import org.kalanjiyam.ocr.server.access.Membership;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Project;
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
  private final Membership membership;
  private final People people;

  MembersApiController(Membership membership, People people) {
    this.membership = membership;
    this.people = people;
  }

  record NewAccess(boolean open) {}

  record Member(String name, String displayName) {}

  /** Members count while the project is not open; its creator and administrators always see it. */
  record AccessBody(boolean open, List<Member> members) {}

  @GetMapping("/access")
  AccessBody access(Project project) {
    return body(project);
  }

  @PutMapping("/access")
  AccessBody change(Project project, @RequestBody NewAccess asked, Person by) {
    if (asked.open()) {
      membership.open(by, project.id(), project.slug());
    } else {
      membership.close(by, project.id(), project.slug());
    }
    return body(project);
  }

  @PutMapping("/members/{name}")
  AccessBody add(Project project, @PathVariable String name, Person by) {
    membership.add(by, project.id(), project.slug(), person(name));
    return body(project);
  }

  @DeleteMapping("/members/{name}")
  AccessBody remove(Project project, @PathVariable String name, Person by) {
    membership.remove(by, project.id(), project.slug(), person(name));
    return body(project);
  }

  private AccessBody body(Project project) {
    return new AccessBody(
        membership.isOpen(project.id()),
        membership.members(project.id()).stream()
            .map(person -> new Member(person.name(), person.displayName()))
            .toList());
  }

  private Person person(String name) {
    return people.byName(name).orElseThrow(() -> missing("Nobody has the name '" + name + "'."));
  }

  private static ErrorResponseException missing(String detail) {
    return ApiProblem.of(HttpStatus.NOT_FOUND, "Not found", detail);
  }
}
