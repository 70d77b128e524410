// Tamil: by sound from roman letters, and the Tamil 99 keyboard.

const VOWELS = { a: "அ", aa: "ஆ", A: "ஆ", i: "இ", ii: "ஈ", I: "ஈ", u: "உ", uu: "ஊ", U: "ஊ", e: "எ", ee: "ஏ", E: "ஏ", ai: "ஐ", o: "ஒ", oo: "ஓ", O: "ஓ", au: "ஔ" };
const SIGN = { அ: "", ஆ: "ா", இ: "ி", ஈ: "ீ", உ: "ு", ஊ: "ூ", எ: "ெ", ஏ: "ே", ஐ: "ை", ஒ: "ொ", ஓ: "ோ", ஔ: "ௌ" };
const CONSONANTS = {
  k: "க", g: "க", ng: "ங", c: "ச", ch: "ச", s: "ச", nj: "ஞ", ny: "ஞ", t: "ட", d: "ட", N: "ண", th: "த", dh: "த", w: "ந", "n-": "ந",
  p: "ப", b: "ப", m: "ம", y: "ய", r: "ர", l: "ல", v: "வ", zh: "ழ", z: "ழ", L: "ள", R: "ற", n: "ன", j: "ஜ", S: "ஸ", sh: "ஷ", h: "ஹ", ksh: "க்ஷ", q: "ஃ",
};
const VIRAMA = "்";
const LONGEST = 3;

// In a word a dental n stands at the beginning and before t; elsewhere it is the alveolar one.
function fit(text) {
  return text
    .replace(/^ன/, "ந")
    .replace(/ன்(?=த)/g, "ந்")
    .replace(/ன்(?=ட)/g, "ண்");
}

export function fromTamilSounds(roman, joined = false) {
  let out = "";
  let open = joined;
  for (let at = 0; at < roman.length; ) {
    let length = Math.min(LONGEST, roman.length - at);
    const known = (name) => Object.hasOwn(CONSONANTS, name) || Object.hasOwn(VOWELS, name);
    while (length > 1 && !known(roman.slice(at, at + length))) length--;
    const name = roman.slice(at, at + length);
    at += length;
    if (Object.hasOwn(VOWELS, name)) {
      out += open ? SIGN[VOWELS[name]] : VOWELS[name];
      open = false;
      continue;
    }
    if (open) out += VIRAMA;
    open = Object.hasOwn(CONSONANTS, name) && name !== "q";
    out += CONSONANTS[name] ?? name;
  }
  if (open) out += VIRAMA;
  return joined ? out : fit(out);
}

const ROWS = {
  KeyQ: "ஆ", KeyW: "ஈ", KeyE: "ஊ", KeyR: "ஐ", KeyT: "ஏ", KeyY: "ள", KeyU: "ற", KeyI: "ன", KeyO: "ட", KeyP: "ண", BracketLeft: "ச", BracketRight: "ஞ",
  KeyA: "அ", KeyS: "இ", KeyD: "உ", KeyF: "்", KeyG: "எ", KeyH: "க", KeyJ: "ப", KeyK: "ம", KeyL: "த", Semicolon: "ந", Quote: "ய",
  KeyZ: "ஔ", KeyX: "ஓ", KeyC: "ஒ", KeyV: "வ", KeyB: "ங", KeyN: "ல", KeyM: "ர", Slash: "ழ",
};
const SHIFTED = { KeyQ: "ஸ", KeyW: "ஷ", KeyE: "ஜ", KeyR: "ஹ", KeyT: "க்ஷ", KeyY: "ஸ்ரீ", KeyF: "ஃ" };
const AFTER_NASAL = { ங: "க", ஞ: "ச", ண: "ட", ந: "த", ம: "ப", ன: "ற" };
const CONSONANT = /[க-ஹ]$/;

// What Tamil 99 makes of a key after the text before the caret: how much of it goes, and what is put there.
// fresh: the last letter was typed here just before, so that a vowel and a doubling join it.
export function tamil99(code, shift, before, fresh) {
  const sign = shift ? SHIFTED[code] : ROWS[code];
  if (!sign) return null;
  const last = before.slice(-1);
  if (fresh && CONSONANT.test(last)) {
    if (sign in SIGN) return { gone: 0, text: SIGN[sign] };
    if (sign === last || AFTER_NASAL[last] === sign) return { gone: 0, text: VIRAMA + sign };
  }
  return { gone: 0, text: sign };
}
