package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.PersonAuthentication.Proof;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/**
 * Decides about every request by its row in {@link Routes}. The order is chosen so that an answer
 * tells nothing that its reader may not know: first who they are, then whether they see the
 * project, then whether their role is enough, then whether it is theirs. Thread-safe.
 */
@Component
final class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {
  private final Membership membership;
  private final Projects projects;
  private final Tasks tasks;

  AccessRules(Membership membership, Projects projects, Tasks tasks) {
    this.membership = membership;
    this.projects = projects;
    this.tasks = tasks;
  }

  @Override
  public Verdict authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    return decide(authentication.get(), context.getRequest());
  }

  Verdict decide(@Nullable Authentication authentication, HttpServletRequest request) {
    if (request.getDispatcherType() != DispatcherType.REQUEST) {
      return Verdict.GRANTED; // a request that was decided about goes on
    }
    Optional<Routes.Match> match = Routes.find(request);
    if (match.isPresent() && match.get().route().rule().atLeast() == null) {
      return Verdict.GRANTED;
    }
    if (!(authentication instanceof PersonAuthentication visitor)) {
      return Verdict.SIGN_IN;
    }
    return match
        .map(found -> decide(visitor, found, subject -> RequestedSubjects.keep(request, subject)))
        .orElse(Verdict.HIDDEN);
  }

  private Verdict decide(
      PersonAuthentication visitor, Routes.Match match, Consumer<Object> loaded) {
    Rule rule = match.route().rule();
    Role atLeast = rule.atLeast() == null ? Role.READER : rule.atLeast();
    boolean enough = visitor.person().role().covers(atLeast);
    return switch (rule.scope()) {
      case SITE -> enough ? Verdict.GRANTED : Verdict.FORBIDDEN;
      case IN_PERSON ->
          enough && !(visitor.proof() instanceof Proof.Token) ? Verdict.GRANTED : Verdict.FORBIDDEN;
      case PROJECT ->
          project(visitor, match, loaded).map(project -> granted(enough)).orElse(Verdict.HIDDEN);
      case OWN_PROJECT ->
          project(visitor, match, loaded)
              .map(project -> granted(enough && owns(visitor.person(), project.createdBy())))
              .orElse(Verdict.HIDDEN);
      // An id is random: that it exists is known to whoever has it. So 403, where a slug hides.
      case TASK ->
          task(match, loaded)
              .map(task -> granted(enough && sees(visitor, task)))
              .orElse(Verdict.HIDDEN);
      case OWN_TASK ->
          task(match, loaded)
              .map(
                  task ->
                      granted(
                          enough
                              && sees(visitor, task)
                              && owns(visitor.person(), task.startedBy())))
              .orElse(Verdict.HIDDEN);
      case NOBODY -> Verdict.HIDDEN;
    };
  }

  private Optional<Project> project(
      PersonAuthentication visitor, Routes.Match match, Consumer<Object> loaded) {
    return Optional.ofNullable(match.variables().get("slug"))
        .flatMap(projects::bySlug)
        .filter(project -> membership.sees(visitor.person(), project.id()))
        .map(
            project -> {
              loaded.accept(project);
              return project;
            });
  }

  private Optional<Task> task(Routes.Match match, Consumer<Object> loaded) {
    return Optional.ofNullable(match.variables().get("id"))
        .flatMap(AccessRules::uuid)
        .flatMap(tasks::find)
        .map(
            task -> {
              loaded.accept(task);
              return task;
            });
  }

  private boolean sees(PersonAuthentication visitor, Task task) {
    return membership.seesTask(visitor.person(), task.projectId(), task.startedBy());
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean owns(Person person, long owner) {
    return person.id() == owner || person.role() == Role.ADMIN;
  }

  private static Verdict granted(boolean granted) {
    return granted ? Verdict.GRANTED : Verdict.FORBIDDEN;
  }
}
