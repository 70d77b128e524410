package org.kalanjiyam.ocr.server.proof.web;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.EditorPreferences;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Revision;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.kalanjiyam.ocr.server.proof.Suggestion;

/**
 * A page as its proofreader sees it.
 *
 * @param newest its newest revision; null: no text yet
 * @param text what the editor holds: the newest text or, in a conflict, what its writer sent
 * @param version that the text goes back to when it is saved
 * @param conflict what somebody else saved meanwhile; else null
 * @param readBy engine and language by their names; null if no engine has read the page
 * @param suggestion what an engine would correct; null: nothing waits
 * @param suggestedBy that engine's name
 * @param json the page as the API shows it
 * @param preferences how the reader likes the editor, as the API shows it
 */
record PageEditorView(
    Project project,
    PageWithText with,
    @Nullable Revision newest,
    String text,
    int version,
    SaveResult.@Nullable Conflict conflict,
    @Nullable String readBy,
    @Nullable Suggestion suggestion,
    @Nullable String suggestedBy,
    String json,
    String preferences) {

  PageEditorView inConflict(String mine, SaveResult.Conflict with) {
    return new PageEditorView(
        project,
        this.with,
        newest,
        mine,
        with.currentVersion(),
        with,
        readBy,
        null,
        null,
        json,
        preferences);
  }

  /** With a text that could not be saved, which still goes back to the version that it did. */
  PageEditorView unsaved(String mine, int base) {
    return new PageEditorView(
        project, with, newest, mine, base, conflict, readBy, null, null, json, preferences);
  }

  public Page page() {
    return with.page();
  }

  public int number() {
    return page().number();
  }

  /** Whether somebody has called the page finished as it is now. */
  public boolean finished() {
    return page().status() == Page.Status.PROOFREAD_ONCE
        || page().status() == Page.Status.PROOFREAD_TWICE;
  }

  public boolean skipped() {
    return page().status() == Page.Status.SKIP;
  }

  public @Nullable Double confidence() {
    return with.confidence();
  }

  public List<String> words() {
    return EditorWords.KEYS;
  }

  public List<EditorWords.Shortcut> shortcuts() {
    return EditorWords.SHORTCUTS;
  }

  public List<EditorPreferences.Typing> typings() {
    return List.of(EditorPreferences.Typing.values());
  }

  public List<Page.Status> statuses() {
    return List.of(Page.Status.values());
  }

  /** The text's language for the browser, where it is one; several are none. */
  public @Nullable String lang() {
    String code = Objects.requireNonNullElse(with.language(), "");
    return Stream.of(Locale.getISOLanguages())
        .filter(two -> code.equals(two) || code.equals(Locale.of(two).getISO3Language()))
        .findFirst()
        .orElse(null);
  }
}
