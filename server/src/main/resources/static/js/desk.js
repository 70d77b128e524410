// A page's image and text: what is pointed at in one lights up in the other; keys move and save.
// The text stays a plain textarea; a mirror of it lies behind and carries the marks.

const desk = document.querySelector("[data-desk]");
if (desk) {
  const area = desk.querySelector("textarea[name=text]");
  const mirror = desk.querySelector(".mirror");
  const boxes = [...desk.querySelectorAll(".scan rect")];
  const scan = desk.querySelector(".scan");
  const form = area?.form;
  let lit = null;

  // Pairs the words of the text with the boxes in order, past what was added or taken away.
  function paired(words) {
    const known = boxes.map((box) => box.dataset.t);
    const pairs = new Array(words.length).fill(-1);
    const ahead = 12;
    let at = 0;
    for (let i = 0; i < words.length && at < known.length; i++) {
      const near = known.slice(at, at + ahead).indexOf(words[i]);
      if (near >= 0) {
        pairs[i] = at + near;
        at += near + 1;
      } else {
        const later = words.slice(i + 1, i + ahead).indexOf(known[at]);
        const next = known[at + 1] === words[i + 1];
        if (later < 0 || next) pairs[i] = at++;
      }
    }
    return pairs;
  }

  function reflect() {
    const parts = area.value.split(/(\s+)/);
    const words = parts.filter((part) => part.trim());
    const pairs = paired(words);
    let word = 0;
    mirror.replaceChildren(...parts.map((part) => {
      if (!part.trim()) return document.createTextNode(part);
      const span = document.createElement("span");
      span.textContent = part;
      const box = pairs[word++];
      if (box >= 0) {
        span.dataset.w = box;
        if (boxes[box].classList.contains("low") && boxes[box].dataset.t === part) span.className = "low";
      }
      return span;
    }), document.createTextNode("\n"));
  }

  function light(index, scroll) {
    if (index === lit) return;
    for (const old of desk.querySelectorAll(".on")) old.classList.remove("on");
    lit = index;
    if (index === null) return;
    const box = boxes[index];
    box.classList.add("on");
    const span = mirror?.querySelector(`[data-w="${index}"]`);
    span?.classList.add("on");
    if (scroll === "image") {
      const to = box.getBoundingClientRect();
      const seen = scan.getBoundingClientRect();
      if (to.top < seen.top || to.bottom > seen.bottom) {
        scan.scrollBy({ top: to.top - seen.top - seen.height / 3 });
      }
    }
  }

  const under = (event) =>
    document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.dataset?.w);

  scan?.addEventListener("pointermove", (event) => {
    const box = event.target.closest("rect");
    light(box ? boxes.indexOf(box) : null);
  });
  scan?.addEventListener("pointerleave", () => light(null));

  if (area) {
    reflect();
    area.addEventListener("input", reflect);
    area.addEventListener("pointermove", (event) => {
      const span = under(event);
      light(span ? Number(span.dataset.w) : null, "image");
    });
    area.addEventListener("pointerleave", () => light(null));
    document.addEventListener("selectionchange", () => {
      if (document.activeElement !== area) return;
      let at = 0;
      for (const node of mirror.childNodes) {
        at += node.textContent.length;
        if (at >= area.selectionStart) {
          if (node.dataset?.w) light(Number(node.dataset.w), "image");
          return;
        }
      }
    });
    scan?.addEventListener("click", (event) => {
      const box = event.target.closest("rect");
      if (!box) return;
      let at = 0;
      for (const node of mirror.childNodes) {
        const length = node.textContent.length;
        if (node.dataset?.w === String(boxes.indexOf(box))) {
          area.focus();
          area.setSelectionRange(at, at + length);
          return;
        }
        at += length;
      }
    });
    const before = area.value;
    const changed = () => area.value !== before;
    window.addEventListener("beforeunload", (event) => {
      if (changed() && !form.dataset.sent) event.preventDefault();
    });
    form.addEventListener("submit", () => (form.dataset.sent = "yes"));
  }

  document.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && event.key.toLowerCase() === "s" && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value=stay]"));
    } else if (command && event.key === "Enter" && form) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[value=next]"));
    } else if (event.altKey && (event.key === "PageDown" || event.key === "PageUp")) {
      event.preventDefault();
      desk.querySelector(event.key === "PageDown" ? "a[rel=next]" : "a[rel=prev]")?.click();
    }
  });
}
