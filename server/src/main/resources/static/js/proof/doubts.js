// From one word in doubt to the next: selected in the text, shown from the scan above its line.
import { say, element } from "./say.js";

export const accepting = (box) => `${box.x1} ${box.y1} ${box.x2} ${box.y2} ${box.text}`;

export function createDoubts(desk) {
  const { room, area } = desk;
  const lens = room.querySelector("#lens");
  const canvas = lens.querySelector("canvas");
  const words = lens.querySelector("[role=status]");
  const others = lens.querySelector(".others");
  const count = room.querySelector("#doubts");
  let current = null;

  const left = () => desk.mirrored.words().filter(desk.isDoubt);

  function tell() {
    const number = left().length;
    count.textContent = number === 0 ? say("doubt.none") : say("doubt.left", number);
  }

  // Cuts the word out of the scan, with a little of what is beside it.
  function cut(box) {
    const { image } = desk.picture;
    const high = box.y2 - box.y1;
    const margin = { x: high * 1.2, y: high * 0.35 };
    const from = { x: Math.max(0, box.x1 - margin.x), y: Math.max(0, box.y1 - margin.y) };
    const wide = box.x2 - box.x1 + 2 * margin.x;
    const tall = high + 2 * margin.y;
    const by = Math.min(72 / tall, (area.clientWidth - 40) / wide) * devicePixelRatio;
    canvas.width = Math.max(1, wide * by);
    canvas.height = Math.max(1, tall * by);
    canvas.style.width = `${canvas.width / devicePixelRatio}px`;
    const ink = canvas.getContext("2d");
    ink.imageSmoothingQuality = "high";
    const natural = image.naturalWidth / Number(image.getAttribute("width")) || 1;
    if (image.complete && image.naturalWidth > 0) {
      ink.drawImage(image, from.x * natural, from.y * natural, wide * natural, tall * natural, 0, 0, canvas.width, canvas.height);
    }
    ink.strokeStyle = "#b06a09";
    ink.lineWidth = 2 * devicePixelRatio;
    ink.strokeRect((box.x1 - from.x) * by, (box.y1 - from.y) * by, (box.x2 - box.x1) * by, high * by);
  }

  function place(span) {
    lens.hidden = false;
    const leaf = lens.parentElement;
    const word = span.getBoundingClientRect();
    const whole = leaf.getBoundingClientRect();
    const left = Math.min(word.left - whole.left, leaf.clientWidth - lens.offsetWidth - 8);
    const above = word.top - whole.top + leaf.scrollTop - lens.offsetHeight - 6;
    lens.style.left = `${Math.max(8, left)}px`;
    lens.style.top = `${above >= 0 ? above : word.bottom - whole.top + leaf.scrollTop + 6}px`;
    if (above >= 0 && above < leaf.scrollTop) leaf.scrollTop = Math.max(0, above - 8);
  }

  function show(word) {
    current = word;
    area.focus({ preventScroll: true });
    area.setSelectionRange(word.start, word.end);
    desk.reveal(word);
    const box = desk.boxes[word.box];
    canvas.hidden = false;
    words.replaceChildren(
      element("span", say("doubt.word", word.text, left().length)),
      element("small", say("doubt.hint")),
    );
    others.replaceChildren(
      ...box.others.map((text) => {
        const button = element("button", text, { type: "button", class: "compact" });
        button.addEventListener("click", () => take(text));
        return button;
      }),
    );
    cut(box);
    place(desk.mirrored.span(word));
  }

  function take(text) {
    const { start, end } = current;
    desk.replace(start, end, text);
    move(1);
  }

  function close() {
    current = null;
    lens.hidden = true;
  }

  function finished() {
    canvas.hidden = true;
    const button = element("button", say("doubt.finish"), { type: "button", class: "primary" });
    button.addEventListener("click", () => desk.save("finish"));
    words.replaceChildren(element("span", say("doubt.done")));
    others.replaceChildren(button);
    const last = desk.mirrored.at(area.selectionStart) ?? desk.mirrored.words().at(-1);
    lens.hidden = false;
    if (last) place(desk.mirrored.span(last));
    button.focus();
  }

  function move(by) {
    const all = left();
    if (all.length === 0) {
      current = null;
      return finished();
    }
    const at = area.selectionStart;
    const here = current && area.selectionEnd === current.end ? current.start : null;
    const next =
      by > 0
        ? all.find((word) => (here === null ? word.start >= at : word.start > here)) ?? all[0]
        : all.findLast((word) => word.start < (here ?? at)) ?? all.at(-1);
    show(next);
  }

  // Whether a doubt is selected as it was found.
  const selected = () =>
    current !== null && area.selectionStart === current.start && area.selectionEnd === current.end;

  function accept() {
    const box = desk.boxes[current.box];
    desk.accepted.set(accepting(box), { box: [box.x1, box.y1, box.x2, box.y2], text: box.text });
    desk.marks();
    desk.touched();
    move(1);
  }

  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.shiftKey && selected()) {
      event.preventDefault();
      accept();
    } else if (event.key === "Escape" && !lens.hidden) {
      event.preventDefault();
      close();
    }
  });
  lens.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    area.focus({ preventScroll: true });
  });
  area.addEventListener("input", close);

  return { next: () => move(1), last: () => move(-1), tell, close };
}
