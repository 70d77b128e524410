// Says that this page is open here, and hears who else has it open.
import { say } from "./say.js";

export function announce(desk) {
  const { room } = desk;
  const shown = room.querySelector("#others");

  const call = (method) =>
    fetch(`${room.dataset.api}/visit`, { method, keepalive: true, headers: { "X-CSRF-TOKEN": desk.token() } });

  async function here() {
    if (document.hidden) return;
    try {
      const answer = await call("POST");
      if (!answer.ok) return;
      const { others, version } = await answer.json();
      const words = [];
      if (others.length > 0) words.push(say("others.here", others.join(", ")));
      if (version > desk.saving.base()) words.push(say("others.saved"));
      shown.textContent = words.join(" · ");
      shown.hidden = words.length === 0;
    } catch {
      // The bar says it if the connection is lost.
    }
  }

  here();
  setInterval(here, 30_000);
  document.addEventListener("visibilitychange", here);
  window.addEventListener("pagehide", () => call("DELETE").catch(() => {}));
}
