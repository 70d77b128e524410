package org.kalanjiyam.ocr.server.proof.web;

import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.proof.EditorPreferences;
import org.kalanjiyam.ocr.server.proof.Preferences;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/me/editor}: how the caller likes the page editor. */
@RestController
@RequestMapping("/api/v1/me/editor")
class PreferencesApiController {
  private final Preferences preferences;

  PreferencesApiController(Preferences preferences) {
    this.preferences = preferences;
  }

  @GetMapping
  EditorPreferences get(Person person) {
    return preferences.of(person);
  }

  @PutMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void keep(@RequestBody EditorPreferences wanted, Person person) {
    preferences.keep(person, wanted);
  }
}
