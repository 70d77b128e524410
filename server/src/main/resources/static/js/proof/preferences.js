// How this person likes the editor: remembered by the server, so that it is the same on their next machine.

export function createPreferences(room, token) {
  const values = JSON.parse(room.dataset.preferences);
  const listeners = [];
  let timer = null;

  function keep() {
    clearTimeout(timer);
    timer = null;
    fetch(room.dataset.preferencesAt, {
      method: "PUT",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": token() },
      body: JSON.stringify(values),
    }).catch(() => {}); // it is asked for again with the next change
  }

  window.addEventListener("pagehide", () => timer && keep());

  return {
    get: (name) => values[name],
    set(name, value) {
      if (values[name] === value) return;
      values[name] = value;
      clearTimeout(timer);
      timer = setTimeout(keep, 700);
      for (const listener of listeners) listener(name, value);
    },
    changed: (listener) => listeners.push(listener),
  };
}
