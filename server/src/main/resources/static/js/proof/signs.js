// A strip of signs that are hard to type; each person has their own.
import { say, element } from "./say.js";
import { open, close } from "./sheet.js";

const NAMES = { "\u200d": "ZWJ", "\u200c": "ZWNJ", "\u00a0": "NBSP" };
const CODES = Object.fromEntries(Object.entries(NAMES).map(([sign, name]) => [name, sign]));

// As it is written in the list: by its name, if it cannot be seen.
const written = (sign) => NAMES[sign] ?? sign;
const meant = (word) =>
  CODES[word] ?? (/^U\+[0-9a-f]{4,6}$/i.test(word) ? String.fromCodePoint(parseInt(word.slice(2), 16)) : word);

export function createSigns(desk) {
  const { room, area, preferences } = desk;
  const strip = room.querySelector("#signs");

  function button(sign) {
    const alone = /^\p{M}/u.test(sign) ? `◌${sign}` : written(sign);
    const made = element("button", alone, { type: "button", title: codes(sign), tabindex: "-1" });
    if (sign in NAMES) made.className = "named";
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays
    made.addEventListener("click", () => desk.replace(area.selectionStart, area.selectionEnd, sign));
    return made;
  }

  const codes = (sign) =>
    [...sign].map((one) => `U+${one.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`).join(" ");

  function edit() {
    const input = element("textarea", "", { id: "own-signs", rows: "3", dir: "auto" });
    input.value = preferences.get("signs").map(written).join(" ");
    const keep = element("button", say("signs.keep"), { class: "primary" });
    const form = element("form", [element("label", say("signs.how"), { for: "own-signs" }), input, element("p", keep)], { class: "stack" });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      preferences.set("signs", input.value.split(/\s+/).filter(Boolean).map(meant));
      draw();
      close();
    });
    open(say("signs.edit"), form);
    input.focus();
  }

  function draw() {
    const change = element("button", "✎", { type: "button", title: say("signs.edit"), "aria-label": say("signs.edit") });
    change.addEventListener("click", edit);
    strip.replaceChildren(...preferences.get("signs").map(button), change);
  }

  draw();
}
