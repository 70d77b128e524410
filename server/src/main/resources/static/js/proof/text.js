// Changes a textarea as typing does, so that undo takes it back and its listeners hear of it.

function put(area, start, end, text) {
  if (start === end && text === "") return;
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  const done = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
  if (done) return;
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

// Replaces a part; the caret ends up behind it.
export function replace(area, start, end, text) {
  put(area, start, end, text);
  area.setSelectionRange(start + text.length, start + text.length);
}

// Makes the whole text another one, touching only what differs; the caret stays by its words.
export function become(area, text) {
  const old = area.value;
  const caret = area.selectionStart;
  let from = 0;
  const shorter = Math.min(old.length, text.length);
  while (from < shorter && old[from] === text[from]) from++;
  let back = 0;
  while (back < shorter - from && old[old.length - 1 - back] === text[text.length - 1 - back]) back++;
  put(area, from, old.length - back, text.slice(from, text.length - back));
  const moved = caret <= from ? caret : Math.max(from, caret + text.length - old.length);
  area.setSelectionRange(moved, moved);
}
