// The words of the text and the boxes of the picture, paired in order past what was added or taken away.

export function wordsOf(text) {
  return [...text.matchAll(/\S+/g)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
    text: found[0],
    box: -1,
  }));
}

// The word that a position is in or at: the one that starts there rather than the one that ends there.
export function wordAt(words, position) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle].start <= position) low = middle + 1;
    else high = middle;
  }
  const word = words[low - 1];
  return word && position <= word.end ? word : null;
}

export function pair(words, boxes) {
  let from = 0;
  const shorter = Math.min(words.length, boxes.length);
  while (from < shorter && words[from].text === boxes[from].text) words[from].box = from++;
  let back = 0;
  while (
    back < shorter - from &&
    words[words.length - 1 - back].text === boxes[boxes.length - 1 - back].text
  ) {
    words[words.length - 1 - back].box = boxes.length - 1 - back;
    back++;
  }
  between(words, from, words.length - back, boxes, from, boxes.length - back);
}

const AHEAD = 12;

function between(words, from, to, boxes, boxFrom, boxTo) {
  let at = boxFrom;
  for (let i = from; i < to && at < boxTo; i++) {
    const near = search(boxes, at, Math.min(boxTo, at + AHEAD), words[i].text);
    if (near >= 0) {
      words[i].box = near;
      at = near + 1;
      continue;
    }
    const later = search(words, i + 1, Math.min(to, i + AHEAD), boxes[at].text);
    const next = at + 1 < boxTo && i + 1 < to && boxes[at + 1].text === words[i + 1].text;
    if (later < 0 || next) words[i].box = at++;
  }
}

function search(list, from, to, text) {
  for (let i = from; i < to; i++) if (list[i].text === text) return i;
  return -1;
}
