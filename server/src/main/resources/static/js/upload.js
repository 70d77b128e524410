// Sends a book's files with a bar that moves, and takes files that are dropped on the page.

const form = document.querySelector("form[data-upload]");
if (form) {
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const list = form.querySelector(".files");
  const sending = form.querySelector("[data-sending]");
  const bar = sending.querySelector("progress");
  const told = sending.querySelector("[data-told]");
  const button = form.querySelector("button.primary");
  const title = form.querySelector("input[name=title]");
  const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  let chosen = [];

  const megabytes = (bytes) => size.format(bytes / 1e6) + " MB";

  function show() {
    list.replaceChildren(...chosen.map((file) => {
      const line = document.createElement("li");
      const weight = document.createElement("span");
      weight.className = "muted figures";
      weight.textContent = megabytes(file.size);
      line.append(file.name, weight);
      return line;
    }));
    if (title && !title.value && chosen.length) {
      title.placeholder = chosen[0].name.replace(/\.[A-Za-z0-9]{1,5}$/, "");
    }
  }

  function take(files) {
    const all = new DataTransfer();
    for (const file of [...chosen, ...files]) all.items.add(file);
    input.files = all.files;
    chosen = [...all.files];
    show();
  }

  input.addEventListener("change", () => {
    chosen = [...input.files];
    show();
  });
  for (const name of ["dragenter", "dragover"]) {
    document.addEventListener(name, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) drop.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    take(event.dataTransfer.files);
  });

  function fail(text) {
    sending.hidden = true;
    button.disabled = false;
    const fault = form.querySelector("[data-fault]");
    fault.textContent = text;
    fault.hidden = false;
    fault.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = new FormData(form);
    const request = new XMLHttpRequest();
    button.disabled = true;
    sending.hidden = false;
    form.querySelector("[data-fault]").hidden = true;
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.max = total;
      bar.value = loaded;
      told.textContent = `${megabytes(loaded)} / ${megabytes(total)}`;
      if (loaded === total) {
        bar.removeAttribute("value");
        told.textContent = sending.dataset.checking;
      }
    });
    request.addEventListener("load", () => {
      if (request.status < 300) return location.assign(request.responseURL);
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      const reason = answer.querySelector("[data-fault]")?.textContent.trim();
      fail(reason || sending.dataset.failed);
    });
    request.addEventListener("error", () => fail(sending.dataset.failed));
    request.open("POST", form.action);
    request.send(body);
  });
}
