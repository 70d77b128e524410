package org.kalanjiyam.ocr.server.project;

/** Asked before a project is deleted; every bean of this type has a say. Thread-safe. */
@FunctionalInterface
public interface ProjectUse {

  /**
   * Whether something still works on the project, so that it must stay. Called in the transaction
   * that deletes, with the project's row locked.
   */
  boolean inUse(long projectId);
}
