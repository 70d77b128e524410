// A text that was not saved, from another window or another day: restored, compared or discarded.
import { say, time } from "./say.js";
import { become } from "./text.js";
import { open, difference } from "./sheet.js";

export async function offerDraft(desk) {
  const { room, area, drafts } = desk;
  const note = room.querySelector("#draft");
  const button = (name) => note.querySelector(`[data-do=${name}-draft]`);
  const same = (text) => text.normalize("NFC") === area.value.normalize("NFC");
  let draft = null;

  async function next() {
    note.hidden = true;
    for (const found of await drafts.found()) {
      if (same(found.text)) await drafts.drop(found.key);
      else return show(found);
    }
  }

  function show(found) {
    draft = found;
    const key = found.base < desk.page.version ? "draft.older" : "draft.found";
    note.querySelector("[data-words]").textContent = say(key, time(new Date(found.at)));
    note.hidden = false;
  }

  button("restore").addEventListener("click", async () => {
    become(area, draft.text);
    desk.saving.goesBackTo(draft.base);
    await desk.saving.keep();
    await drafts.drop(draft.key);
    desk.touched();
    next();
  });
  button("compare").addEventListener("click", async () => {
    const answer = await fetch(`${room.dataset.api}/revisions/${desk.page.version}/compare`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": desk.token() },
      body: JSON.stringify({ text: draft.text }),
    });
    if (answer.ok) open(say("draft.compared"), difference((await answer.json()).parts));
  });
  button("discard").addEventListener("click", async () => {
    await drafts.drop(draft.key);
    area.focus({ preventScroll: true });
    next();
  });
  await next().catch(() => {}); // a browser that keeps nothing has nothing to offer
}
