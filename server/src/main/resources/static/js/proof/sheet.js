// A sheet over the page: the keys, a comparison, the revisions.
import { element } from "./say.js";

const sheet = document.getElementById("sheet");
const content = sheet.querySelector("[data-content]");
let back = null;

export function open(title, ...parts) {
  sheet.querySelector("h2").textContent = title;
  content.replaceChildren(...parts);
  if (!sheet.open) {
    back = document.activeElement;
    sheet.showModal();
  }
}

export const close = () => sheet.close();

sheet.addEventListener("close", () => back?.focus({ preventScroll: true }));

export function difference(parts) {
  const names = { KEPT: "span", REMOVED: "del", ADDED: "ins" };
  return element("p", parts.map((part) => element(names[part.kind], part.text)), { class: "difference", dir: "auto" });
}
