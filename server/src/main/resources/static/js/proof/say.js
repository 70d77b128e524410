// The words of the page, in its reader's language; {0} stands for what is put in.

const words = new Map();
const template = document.getElementById("say");
for (const one of template?.content.querySelectorAll("[data-say]") ?? []) {
  words.set(one.dataset.say, one.textContent);
}

export function say(key, ...parts) {
  return (words.get(key) ?? key).replace(/\{(\d)[^}]*\}/g, (all, at) => parts[at] ?? all);
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const calendar = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export function time(at) {
  return (at.toDateString() === new Date().toDateString() ? clock : calendar).format(at);
}

// An element with a text, or with what is in it.
export function element(name, content, attributes = {}) {
  const made = document.createElement(name);
  made.append(...[content ?? []].flat());
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
