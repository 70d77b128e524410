// Behind the text lies a mirror of it that carries the marks: the textarea itself stays a plain one.
import { wordsOf, wordAt, pair } from "./words.js";

const UNSEEN = /[\u200b-\u200f\u00a0\u00ad\u2060\ufeff\t]| {2,}/g;
const NAMES = { "\u200d": "ZWJ", "\u200c": "ZWNJ", "\u00a0": "NBSP", "\t": "→", "\u00ad": "SHY" };

export function createMirror(desk) {
  const { area, mirror } = desk;
  let words = [];
  let spans = [];
  let lit = null;

  function part(text, into) {
    if (!desk.showsInvisible) return into.append(text);
    let from = 0;
    for (const found of text.matchAll(UNSEEN)) {
      into.append(text.slice(from, found.index));
      const sign = document.createElement("i");
      sign.textContent = found[0];
      sign.dataset.sign = NAMES[found[0]] ?? (found[0].startsWith(" ") ? "␣␣" : "?");
      into.append(sign);
      from = found.index + found[0].length;
    }
    into.append(text.slice(from));
  }

  function reflect() {
    const text = area.value;
    words = wordsOf(text);
    pair(words, desk.boxes);
    spans = [];
    const all = document.createDocumentFragment();
    let at = 0;
    for (const word of words) {
      part(text.slice(at, word.start), all);
      const span = document.createElement("span");
      part(word.text, span);
      if (word.box >= 0) {
        span.dataset.w = word.box;
        if (desk.isDoubt(word)) span.className = "low";
      }
      spans.push(span);
      all.append(span);
      at = word.end;
    }
    part(text.slice(at), all);
    all.append("\n");
    mirror.replaceChildren(all);
    const again = lit;
    lit = null;
    light(again);
  }

  function light(box) {
    if (box === lit) return;
    mirror.querySelector(".on")?.classList.remove("on");
    lit = box;
    if (box !== null) mirror.querySelector(`[data-w="${box}"]`)?.classList.add("on");
    desk.picture?.light(box);
  }

  return {
    reflect,
    light,
    words: () => words,
    at: (position) => wordAt(words, position),
    // The word to look at on the scan: at the position, else the one before it.
    near: (position) => wordAt(words, position) ?? words.findLast((word) => word.start <= position) ?? words[0],
    ofBox: (box) => words.find((word) => word.box === box),
    span: (word) => spans[words.indexOf(word)],
    // The span under the pointer: the textarea lies above it.
    under: (event) =>
      document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.dataset?.w),
  };
}
