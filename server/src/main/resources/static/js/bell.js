// The bell: how many notifications wait, and, where allowed, the browser's own notes of them.

const bell = document.querySelector("[data-bell]");
const WANTED = "kalanjiyam.notes";
const SHOWN = "kalanjiyam.notes.shown";
const EVERY = 10_000;

const wanted = () => localStorage.getItem(WANTED) === "yes" && Notification.permission === "granted";

function show(count) {
  const badge = bell.querySelector(".count");
  badge.hidden = count === 0;
  badge.textContent = count > 99 ? "99+" : String(count);
  const label = count === 0 ? bell.dataset.none : count === 1 ? bell.dataset.one : bell.dataset.many;
  bell.setAttribute("aria-label", label.replace("{0}", count));
}

// Each is noted once, whichever tab is first.
function note(news) {
  const last = Number(localStorage.getItem(SHOWN) ?? "0");
  const newest = Math.max(last, ...news.map((one) => one.id));
  localStorage.setItem(SHOWN, String(newest));
  if (last === 0 || !wanted()) return;
  for (const one of news.filter((each) => each.id > last).reverse()) {
    const shown = new Notification(one.project_title ?? one.project_slug ?? "Kalanjiyam OCR", {
      body: one.event.toLowerCase() + ", " + one.done + "/" + one.total,
      tag: "kalanjiyam-" + one.id,
    });
    shown.addEventListener("click", () => {
      window.focus();
      location.href = "/tasks/" + one.task_id;
    });
  }
}

async function look() {
  if (document.hidden && !("Notification" in window && wanted())) return;
  try {
    const answer = await fetch("/api/v1/notifications?unread=true", { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const news = await answer.json();
    show(news.length);
    if ("Notification" in window) note(news);
  } catch {
    // the network is away; the next look comes
  }
}

if (bell) {
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  if ("Notification" in window && wanted()) look();
}

// On the page of settings: whether this browser shows notes.
const state = document.getElementById("browser-state");
if (state && "Notification" in window) {
  const allow = document.getElementById("browser-allow");
  const stop = document.getElementById("browser-stop");
  const tell = () => {
    const denied = Notification.permission === "denied";
    state.textContent = wanted() ? state.dataset.granted : denied ? state.dataset.denied : state.dataset.off;
    allow.hidden = denied || wanted();
    stop.hidden = !wanted();
  };
  allow.addEventListener("click", async () => {
    if ((await Notification.requestPermission()) === "granted") localStorage.setItem(WANTED, "yes");
    tell();
  });
  stop.addEventListener("click", () => {
    localStorage.removeItem(WANTED);
    tell();
  });
  tell();
} else if (state) {
  state.closest("section").hidden = true;
}
