// The page editor: the picture, the text, and all that is between them.
import { say } from "./say.js";
import { replace } from "./text.js";
import { createMirror } from "./mirror.js";
import { createPicture } from "./picture.js";
import { createPreferences } from "./preferences.js";
import { arrange } from "./layout.js";
import { createDrafts } from "./drafts.js";
import { createSignIn } from "./sign-in.js";
import { createSaving } from "./saving.js";
import { createConflict } from "./conflict.js";
import { createDoubts, accepting } from "./doubts.js";
import { createHistory } from "./history.js";
import { createTyping } from "./typing.js";
import { createSigns } from "./signs.js";
import { offerDraft } from "./found-draft.js";
import { announce } from "./visit.js";
import { listen } from "./keys.js";

const room = document.querySelector("[data-room]");
const form = room.querySelector("#page-form");
const area = room.querySelector("#text");
const tokenField = form?.querySelector("input[name=_csrf]");

const desk = {
  room,
  area,
  mirror: room.querySelector(".mirror"),
  page: JSON.parse(room.dataset.page),
  boxes: [],
  lines: [],
  accepted: new Map(),
  showsInvisible: false,
  token: (fresh) => (fresh && tokenField ? (tokenField.value = fresh) : (tokenField?.value ?? "")),
  replace: (start, end, text) => replace(area, start, end, text),
  touched: () => {},
  save: () => {},
};

desk.isDoubt = (word) => {
  const box = desk.boxes[word.box];
  return Boolean(box?.doubt) && box.text === word.text && !desk.accepted.has(accepting(box));
};

// Lines and boxes of the newest revision.
function lay() {
  const corners = ([x1, y1, x2, y2]) => ({ x1, y1, x2, y2 });
  const doubts = new Map((desk.page.doubts ?? []).map((one) => [`${one.line} ${one.word}`, one]));
  desk.lines = desk.page.lines.map((line) => corners(line.box));
  desk.boxes = desk.page.lines.flatMap((line, at) =>
    line.words.map((word, index) => {
      const doubt = doubts.get(`${at} ${index}`);
      return {
        ...corners(word.box),
        line: at,
        text: word.text,
        confidence: word.confidence,
        doubt: doubt !== undefined,
        others: doubt?.others ?? [],
      };
    }),
  );
}

desk.marks = () => {
  desk.mirrored.reflect();
  desk.picture.rects().forEach((rect, at) => {
    const box = desk.boxes[at];
    rect.classList.toggle("low", box.doubt && !desk.accepted.has(accepting(box)));
  });
  desk.doubts?.tell();
};

desk.update = (page) => {
  desk.page = page;
  lay();
  desk.picture.draw();
  desk.marks();
  const chip = document.getElementById("chips").content.querySelector(`[data-status=${page.status}]`);
  room.querySelector("#status").replaceChildren(chip.firstElementChild.cloneNode(true));
  const revision = room.querySelector("#revision > span");
  if (revision) revision.textContent = say("desk.revision", page.version);
  room.querySelector("#revision .who")?.remove();
};

// Brings a word of the text into view.
desk.reveal = (word) => {
  const leaf = desk.mirror.parentElement;
  const span = desk.mirrored.span(word)?.getBoundingClientRect();
  const seen = leaf.getBoundingClientRect();
  if (span && (span.top < seen.top + 8 || span.bottom > seen.bottom - 8)) {
    leaf.scrollTop += span.top - seen.top - seen.height / 3;
  }
  if (word.box >= 0) desk.picture.follow(word.box);
};

desk.preferences = createPreferences(room, desk.token);
desk.showsInvisible = desk.preferences.get("invisible") === "YES";
lay();
arrange(desk);
desk.picture = createPicture(desk);
desk.mirrored = createMirror(desk);
desk.picture.draw();
desk.picture.apply();
desk.mirrored.reflect();
desk.preferences.changed((name) => {
  if (name !== "invisible") return;
  desk.showsInvisible = desk.preferences.get("invisible") === "YES";
  desk.mirrored.reflect();
});
desk.history = createHistory(desk);

