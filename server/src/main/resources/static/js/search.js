// A slash puts the caret into the search; a page that a hit leads to opens with the hit selected.

const writing = (element) =>
  element?.isContentEditable || /^(input|textarea|select)$/i.test(element?.tagName ?? "");

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = document.querySelector("#again, #site-search");
  if (!box || writing(document.activeElement)) return;
  event.preventDefault();
  box.focus();
  box.select();
});

// In a page's text, Ctrl+H with what is selected leads to replacing it in the whole book.
document.addEventListener("keydown", (event) => {
  const area = document.querySelector("textarea[name=text]");
  if (!area || event.key.toLowerCase() !== "h" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  event.preventDefault();
  const book = location.pathname.split("/").slice(0, 3).join("/");
  const selected = area.value.slice(area.selectionStart, area.selectionEnd);
  location.assign(`${book}/replace?find=${encodeURIComponent(selected.split("\n")[0])}`);
});

const wanted = new URLSearchParams(location.search).get("select");
const text = document.querySelector("textarea[name=text]");
if (wanted && text) {
  const [start, end] = wanted.split("-").map(Number);
  const select = () => {
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, end);
  };
  if (Number.isFinite(start) && Number.isFinite(end)) {
    if (document.readyState === "complete") select();
    else window.addEventListener("load", () => setTimeout(select));
  }
}
