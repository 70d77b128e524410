package org.kalanjiyam.ocr.server.proof.web;

import java.util.List;

/** What the editor's script says, by the keys of its messages; the template writes them out. */
final class EditorWords {
  /** Messages for the script. */
  static final List<String> KEYS =
      List.of(
          "state.saved",
          "state.savedNow",
          "state.unsaved",
          "state.sending",
          "state.offline",
          "state.trouble",
          "state.signedOut",
          "state.forbidden",
          "state.refused",
          "state.merged",
          "state.mergedBy",
          "state.leave",
          "draft.found",
          "draft.older",
          "draft.compared",
          "conflict.by",
          "conflict.how",
          "conflict.mine",
          "conflict.theirs",
          "conflict.takeTheirs",
          "conflict.keepMine",
          "conflict.nothing",
          "doubt.left",
          "doubt.none",
          "doubt.done",
          "doubt.finish",
          "doubt.word",
          "doubt.hint",
          "signIn.wrong",
          "signIn.tooMany",
          "others.here",
          "others.saved",
          "history.name",
          "keys.title",
          "signs.edit",
          "signs.how",
          "signs.keep",
          "desk.revision");

  /** What a key does. */
  public record Shortcut(String keys, String does) {}

  /** The keys, for the list of them. */
  static final List<Shortcut> SHORTCUTS =
      List.of(
          new Shortcut("Ctrl S", "desk.save"),
          new Shortcut("Ctrl Enter", "desk.saveNext"),
          new Shortcut("Ctrl Shift Enter", "desk.finish"),
          new Shortcut("F8", "keys.nextDoubt"),
          new Shortcut("Shift F8", "keys.lastDoubt"),
          new Shortcut("Enter", "keys.accept"),
          new Shortcut("Alt PgUp, Alt PgDn", "desk.move"),
          new Shortcut("Alt 0", "desk.fit"),
          new Shortcut("Alt +, Alt −", "keys.zoom"),
          new Shortcut("Ctrl wheel", "keys.wheel"),
          new Shortcut("Space drag", "keys.pan"),
          new Shortcut("Ctrl G", "keys.typing"),
          new Shortcut("Alt H", "history.open"),
          new Shortcut("?, Ctrl /", "keys.list"));

  private EditorWords() {}
}
