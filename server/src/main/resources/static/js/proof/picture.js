// The scanned page: zoomed at the pointer, dragged, following the line of the caret, with the words' boxes over it.

const SVG = "http://www.w3.org/2000/svg";
const LEAST = 5;
const MOST = 800;

export function createPicture(desk) {
  const { room, preferences } = desk;
  const scan = room.querySelector(".scan");
  const frame = scan.querySelector(".frame");
  const image = frame.querySelector("img");
  const svg = frame.querySelector("svg");
  const shown = room.querySelector("#zoom");
  let rects = [];
  let line = null;
  let lit = null;

  const scale = () => frame.getBoundingClientRect().width / Number(image.getAttribute("width"));
  const fitting = () => (100 * scan.clientWidth) / Number(image.getAttribute("width"));

  function draw() {
    line = document.createElementNS(SVG, "rect");
    line.setAttribute("class", "line");
    line.setAttribute("hidden", "");
    rects = desk.boxes.map((box) => {
      const rect = document.createElementNS(SVG, "rect");
      rect.setAttribute("x", box.x1);
      rect.setAttribute("y", box.y1);
      rect.setAttribute("width", box.x2 - box.x1);
      rect.setAttribute("height", box.y2 - box.y1);
      const title = document.createElementNS(SVG, "title");
      title.textContent = box.confidence === null ? box.text : `${box.text}, ${Math.round(box.confidence * 100)} %`;
      rect.append(title);
      if (box.doubt) rect.classList.add("low");
      return rect;
    });
    svg.replaceChildren(line, ...rects);
    lit = null;
  }

  // Sets the zoom, per cent of the picture's pixels (0: as wide as its room); a point of the pane stays where it is.
  function zoom(percent, point = { x: scan.clientWidth / 2, y: 0 }) {
    const before = scale();
    const x = (scan.scrollLeft + point.x) / before;
    const y = (scan.scrollTop + point.y) / before;
    const now = percent === 0 ? fitting() : Math.min(MOST, Math.max(LEAST, percent));
    frame.style.width = percent === 0 ? "100%" : `${(now / 100) * Number(image.getAttribute("width"))}px`;
    const after = scale();
    scan.scrollTo({ left: x * after - point.x, top: y * after - point.y, behavior: "instant" });
    shown.textContent = `${Math.round(now)} %`;
  }

  function zoomTo(percent, point) {
    zoom(percent, point);
    preferences.set("zoom", Math.round(percent));
  }

  const percent = () => scale() * 100;

  function light(index) {
    if (index === lit) return;
    if (lit !== null) rects[lit]?.classList.remove("on");
    lit = index;
    if (index !== null) rects[index]?.classList.add("on");
  }

  // Brings the line of a box into view, a third from the top, and marks it.
  function follow(index) {
    const box = index === null ? null : desk.boxes[index];
    if (!box) return;
    const of = desk.lines[box.line];
    line.removeAttribute("hidden");
    line.setAttribute("x", of.x1);
    line.setAttribute("y", of.y1);
    line.setAttribute("width", of.x2 - of.x1);
    line.setAttribute("height", of.y2 - of.y1);
    const by = scale();
    const top = box.y1 * by - scan.scrollTop;
    const bottom = box.y2 * by - scan.scrollTop;
    const left = box.x1 * by - scan.scrollLeft;
    const right = box.x2 * by - scan.scrollLeft;
    const to = {};
    if (top < scan.clientHeight * 0.08 || bottom > scan.clientHeight * 0.85) {
      to.top = box.y1 * by - scan.clientHeight / 3;
    }
    if (left < 0 || right > scan.clientWidth) to.left = box.x1 * by - scan.clientWidth / 4;
    if (to.top !== undefined || to.left !== undefined) scan.scrollTo(to);
  }

  scan.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const place = scan.getBoundingClientRect();
      const at = { x: event.clientX - place.left, y: event.clientY - place.top };
      zoomTo(percent() * Math.exp(-event.deltaY / 400), at);
    },
    { passive: false },
  );

  let spaced = false;
  scan.addEventListener("keydown", (event) => {
    if (event.key === " ") {
      spaced = true;
      event.preventDefault();
    }
  });
  document.addEventListener("keyup", (event) => (spaced &&= event.key !== " "));

  let drag = null;
  scan.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button > 1) return;
    if (event.button === 1 || spaced) event.preventDefault();
    drag = { x: event.clientX, y: event.clientY, left: scan.scrollLeft, top: scan.scrollTop, far: spaced };
  });
  window.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const x = event.clientX - drag.x;
    const y = event.clientY - drag.y;
    drag.far ||= Math.hypot(x, y) > 4;
    scan.classList.toggle("dragged", drag.far);
    if (drag.far) scan.scrollTo({ left: drag.left - x, top: drag.top - y, behavior: "instant" });
  });
  window.addEventListener("pointerup", () => {
    if (drag?.far) window.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", stop, { capture: true }));
    drag = null;
    scan.classList.remove("dragged");
  });
  const stop = (event) => event.stopPropagation();
  image.addEventListener("dragstart", (event) => event.preventDefault());

  new ResizeObserver(() => {
    if (preferences.get("zoom") === 0) shown.textContent = `${Math.round(fitting())} %`;
  }).observe(scan);

  return {
    draw,
    light,
    follow,
    image,
    scan,
    rects: () => rects,
    fit: () => zoomTo(0),
    apply: () => zoom(preferences.get("zoom")),
    larger: () => zoomTo(percent() * 1.2),
    smaller: () => zoomTo(percent() / 1.2),
  };
}
