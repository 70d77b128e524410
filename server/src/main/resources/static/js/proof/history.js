// The page of revisions, in a sheet over the editor; its links and its form stay in there.
import { say } from "./say.js";
import { open } from "./sheet.js";

export function createHistory(desk) {
  const link = desk.room.querySelector("#revision");

  async function load(address) {
    let page;
    try {
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#history");
    } catch {
      page = null;
    }
    if (!page) return location.assign(address);
    open(say("history.name"), page);
    page.addEventListener("click", (event) => {
      const inside = event.target.closest("a");
      if (!inside || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      load(inside.href);
    });
    page.addEventListener("submit", async (event) => {
      if (event.target.method !== "get") return;
      event.preventDefault();
      load(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
    });
  }

  link?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    load(link.href);
  });
  return { open: () => link && load(link.href) };
}
