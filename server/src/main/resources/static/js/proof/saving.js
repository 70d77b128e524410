// Saves in the page: the caret, the scroll and the undo stay. What cannot be saved now is kept on the device and
// sent again; nothing that was typed is given up.
import { say, time } from "./say.js";

const RETRIES = [3, 5, 10, 20, 30];

export function createSaving(desk) {
  const { room, area, drafts, signIn } = desk;
  const state = room.querySelector("#state");
  let base = desk.page.version;
  let saved = area.dataset.saved ?? area.defaultValue;
  let kept = saved; // the text that is on the device, or on the server
  let queue = Promise.resolve();
  let busy = 0;
  let retry = null;
  let failures = 0;
  let refusals = 0;
  let merges = 0;
  let keeping = null;

  const changed = () => area.value !== saved || desk.accepted.size > 0;

  function show(name, ...parts) {
    state.textContent = say(`state.${name}`, ...parts);
    state.dataset.state = name;
  }

  async function keep() {
    clearTimeout(keeping);
    keeping = null;
    const text = area.value;
    if (text === kept) return;
    try {
      if (text === saved) await drafts.drop();
      else await drafts.keep(text, base);
      kept = text;
    } catch {
      // The browser keeps nothing: it asks before the page is left.
    }
  }

  // The window goes: what is written to the database now may not get there.
  function keepAtOnce() {
    const text = area.value;
    try {
      if (text !== kept && text !== saved) drafts.keepAtOnce(text, base);
    } catch {
      // As above.
    }
    keep();
  }

  function typed() {
    if (busy === 0 && !retry) changed() ? show("unsaved") : show("savedNow");
    keeping ??= setTimeout(keep, 1000);
  }

  function send(text, then) {
    return fetch(`${room.dataset.api}/text`, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": desk.token() },
      body: JSON.stringify({
        text,
        version: base,
        page_id: desk.page.page_id,
        summary: room.querySelector("#summary").value || null,
        finish: then === "finish",
        accepted: [...desk.accepted.values()],
      }),
    });
  }

  // Resolves to whether all is saved. What is typed while this is under way is saved after it.
  function save(then = "stay") {
    busy++;
    const result = queue.then(() => attempt(then)).finally(() => busy--);
    queue = result.catch(() => {});
    return result;
  }

  async function attempt(then) {
    clearTimeout(retry);
    retry = null;
    const text = area.value;
    if (!changed() && then !== "finish") {
      show("savedNow");
      return true;
    }
    show("sending");
    await keep();
    const words = new Map(desk.accepted);
    let answer;
    try {
      answer = await send(text, then);
    } catch {
      return later("offline", then);
    }
    if (answer.ok) return took(text, words, await answer.json());
    if (answer.status === 401 || answer.status === 403) return stopped(then);
    if (answer.status === 409) return met(text, then, await answer.json());
    if (answer.status >= 500 || answer.status === 429) return later("trouble", then);
    const problem = await answer.json().catch(() => ({}));
    show("refused", problem.detail ?? answer.status);
    return false;
  }

  async function took(text, words, page) {
    base = page.version;
    saved = text;
    failures = 0;
    refusals = 0;
    merges = 0;
    room.querySelector("#summary").value = "";
    for (const key of words.keys()) desk.accepted.delete(key);
    room.querySelector("[name=version]").value = base;
    desk.update(page);
    kept = null;
    await keep();
    changed() ? show("unsaved") : show("saved", time(new Date()));
    return true;
  }

  async function stopped(then) {
    show("signedOut");
    let inside = false;
    try {
      inside = await signIn.renewed();
    } catch {
      return later("offline", then);
    }
    if (inside && refusals++ > 2) {
      refusals = 0;
      show("forbidden");
      return false;
    }
    return inside || (await signIn.ask()) ? attempt(then) : false;
  }

  function later(name, then) {
    show(name);
    const wait = RETRIES[Math.min(failures++, RETRIES.length - 1)];
    retry = setTimeout(() => save(then), wait * 1000);
    return false;
  }

  // Somebody else saved meanwhile: what does not overlap is put together and saved, the rest is asked.
  function met(text, then, problem) {
    if (area.value !== text) return attempt(then); // typed on: put together what is there now
    base = problem.current_version;
    const left = desk.conflict(problem);
    if (left > 0 || merges++ > 4) {
      show("unsaved");
      return false;
    }
    desk.notice(
      problem.current_author ? say("state.mergedBy", problem.current_author) : say("state.merged"),
    );
    return attempt(then);
  }

  window.addEventListener("online", () => retry && save());
  window.addEventListener("pagehide", keepAtOnce);
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  window.addEventListener("beforeunload", (event) => {
    if (changed() && area.value !== kept) {
      keep();
      event.preventDefault();
    }
  });
  area.addEventListener("input", typed);
  desk.touched = typed;

  return {
    save,
    changed,
    base: () => base,
    // The text goes back to an older version: when it is saved, it is put together with the newest.
    goesBackTo: (version) => (base = version),
    keep,
  };
}
