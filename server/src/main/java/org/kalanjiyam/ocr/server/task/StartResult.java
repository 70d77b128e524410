package org.kalanjiyam.ocr.server.task;

import java.util.Optional;

/** What became of a start. */
public sealed interface StartResult {

  /** Why nothing was started, for a person; empty if a task runs. */
  default Optional<String> refusal() {
    return switch (this) {
      case Started started -> Optional.empty();
      case AlreadyActive active -> Optional.empty();
      case NothingToDo(String reason) -> Optional.of(reason);
      case UnknownPages(String reason) -> Optional.of(reason);
      case UnknownEngine(String reason) -> Optional.of(reason);
      case ProjectNotReady(String reason) -> Optional.of(reason);
      case AtLimit limit -> Optional.of(limit.reason());
      case NotAllowed(String reason) -> Optional.of(reason);
    };
  }

  /** The same, where a task that runs already is a reason too; empty if one was started. */
  default Optional<String> whyNot() {
    return this instanceof AlreadyActive
        ? Optional.of("The book is being recognised already.")
        : refusal();
  }

  /** The task runs. */
  record Started(Task task) implements StartResult {}

  /** The project has an active task; it goes on. */
  record AlreadyActive(Task task) implements StartResult {}

  /** No page to read; the reason is for a person. */
  record NothingToDo(String reason) implements StartResult {}

  /** A page was named that the book does not have; the reason is for a person. */
  record UnknownPages(String reason) implements StartResult {}

  /** The engine or language is not known; the reason names the known ones. */
  record UnknownEngine(String reason) implements StartResult {}

  /** The project is still being imported, or its import failed. */
  record ProjectNotReady(String reason) implements StartResult {}

  /**
   * The person, or the site, has as much under way as may be.
   *
   * @param setting that holds the limit
   * @param most the limit
   * @param reason for a person, with what to do
   */
  record AtLimit(String setting, long most, String reason) implements StartResult {}

  /** This person may not ask for that; the reason is for them. */
  record NotAllowed(String reason) implements StartResult {}
}
