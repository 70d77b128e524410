package org.kalanjiyam.ocr.server.site;

import java.util.Locale;

/** The languages that the pages speak. */
public enum Language {
  ENGLISH("en", "English"),
  TAMIL("ta", "தமிழ்"),
  HINDI("hi", "हिन्दी");

  private final Locale locale;
  private final String ownName;

  Language(String tag, String ownName) {
    this.locale = Locale.of(tag);
    this.ownName = ownName;
  }

  public Locale locale() {
    return locale;
  }

  /** What its speakers call it. */
  public String ownName() {
    return ownName;
  }
}
