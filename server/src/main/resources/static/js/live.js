// Keeps a progress page up to date. The server renders the parts; this puts each in the place of
// the element with its id. Server-sent events while the page is seen; a question every few seconds
// while it is hidden (browsers allow few streams at a time) or where events do not pass.

const REST = 5000;
const LATER = 15000;
const PATIENCE = 20000; // the server says something every ten seconds
const STATES = { PENDING: "running", PROGRESS: "running", PAUSED: "paused", SUCCESS: "done",
  FAILURE: "failed", REVOKED: "paused" };
const SIGNS = { PENDING: "○", PROGRESS: "", PAUSED: "‖", SUCCESS: "✓", FAILURE: "✕", REVOKED: "∅" };

const find = (id) => document.getElementById(id);
const icon = find("icon");
const plainIcon = icon?.href;
const plainTitle = document.title;
let attached = null;
let source = null;
let timer = 0;
let watchdog = 0;
let failures = 0;
let heardAt = new Date();
const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium" });
let deaf = false;

const figures = () => find("summary");
const ended = () => figures()?.hasAttribute("data-ended") ?? true;

function attach() {
  const live = find("live");
  if (live === attached) return;
  detach();
  attached = live;
  if (!live) {
    if (icon) icon.href = plainIcon;
    return;
  }
  rove();
  offerNotice();
  show();
  follow();
}

function detach() {
  source?.close();
  source = null;
  clearTimeout(timer);
  clearTimeout(watchdog);
}

// Where events do not pass, as through some proxies, a question every few seconds does.
function listen() {
  clearTimeout(watchdog);
  watchdog = setTimeout(() => {
    deaf = true;
    detach();
    ask();
  }, PATIENCE);
}

function known() {
  const query = new URLSearchParams({ since: figures().dataset.version });
  for (const cell of document.querySelectorAll("#strip .a")) query.append("work", cell.id.slice(1));
  query.append("from", find("strip")?.dataset.from ?? 0);
  return "?" + query;
}

function follow() {
  detach();
  if (!attached) return;
  if (ended()) {
    // Nothing more comes of this run; but there may be a newer one.
    if (!document.hidden) timer = setTimeout(ask, LATER);
    return;
  }
  if (document.hidden || deaf) {
    timer = setTimeout(ask, document.hidden ? REST : 2000);
    return;
  }
  listen();
  const stream = new EventSource(attached.dataset.events + known());
  source = stream;
  stream.addEventListener("delta", (event) => {
    listen();
    heard(event.data);
  });
  stream.addEventListener("end", (event) => {
    heard(event.data);
    detach();
  });
  stream.onerror = () => {
    if (source !== stream) return;
    detach();
    ask();
  };
}

async function ask() {
  if (!attached) return;
  try {
    const answer = await fetch(attached.dataset.poll + known(), {
      headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE / 2) });
    if (answer.status === 404 || answer.status === 403) return detach();
    if (answer.redirected || answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error(answer.statusText);
    heard(await answer.text());
  } catch {
    failures++;
    lost(true);
  }
  if (ended() && !failures) return follow();
  const wait = deaf ? 2000 : Math.min(15000, 1000 * 2 ** Math.min(failures, 4));
  timer = setTimeout(document.hidden || deaf ? ask : follow, document.hidden ? REST : wait);
}

function heard(html) {
  failures = 0;
  heardAt = new Date();
  lost(false);
  const box = document.createElement("template");
  box.innerHTML = html;
  for (const fresh of [...box.content.children]) {
    const old = fresh.id && find(fresh.id);
    if (old) put(old, fresh);
  }
  show();
}

function put(old, fresh) {
  if (fresh.classList.contains("c")) {
    old.className = fresh.className;
    old.setAttribute("aria-label", fresh.getAttribute("aria-label"));
  } else if (fresh.getAttribute("role") === "status") {
    if (old.textContent !== fresh.textContent) old.textContent = fresh.textContent;
  } else if (!fresh.dataset.key || fresh.dataset.key !== old.dataset.key) {
    const held = old.contains(document.activeElement);
    old.replaceWith(fresh);
    window.htmx?.process(fresh);
    if (fresh.id === "controls") offerNotice();
    if (held) fresh.querySelector("button, summary")?.focus();
  }
}

