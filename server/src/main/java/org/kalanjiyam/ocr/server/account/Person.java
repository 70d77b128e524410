package org.kalanjiyam.ocr.server.account;

/** Somebody with an account: who acts, in every call that changes something. */
public record Person(long id, String name, String displayName, Role role) {}