// What is pointed at in one lights up in the other.
const { scan } = desk.picture;
const boxUnder = (event) => {
  const rect = event.target.closest?.("rect:not(.line)");
  return rect ? desk.picture.rects().indexOf(rect) : null;
};
scan.addEventListener("pointermove", (event) => desk.mirrored.light(boxUnder(event)));
scan.addEventListener("pointerleave", () => desk.mirrored.light(null));
scan.addEventListener("click", (event) => {
  const word = desk.mirrored.ofBox(boxUnder(event) ?? -2);
  if (!word) return;
  area.focus({ preventScroll: true });
  area.setSelectionRange(word.start, word.end);
  desk.reveal(word);
});
area.addEventListener("pointermove", (event) => {
  const span = desk.mirrored.under(event);
  desk.mirrored.light(span ? Number(span.dataset.w) : null);
});
area.addEventListener("pointerleave", () => desk.mirrored.light(null));
document.addEventListener("selectionchange", () => {
  if (document.activeElement !== area) return;
  const word = desk.mirrored.at(area.selectionStart);
  const box = word && word.box >= 0 ? word.box : null;
  desk.mirrored.light(box);
  const near = word ?? desk.mirrored.near(area.selectionStart);
  if (near && near.box >= 0) desk.picture.follow(near.box);
});

function write() {
  area.addEventListener("input", () => {
    desk.mirrored.reflect();
    desk.doubts.tell();
  });
  const { person, base, number } = room.dataset;
  desk.drafts = createDrafts(`${person} page ${desk.page.page_id}`, `${person} ${base}/${number}`);
  desk.signIn = createSignIn(desk);
  desk.doubts = createDoubts(desk);
  desk.doubts.tell();
  desk.conflict = createConflict(desk).meet;
  desk.saving = createSaving(desk);
  desk.notice = (text) => {
    const note = room.querySelector("#notice");
    note.firstElementChild.textContent = text;
    note.hidden = false;
  };
  desk.save = async (then) => {
    desk.doubts.close();
    if (!(await desk.saving.save(then))) return;
    if (then === "next" || then === "finish") {
      location.assign(`${room.dataset.base}/continue?after=${room.dataset.number}`);
    }
  };
  form.addEventListener("submit", (event) => {
    const then = event.submitter?.value ?? "stay";
    if (!["stay", "next", "finish"].includes(then)) return leave(event);
    event.preventDefault();
    event.submitter?.closest("details")?.removeAttribute("open");
    if (document.activeElement?.form === form && then === "stay") area.focus({ preventScroll: true });
    desk.save(then);
  });
  room.querySelector("#suggestion form")?.addEventListener("submit", settle);
  desk.typing = createTyping(desk);
  createSigns(desk);
  offerDraft(desk);
  announce(desk);
}

// Another status, with the text as it is saved: what is typed is saved first.
async function leave(event) {
  if (!desk.saving.changed()) return;
  event.preventDefault();
  const { submitter } = event;
  if (await desk.saving.save()) form.requestSubmit(submitter);
}

// A suggestion is settled on the text as it is saved.
async function settle(event) {
  if (!desk.saving.changed()) return;
  event.preventDefault();
  const { submitter, target } = event;
  if (!(await desk.saving.save())) return;
  target.elements.version.value = desk.page.version;
  target.requestSubmit(submitter);
}

if (form && room.querySelector("#theirs") === null) write();
listen(desk);

// The caret is in the text from the start, or where the address says: #at=START-END.
const asked = location.hash.match(/^#at=(\d+)-(\d+)$/);
if (asked || matchMedia("(hover: hover)").matches) {
  area.focus({ preventScroll: true });
  area.setSelectionRange(Number(asked?.[1] ?? 0), Number(asked?.[2] ?? 0));
  const word = desk.mirrored.at(area.selectionStart);
  if (asked && word) desk.picture.image.decode().catch(() => {}).then(() => desk.reveal(word));
}
