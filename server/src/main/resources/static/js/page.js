// What every page has: times in the reader's zone, menus that close, pauses while nobody looks.

const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

function localise(root) {
  for (const element of root.querySelectorAll("time[datetime]:not([title])")) {
    const at = new Date(element.dateTime);
    if (Number.isNaN(at.getTime())) continue;
    const today = at.toDateString() === new Date().toDateString();
    element.title = element.textContent;
    element.textContent = (today ? time : date).format(at);
  }
}

localise(document);
new MutationObserver((changes) => {
  if (changes.some((change) => change.addedNodes.length > 0)) localise(document);
}).observe(document.body, { childList: true, subtree: true });

// Some things are only for those with script, or only for those without.
function fit(root) {
  for (const element of root.querySelectorAll("[data-scripted]")) element.hidden = false;
  for (const element of root.querySelectorAll("[data-unscripted]")) element.hidden = true;
}

fit(document);
document.addEventListener("htmx:load", (event) => fit(event.target));

// A menu or a question closes with Escape, or with a click elsewhere.
const open = () => document.querySelectorAll("details.menu[open], details.ask[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const details of open()) {
    details.open = false;
    details.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const details of open()) if (!details.contains(event.target)) details.open = false;
});

// What asks the server again and again rests while the page is hidden, or while somebody types.
document.addEventListener("htmx:beforeRequest", (event) => {
  const element = event.detail.elt;
  if (document.hidden && element.hasAttribute("data-resting")) event.preventDefault();
});

// A form that came anew keeps what somebody is typing, and has to hear of it.
document.addEventListener("htmx:afterSettle", (event) => {
  const typed = event.target.querySelector?.("[hx-preserve] input");
  if (typed?.value) typed.dispatchEvent(new Event("change", { bubbles: true }));
});