function lost(yes) {
  const note = find("lost");
  attached?.classList.toggle("stale", yes);
  if (!note) return;
  note.hidden = !yes;
  const text = yes ? note.dataset.text.replace("{0}", clock.format(heardAt)) : "";
  if (note.textContent !== text) note.textContent = text;
}

// The tab's title and icon tell how it stands.
let before = null;
function show() {
  const { state, percent, title } = figures().dataset;
  document.title = (state === "PROGRESS" ? `${percent} %` : SIGNS[state]) + ` ${title}`;
  if (icon) icon.href = icon.dataset[STATES[state]] ?? plainIcon;
  if (before !== null && before !== state && ended()) notice();
  before = state;
}

// A notice when it ends, for those who ask for one.
const wanted = () => localStorage.getItem("notice:" + attached?.dataset.poll) === "yes";

function offerNotice() {
  const button = document.querySelector("[data-notify]");
  if (!button || !("Notification" in window)) return;
  button.hidden = false;
  say(button);
}

function say(button) {
  if (Notification.permission === "denied") {
    button.textContent = button.dataset.blocked;
    button.disabled = true;
  } else if (wanted() && Notification.permission === "granted") {
    button.textContent = button.dataset.on;
    button.setAttribute("aria-pressed", "true");
  }
}

function notice() {
  const { ended: text, title } = figures().dataset;
  if (!wanted() || !("Notification" in window) || Notification.permission !== "granted") return;
  localStorage.removeItem("notice:" + attached.dataset.poll);
  new Notification(title, { body: text, icon: icon?.href });
}

// The strip is one stop of the Tab key; arrows move in it.
function rove() {
  const cells = document.querySelectorAll("#strip .c");
  for (let i = 1; i < cells.length; i++) cells[i].tabIndex = -1;
}

function next(cell, key) {
  const cells = [...document.querySelectorAll("#strip .c")];
  const at = cells.indexOf(cell);
  const box = cell.getBoundingClientRect();
  const nearest = (some) => {
    const tops = some.map((other) => other.getBoundingClientRect());
    const top = tops[0]?.top;
    return some.filter((_, i) => Math.abs(tops[i].top - top) < 3).reduce((best, other) => {
      const gap = (one) => Math.abs(one.getBoundingClientRect().left - box.left);
      return best && gap(best) <= gap(other) ? best : other;
    }, null);
  };
  const apart = (other) => Math.abs(other.getBoundingClientRect().top - box.top) >= 3;
  switch (key) {
    case "ArrowRight": return cells[at + 1];
    case "ArrowLeft": return cells[at - 1];
    case "Home": return cells[0];
    case "End": return cells.at(-1);
    case "ArrowDown": return nearest(cells.slice(at + 1, at + 130).filter(apart));
    case "ArrowUp": return nearest(cells.slice(Math.max(0, at - 130), at).reverse().filter(apart));
    default: return undefined;
  }
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("#strip .c");
  const to = cell && next(cell, event.key);
  if (!to) return;
  event.preventDefault();
  cell.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
});

document.addEventListener("click", (event) => {
  const notify = event.target.closest("[data-notify]");
  if (notify) {
    localStorage.setItem("notice:" + attached.dataset.poll, "yes");
    Notification.requestPermission().then(() => say(notify));
    return;
  }
  const cell = event.target.closest("#strip .c, [data-cell]");
  if (!cell || !window.htmx || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const panel = { target: "#panel", swap: "outerHTML" };
  window.htmx.ajax("GET", cell.href.replace(/#.*/, ""), panel).then(() => {
    document.querySelector("#strip [aria-current]")?.removeAttribute("aria-current");
    const number = new URL(cell.href).searchParams.get("page");
    find("c" + number)?.setAttribute("aria-current", "true");
    find("panel")?.focus();
  });
});

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && attached) {
    detach();
    ask();
  } else if (attached) follow();
});
window.addEventListener("pagehide", detach);
window.addEventListener("pageshow", (event) => event.persisted && follow());
window.addEventListener("online", () => attached && !source && follow());
document.addEventListener("htmx:load", attach);
attach();
if (!find("live")) document.title = plainTitle;
