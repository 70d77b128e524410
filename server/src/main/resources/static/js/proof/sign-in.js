// A session that has ended: a new form token where it is still there, else a small sign-in.
import { say } from "./say.js";

export function createSignIn(desk) {
  const { room } = desk;
  const dialog = room.querySelector("#sign-in");
  const problem = dialog.querySelector("[role=alert]");
  let done = null;

  const tokenOf = (page, form) => page.querySelector(`${form} input[name=_csrf]`)?.value;

  async function pageOf(answer) {
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  }

  // Takes a new token from this very page, if it opens for us; else answers the one of the sign-in's form. A server
  // in trouble says nothing of who is signed in.
  async function look() {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (answer.status >= 500) throw new Error(`${answer.status}`);
    const page = await pageOf(answer);
    const own = tokenOf(page, "#page-form");
    if (own) desk.token(own);
    return { inside: Boolean(own), token: tokenOf(page, 'form[action$="/sign-in"]') };
  }

  async function enter(form) {
    const { inside, token } = await look();
    if (inside) return true;
    const sent = new URLSearchParams(new FormData(form));
    sent.set("to", location.pathname);
    if (token) sent.set("_csrf", token);
    const answer = await fetch("/sign-in", { method: "POST", body: sent, headers: { Accept: "text/html" } });
    const page = await pageOf(answer);
    const own = tokenOf(page, "#page-form");
    if (own) desk.token(own);
    problem.textContent = own ? "" : say(answer.status === 429 ? "signIn.tooMany" : "signIn.wrong");
    problem.hidden = Boolean(own);
    return Boolean(own);
  }

  function close(inside) {
    dialog.close();
    done?.(inside);
    done = null;
    desk.area.focus({ preventScroll: true });
  }

  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    try {
      if (!(await enter(form))) return form.elements.password.select();
      form.elements.password.value = "";
      close(true);
    } catch {
      problem.textContent = say("state.offline");
      problem.hidden = false;
    }
  });
  dialog.querySelector("[data-later]").addEventListener("click", () => close(false));
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close(false);
  });
  window.addEventListener("focus", async () => {
    if (dialog.open && (await look().catch(() => null))?.inside) close(true);
  });

  return {
    renewed: async () => (await look()).inside,
    // True once somebody is signed in; false if they would rather wait.
    ask() {
      if (!dialog.open) dialog.showModal();
      problem.hidden = true;
      dialog.querySelector("[name=password]").focus();
      return new Promise((resolve) => {
        done?.(false);
        done = resolve;
      });
    },
  };
}
