// Indic typing: what the keys say becomes what they mean, one run of letters at a time.
import { fromRoman } from "./roman.js";
import { fromTamilSounds, tamil99 } from "./tamil.js";
import { inscript } from "./inscript.js";

const VIRAMA = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d]$/;
const ROMAN = ["HARVARD_KYOTO", "ITRANS", "IAST", "TAMIL_PHONETIC"];
const IN_RUN = /^[\p{L}\p{M}'’|~^.-]$/u;

export function createTyping(desk) {
  const { area, room, preferences } = desk;
  const select = room.querySelector("#typing");
  let run = null; // what was typed since the caret came here: where it stands, and its roman letters
  let before = null; // what Ctrl+G turns on again
  let putting = false;

  const how = () => preferences.get("typing");
  const language = () => area.lang || "sa";

  function put(start, end, text) {
    putting = true;
    desk.replace(start, end, text);
    putting = false;
  }

  function convert(roman, joined) {
    return how() === "TAMIL_PHONETIC"
      ? fromTamilSounds(roman, joined)
      : fromRoman(how(), roman, language(), joined);
  }

  function letter(sign) {
    const at = area.selectionStart;
    if (area.selectionEnd !== at || run?.end !== at) run = null;
    if (!run) {
      const joined = area.selectionEnd === at && VIRAMA.test(area.value.slice(0, at));
      run = { start: joined ? at - 1 : at, end: area.selectionEnd, roman: "", joined };
    }
    run.roman += sign;
    const text = convert(run.roman, run.joined);
    put(run.start, run.end, text);
    run.end = run.start + text.length;
  }

  function key(event) {
    const at = area.selectionStart;
    const fresh = run?.end === at && area.selectionEnd === at;
    const made =
      how() === "TAMIL_99"
        ? tamil99(event.code, event.shiftKey, area.value.slice(0, at), fresh)?.text
        : inscript(event.code, event.shiftKey, language());
    if (made === null || made === undefined) return;
    event.preventDefault();
    put(at, area.selectionEnd, made);
    run = { end: at + made.length };
  }

  area.addEventListener("keydown", (event) => {
    const other = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (other || event.defaultPrevented || event.key.length > 1) return;
    if (how() === "INSCRIPT" || how() === "TAMIL_99") key(event);
  });
  area.addEventListener("beforeinput", (event) => {
    if (putting || event.inputType !== "insertText" || !ROMAN.includes(how())) return;
    if (event.data?.length !== 1 || !IN_RUN.test(event.data)) {
      run = null;
      return;
    }
    event.preventDefault();
    letter(event.data);
  });
  area.addEventListener("beforeinput", (event) => {
    if (!putting && event.inputType !== "insertText") run = null;
  });

  select.value = how();
  select.addEventListener("change", () => {
    preferences.set("typing", select.value);
    area.focus({ preventScroll: true });
  });

  const usual = () => (area.lang === "ta" ? "TAMIL_PHONETIC" : "HARVARD_KYOTO");
  return {
    toggle() {
      if (how() === "OFF") preferences.set("typing", before ?? usual());
      else {
        before = how();
        preferences.set("typing", "OFF");
      }
      select.value = how();
      run = null;
    },
  };
}
