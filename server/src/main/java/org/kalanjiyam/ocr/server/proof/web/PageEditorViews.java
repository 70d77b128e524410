package org.kalanjiyam.ocr.server.proof.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.Doubts;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.kalanjiyam.ocr.server.proof.Preferences;
import org.kalanjiyam.ocr.server.proof.Revision;
import org.kalanjiyam.ocr.server.proof.Suggestion;
import org.kalanjiyam.ocr.server.proof.Suggestions;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Brings together what the page editor shows. */
@Component
final class PageEditorViews {
  private final Pages pages;
  private final Doubts doubts;
  private final Suggestions suggestions;
  private final Preferences preferences;
  private final EngineNames names;
  private final JsonMapper json;

  PageEditorViews(
      Pages pages,
      Doubts doubts,
      Suggestions suggestions,
      Preferences preferences,
      EngineNames names,
      JsonMapper json) {
    this.pages = pages;
    this.doubts = doubts;
    this.suggestions = suggestions;
    this.preferences = preferences;
    this.names = names;
    this.json = json;
  }

  PageEditorView of(Project project, Page page, Person person) {
    Optional<Revision> newest = pages.newest(page);
    PageWithText with = pages.withText(page, newest);
    Optional<Suggestion> suggestion = suggestions.of(with);
    return new PageEditorView(
        project,
        with,
        newest.orElse(null),
        with.text(),
        with.version(),
        null,
        readBy(with),
        suggestion.orElse(null),
        suggestion.map(Suggestion::engine).map(names::engine).orElse(null),
        json.writeValueAsString(PageView.of(with, doubts.of(with))),
        json.writeValueAsString(preferences.of(person)));
  }

  private @Nullable String readBy(PageWithText with) {
    String engine = with.engine();
    String language = with.language();
    return engine == null || language == null
        ? null
        : names.engine(engine) + ", " + names.language(engine, language);
  }
}
