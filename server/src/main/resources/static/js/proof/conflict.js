// Two people changed the same places: theirs and yours in two columns, and one of them is taken.
import { say, element } from "./say.js";
import { become, replace } from "./text.js";

export function createConflict(desk) {
  const { room, area } = desk;
  const panel = room.querySelector("#conflict");
  let open = [];

  // Puts what does not overlap into the text, with yours where it does; answers how many places are left to choose.
  function meet(problem) {
    open = [];
    let text = "";
    for (const piece of problem.merged) {
      if (piece.text === undefined) open.push({ ...piece, at: text.length });
      text += piece.text ?? piece.yours;
    }
    become(area, text);
    if (open.length > 0) show(problem.current_author);
    return open.length;
  }

  function show(author) {
    panel.replaceChildren(
      element("p", element("strong", author ? say("conflict.by", author) : say("state.merged"))),
      element("p", say("conflict.how")),
      ...open.map(row),
    );
    panel.hidden = false;
    panel.querySelector("button").focus();
  }

  function row(piece) {
    const made = element("div", [side(piece, "theirs", "takeTheirs"), side(piece, "yours", "keepMine")], { class: "overlap" });
    piece.row = made;
    return made;
  }

  function side(piece, name, does) {
    const button = element("button", say(`conflict.${does}`), { type: "button", class: "compact" });
    button.addEventListener("click", () => choose(piece, name));
    const text = piece[name].trimEnd();
    const shown = element("p", text || say("conflict.nothing"), { class: "piece", dir: "auto" });
    if (area.lang) shown.lang = area.lang;
    return element("div", [element("h3", say(name === "yours" ? "conflict.mine" : "conflict.theirs")), shown, button]);
  }

  function choose(piece, name) {
    const at = find(piece);
    if (name === "theirs" && at >= 0) {
      replace(area, at, at + piece.yours.length, piece.theirs);
      const moved = piece.theirs.length - piece.yours.length;
      for (const other of open) if (other.at > piece.at) other.at += moved;
    }
    open = open.filter((one) => one !== piece);
    piece.row.remove();
    if (open.length > 0) return panel.querySelector("button").focus();
    panel.hidden = true;
    area.focus({ preventScroll: true });
    desk.save();
  }

  // Where yours is in the text now, after what was typed meanwhile; -1: it is not there any more.
  function find({ yours, at }) {
    if (area.value.startsWith(yours, at)) return at;
    const before = area.value.lastIndexOf(yours, at);
    return before >= 0 ? before : area.value.indexOf(yours, at);
  }

  return { meet };
}
