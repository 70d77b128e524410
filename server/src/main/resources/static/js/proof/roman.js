// Roman letters into Devanagari, and into the scripts that share its plan, by Harvard-Kyoto, ITRANS and IAST.

const VOWELS = { a: "अ", A: "आ", i: "इ", I: "ई", u: "उ", U: "ऊ", R: "ऋ", RR: "ॠ", L: "ऌ", LL: "ॡ", e: "ए", ai: "ऐ", o: "ओ", au: "औ" };
const SIGNS = { a: "", A: "ा", i: "ि", I: "ी", u: "ु", U: "ू", R: "ृ", RR: "ॄ", L: "ॢ", LL: "ॣ", e: "े", ai: "ै", o: "ो", au: "ौ" };
const CONSONANTS = {
  k: "क", kh: "ख", g: "ग", gh: "घ", G: "ङ", c: "च", ch: "छ", j: "ज", jh: "झ", J: "ञ",
  T: "ट", Th: "ठ", D: "ड", Dh: "ढ", N: "ण", t: "त", th: "थ", d: "द", dh: "ध", n: "न",
  p: "प", ph: "फ", b: "ब", bh: "भ", m: "म", y: "य", r: "र", l: "ल", v: "व", z: "श", S: "ष", s: "स", h: "ह", lh: "ळ",
};
const OTHERS = { M: "ं", H: "ः", "'": "ऽ", "|": "।", "||": "॥", "~": "ँ" };
const VIRAMA = "्";

// What the other ways of writing call the same sounds; the names on the right are Harvard-Kyoto's.
const ITRANS = {
  aa: "A", ii: "I", ee: "I", uu: "U", oo: "U", "R^i": "R", RRi: "R", "R^I": "RR", RRI: "RR", "L^i": "L", LLi: "L", "L^I": "LL", LLI: "LL",
  "~N": "G", "N^": "G", ch: "c", Ch: "ch", chh: "ch", "~n": "J", JN: "J", sh: "z", Sh: "S", shh: "S", w: "v", L: "lh", ld: "lh",
  ".n": "M", ".m": "M", ".N": "~", ".a": "'", x: "k S", kSh: "k S", GY: "j J", dny: "j J",
};
const IAST = {
  ā: "A", ī: "I", ū: "U", ṛ: "R", ṝ: "RR", ḷ: "L", ḹ: "LL", ṅ: "G", ñ: "J", ṭ: "T", ṭh: "Th", ḍ: "D", ḍh: "Dh", ṇ: "N",
  ś: "z", ṣ: "S", ṃ: "M", ṁ: "M", ḥ: "H", m̐: "~", ḻ: "lh", "’": "'",
};
const own = (names) => Object.fromEntries(names.map((name) => [name, name]));
const plain = own([...Object.keys(VOWELS), ...Object.keys(CONSONANTS), ...Object.keys(OTHERS)]);
const lower = own([
  ..."a i u e ai o au k kh g gh c ch j jh t th d dh n p ph b bh m y r l v s h ' | ||".split(" "),
]);
const SCHEMES = {
  HARVARD_KYOTO: { ...plain, lR: "L", lRR: "LL" },
  ITRANS: { ...plain, ...ITRANS },
  IAST: { ...lower, ...IAST },
};
delete SCHEMES.ITRANS.G;
const LONGEST = 3;

// Blocks of Unicode that share Devanagari's plan, by language.
const BLOCKS = { bn: 0x80, as: 0x80, pa: 0x100, gu: 0x180, or: 0x200, te: 0x300, kn: 0x380, ml: 0x400 };

function moved(text, language) {
  const by = BLOCKS[language];
  if (!by) return text;
  return text.replace(/[\u0900-\u0963]/g, (sign) => String.fromCodePoint(sign.codePointAt(0) + by));
}

// A run of roman letters in the script of a language; joined: a consonant without its vowel stands before it.
export function fromRoman(scheme, roman, language, joined = false) {
  const names = SCHEMES[scheme];
  let out = "";
  let open = joined; // the last consonant waits for its vowel
  const sound = (name) => {
    if (name in CONSONANTS) {
      if (open) out += VIRAMA;
      out += CONSONANTS[name];
      open = true;
    } else if (name in VOWELS) {
      out += open ? SIGNS[name] : VOWELS[name];
      open = false;
    } else {
      if (open) out += VIRAMA;
      open = false;
      out += OTHERS[name] ?? name;
    }
  };
  for (let at = 0; at < roman.length; ) {
    let length = Math.min(LONGEST, roman.length - at);
    while (length > 0 && !Object.hasOwn(names, roman.slice(at, at + length))) length--;
    if (length === 0) {
      sound(roman[at++]);
      continue;
    }
    for (const name of names[roman.slice(at, at + length)].split(" ")) sound(name);
    at += length;
  }
  if (open) out += VIRAMA;
  return moved(out, language);
}
