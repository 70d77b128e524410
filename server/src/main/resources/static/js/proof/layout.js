// Where the picture is, how much room it has, how large the text is; the divider between the two.

export function arrange(desk) {
  const { room, preferences } = desk;
  const panes = room.querySelector(".panes");
  const divider = room.querySelector(".divider");
  const leaf = room.querySelector(".leaf");
  const button = (name) => room.querySelector(`[data-do=${name}]`);
  const narrow = window.matchMedia("(max-width: 52rem)");

  const onTop = () => narrow.matches || preferences.get("picture") === "TOP";

  function apply() {
    room.classList.toggle("top", preferences.get("picture") === "TOP");
    panes.style.setProperty("--split", `${preferences.get("split")}%`);
    leaf.style.setProperty("--size", preferences.get("size") / 100);
    room.classList.toggle("unboxed", preferences.get("boxes") === "NO");
    divider.setAttribute("aria-valuenow", preferences.get("split"));
    divider.setAttribute("aria-orientation", onTop() ? "horizontal" : "vertical");
    button("boxes").setAttribute("aria-pressed", preferences.get("boxes") === "YES");
    button("side").setAttribute("aria-pressed", preferences.get("picture") === "TOP");
    button("invisible").setAttribute("aria-pressed", preferences.get("invisible") === "YES");
  }

  const share = (value) => preferences.set("split", Math.round(Math.min(85, Math.max(15, value))));

  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  divider.addEventListener("pointermove", (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const place = panes.getBoundingClientRect();
    share(
      onTop()
        ? (100 * (event.clientY - place.top)) / place.height
        : (100 * (event.clientX - place.left)) / place.width,
    );
  });
  divider.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -2, ArrowUp: -2, ArrowRight: 2, ArrowDown: 2, PageUp: -10, PageDown: 10 };
    if (!(event.key in steps) || event.altKey) return;
    event.preventDefault();
    share(preferences.get("split") + steps[event.key]);
  });

  // A keyboard on the screen takes from the room, not from what is below it.
  const screen = window.visualViewport;
  const height = () => {
    const top = room.getBoundingClientRect().top + window.scrollY;
    room.style.setProperty("--height", `${Math.max(320, screen.height - Math.max(0, top))}px`);
  };
  screen?.addEventListener("resize", height);
  if (screen) height();

  preferences.changed(apply);
  narrow.addEventListener("change", apply);
  apply();
}
