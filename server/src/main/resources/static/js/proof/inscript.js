// The InScript keyboard, by the places of the keys, for Devanagari; the scripts that share its plan follow.

const ROWS = {
  Digit1: ["१", "ऍ"], Digit2: ["२", "ॅ"], Digit3: ["३", "्र"], Digit4: ["४", "र्"], Digit5: ["५", "ज्ञ"], Digit6: ["६", "त्र"],
  Digit7: ["७", "क्ष"], Digit8: ["८", "श्र"], Digit9: ["९", "("], Digit0: ["०", ")"], Minus: ["-", "ः"], Equal: ["ृ", "ऋ"],
  KeyQ: ["ौ", "औ"], KeyW: ["ै", "ऐ"], KeyE: ["ा", "आ"], KeyR: ["ी", "ई"], KeyT: ["ू", "ऊ"], KeyY: ["ब", "भ"], KeyU: ["ह", "ङ"],
  KeyI: ["ग", "घ"], KeyO: ["द", "ध"], KeyP: ["ज", "झ"], BracketLeft: ["ड", "ढ"], BracketRight: ["़", "ञ"], Backslash: ["ॉ", "ऑ"],
  KeyA: ["ो", "ओ"], KeyS: ["े", "ए"], KeyD: ["्", "अ"], KeyF: ["ि", "इ"], KeyG: ["ु", "उ"], KeyH: ["प", "फ"], KeyJ: ["र", "ऱ"],
  KeyK: ["क", "ख"], KeyL: ["त", "थ"], Semicolon: ["च", "छ"], Quote: ["ट", "ठ"],
  KeyZ: ["ॆ", "ऎ"], KeyX: ["ं", "ँ"], KeyC: ["म", "ण"], KeyV: ["न", "ऩ"], KeyB: ["व", "ऴ"], KeyN: ["ल", "ळ"], KeyM: ["स", "श"],
  Comma: [",", "ष"], Period: [".", "।"], Slash: ["य", "य़"],
};
const TAMIL = 0x280;
const BLOCKS = { ta: TAMIL, bn: 0x80, as: 0x80, pa: 0x100, gu: 0x180, or: 0x200, te: 0x300, kn: 0x380, ml: 0x400 };
// What Tamil's block has nothing for.
const NOT_TAMIL = /[\u0901\u0903\u090b\u090d\u0911\u0916-\u0918\u091b\u091d\u0920-\u0922\u0925-\u0927\u092b-\u092d\u0936\u093c\u0943\u0945\u0949]/;

export function inscript(code, shift, language) {
  const sign = ROWS[code]?.[shift ? 1 : 0];
  if (!sign) return null;
  const by = BLOCKS[language] ?? 0;
  if (by === TAMIL && NOT_TAMIL.test(sign)) return null;
  return sign.replace(/[\u0900-\u0963\u0966-\u096f]/g, (one) => String.fromCodePoint(one.codePointAt(0) + by));
}
