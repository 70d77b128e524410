// What the keys and the buttons of the bar do.
import { say } from "./say.js";
import { open } from "./sheet.js";

export function listen(desk) {
  const { room, preferences, picture } = desk;
  const flip = (name, one, other) => preferences.set(name, preferences.get(name) === one ? other : one);
  const resize = (by) => preferences.set("size", Math.min(300, Math.max(60, preferences.get("size") + by)));
  const go = (rel) => room.querySelector(`a[rel=${rel}]`)?.click();
  const list = () => open(say("keys.title"), document.getElementById("keys").content.cloneNode(true));

  const buttons = {
    "zoom-in": picture.larger,
    "zoom-out": picture.smaller,
    fit: picture.fit,
    boxes: () => flip("boxes", "YES", "NO"),
    side: () => flip("picture", "TOP", "LEFT"),
    smaller: () => resize(-10),
    larger: () => resize(10),
    invisible: () => flip("invisible", "YES", "NO"),
    keys: list,
    drawer: (button) => {
      const out = room.querySelector("#view").classList.toggle("out");
      button.setAttribute("aria-expanded", out);
    },
  };
  room.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    buttons[button?.dataset.do]?.(button);
  });

  const command = {
    s: () => desk.save("stay"),
    "/": list,
    g: () => desk.typing?.toggle(),
  };
  const alternate = {
    PageDown: () => go("next"),
    PageUp: () => go("prev"),
    0: picture.fit,
    "+": picture.larger,
    "=": picture.larger,
    "-": picture.smaller,
    h: () => desk.history.open(),
  };

  function action(event) {
    const control = event.ctrlKey || event.metaKey;
    if (event.key === "F8") return () => (event.shiftKey ? desk.doubts?.last() : desk.doubts?.next());
    if (control && !event.altKey && event.key === "Enter") {
      return () => desk.save(event.shiftKey ? "finish" : "next");
    }
    if (control && !event.altKey) return command[event.key.toLowerCase()];
    if (event.altKey && !control) return alternate[event.key];
    const writes = event.target.closest?.("textarea, input, select, dialog");
    return event.key === "?" && !writes ? list : undefined;
  }

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    const does = action(event);
    if (!does) return;
    event.preventDefault();
    does();
  });

  const number = room.querySelector("#go");
  number.addEventListener("focus", () => number.select());
  number.addEventListener("change", () => {
    const page = Number(number.value);
    const real = Number.isInteger(page) && page >= 1 && page <= Number(room.dataset.last);
    if (real) location.assign(`${room.dataset.base}/${page}`);
    else number.value = room.dataset.number;
  });
}
