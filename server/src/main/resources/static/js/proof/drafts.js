// What is typed, kept on the device: for each person, page and window, with the version that it goes back to.
// A page is known by its id: its number changes when pages are moved, added or taken out.

const STORE = "drafts";
const LAST = "kalanjiyam-draft "; // in local storage, for there is no time for a database when a window closes

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("kalanjiyam-drafts", 1);
    asked.onupgradeneeded = () =>
      asked.result.createObjectStore(STORE, { keyPath: "key" }).createIndex("page", "page");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

// Drafts of before pages were known by their ids are found by the number that the page has now.
export function createDrafts(page, formerly) {
  const key = `${page} ${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  const opened = open();
  opened.catch(() => {}); // whoever keeps something hears of it

  // Strict: it is on the disk when this is done, whatever becomes of the battery.
  async function run(mode, action) {
    const store = await opened;
    return new Promise((resolve, reject) => {
      const work = store.transaction(STORE, mode, { durability: "strict" });
      const asked = action(work.objectStore(STORE));
      work.oncomplete = () => resolve(asked.result);
      work.onabort = () => reject(work.error);
    });
  }

  // What windows kept as they closed comes to what they kept before.
  async function takeIn() {
    for (const name of Object.keys(localStorage).filter((name) => name.startsWith(LAST))) {
      const last = JSON.parse(localStorage.getItem(name));
      const older = await run("readonly", (store) => store.get(last.key));
      if (!older || older.at < last.at) await run("readwrite", (store) => store.put(last));
      localStorage.removeItem(name);
    }
  }

  const draft = (text, base) => ({ key, page, text, base, at: Date.now() });

  return {
    keep: (text, base) => run("readwrite", (store) => store.put(draft(text, base))),
    keepAtOnce: (text, base) => localStorage.setItem(LAST + key, JSON.stringify(draft(text, base))),
    drop(which = key) {
      localStorage.removeItem(LAST + which);
      return run("readwrite", (store) => store.delete(which));
    },
    // Those of other windows and other days, the newest first.
    async found() {
      await takeIn().catch(() => {}); // the others are there all the same
      const of = (name) => run("readonly", (store) => store.index("page").getAll(name));
      const all = [...(await of(page)), ...(await of(formerly))];
      return all.filter((one) => one.key !== key).sort((a, b) => b.at - a.at);
    },
  };
}
