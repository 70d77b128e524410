// What is typed, kept on the device: for each person, page and window, with the version that it goes back to.
// A page is known by its id: its number changes when pages are moved, added or taken out.

const STORE = "drafts";

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

  return {
    keep: (text, base) =>
      run("readwrite", (store) => store.put({ key, page, text, base, at: Date.now() })),
    drop: (which = key) => run("readwrite", (store) => store.delete(which)),
    // Those of other windows and other days, the newest first.
    async found() {
      const of = (name) => run("readonly", (store) => store.index("page").getAll(name));
      const all = [...(await of(page)), ...(await of(formerly))];
      return all.filter((one) => one.key !== key).sort((a, b) => b.at - a.at);
    },
  };
}
