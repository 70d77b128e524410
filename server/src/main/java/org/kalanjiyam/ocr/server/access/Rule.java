package org.kalanjiyam.ocr.server.access;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Role;

/**
 * Who may call a route, and what its requests are like.
 *
 * @param atLeast the lowest role that may, null if no sign-in is needed
 */
record Rule(@Nullable Role atLeast, Scope scope, Kind kind) {
  /** What is limited apart. */
  enum Kind {
    /** A small request with an end: no files. */
    USUAL,
    /** Brings files, as {@code multipart/form-data}. */
    FILES,
    /** Its answer goes on as long as somebody listens. */
    STREAM
  }

  /** A rule for requests that are like most. */
  Rule(@Nullable Role atLeast, Scope scope) {
    this(atLeast, scope, Kind.USUAL);
  }

  /** What else has to be true. */
  enum Scope {
    /** Nothing. */
    SITE,
    /** The project named by {@code {slug}} is there and the person sees it; else 404. */
    PROJECT,
    /** Besides, the person created it or is an administrator; else 403. */
    OWN_PROJECT,
    /** The task named by {@code {id}} is there and the person sees its project; else 404. */
    TASK,
    /** Besides, the person started it or is an administrator; else 403. */
    OWN_TASK,
    /** The person is here themselves: an API token cannot change what tokens depend on; 403. */
    IN_PERSON,
    /** Never: 404. */
    NOBODY
  }

  static final Rule ANYBODY = new Rule(null, Scope.SITE);
  static final Rule NOBODY = new Rule(Role.ADMIN, Scope.NOBODY);
}
