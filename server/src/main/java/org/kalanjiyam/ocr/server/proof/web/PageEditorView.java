package org.kalanjiyam.ocr.server.proof.web;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.PageWithText;

/**
 * A page as its proofreader sees it.
 *
 * @param text what the editor holds: the newest text or, in a conflict, what its writer sent
 * @param version that the text goes back to when it is saved
 * @param theirs in a conflict, the text that somebody else saved meanwhile; else null
 * @param readBy engine and language by their names; null if no engine has read the page
 */
record PageEditorView(
    Project project,
    PageWithText with,
    String text,
    int version,
    @Nullable String theirs,
    @Nullable String readBy) {
  private static final double LOW = 0.7;

  /**
   * A word's box.
   *
   * @param confidence per cent; null where there is none
   */
  record WordBox(
      int x, int y, int width, int height, String text, @Nullable Long confidence, boolean low) {

    static WordBox of(Word word) {
      Double confidence = word.confidence();
      return new WordBox(
          word.box().x1(),
          word.box().y1(),
          word.box().width(),
          word.box().height(),
          word.text(),
          confidence == null ? null : Math.round(confidence * 100),
          confidence != null && confidence < LOW);
    }
  }

  static PageEditorView of(Project project, PageWithText with, @Nullable String readBy) {
    return new PageEditorView(project, with, with.text(), with.version(), null, readBy);
  }

  PageEditorView inConflict(String mine, String newest, int newestVersion) {
    return new PageEditorView(project, with, mine, newestVersion, newest, readBy);
  }

  PageEditorView unsaved(String mine) {
    return new PageEditorView(project, with, mine, version, null, readBy);
  }

  public Page page() {
    return with.page();
  }

  public int number() {
    return page().number();
  }

  public boolean conflict() {
    return theirs != null;
  }

  public List<WordBox> words() {
    return with.lines().stream().flatMap(line -> line.words().stream()).map(WordBox::of).toList();
  }

  public long lowWords() {
    return words().stream().filter(WordBox::low).count();
  }

  public @Nullable Double confidence() {
    return with.confidence();
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
