package org.kalanjiyam.ocr.server.account;

/** Lets the person who started the server in without a password. */
public interface SignInLinks {

  /** A token that signs in once; goes into the address {@code /?token=...}. */
  String oneTimeToken();
}
