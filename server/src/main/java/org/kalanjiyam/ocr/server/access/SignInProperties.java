package org.kalanjiyam.ocr.server.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the server is entered without an account.
 *
 * @param adminToken an administrator's token for scripts; empty: none
 * @param open no sign-in at all, for one person on their own machine
 */
@ConfigurationProperties("kalanjiyam")
record SignInProperties(@DefaultValue("") String adminToken, @DefaultValue("false") boolean open) {
  /** Without what is secret. */
  @Override
  public String toString() {
    return "SignInProperties[open=" + open + "]";
  }
}
