package org.kalanjiyam.ocr.server.project;

import java.util.List;
import org.kalanjiyam.ocr.server.account.Person;

/** What can be done with a book as soon as it is uploaded, brought by the feature that does it. */
public interface UploadFollowUp {
  /**
   * One of the things to choose from.
   *
   * @param value that the form sends
   * @param chosen whether the person chose it the last time
   */
  record Choice(String value, String title, boolean chosen) {}

  /** What a person can choose from; none where nothing can be done. */
  List<Choice> choices(Person by);

  /** Does it once all pages of the book are there; a value that is none does nothing. */
  void wish(Project project, String value, Person by);
}
