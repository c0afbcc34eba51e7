// Every word to the server and from it.

async function json(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, body.message ?? `${answer.status}`);
  return body;
}

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Octavo": "1" },
    body: JSON.stringify(body),
  });
  if (answer.ok) return;
  const said = await answer.json().catch(() => ({}));
  throw new Refused(answer.status, said.message ?? `The preview answered ${answer.status}.`);
}

export const address = (id) => `/chapter/${encodeURIComponent(id)}.xhtml`;
export const book = () => json("/api/book");
export const pages = (id) => json(`/api/pages/${encodeURIComponent(id)}`);
export const search = (words) => json(`/api/search?q=${encodeURIComponent(words)}`);
export const go = (page) => json(`/api/go?page=${encodeURIComponent(page)}`);
export const open = (file, line) => post("/api/open", { file, line });
export const look = (chapter, page) => post("/api/look", { chapter, page }).catch(() => {});
export const full = () => post("/api/full", {});

/** The chapter as a document; throws where there is none. */
export async function text(id) {
  const answer = await fetch(address(id));
  if (!answer.ok) throw new Refused(answer.status, "The chapter is not there.");
  const read = new DOMParser().parseFromString(await answer.text(), "application/xhtml+xml");
  if (read.querySelector("parsererror")) throw new Refused(0, "The chapter could not be read.");
  return read;
}

const NAMES = ["hello", "book", "text", "pages", "styles", "gone"];

/**
 * Listens for as long as the tab is in sight. A hidden tab holds no connection (a browser
 * has six for a host); a lost one is tried again after 0.5, 1, 2 and then every 3 seconds.
 * `heard(name, data)` gets each event, `link(state)` is told "up", "lost" or "barred".
 */
export function listen(heard, link) {
  let source = null;
  let tries = 0;
  let timer = 0;

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }
  function reopen() {
    close();
    source = new EventSource("/events");
    for (const name of NAMES) {
      source.addEventListener(name, (event) => {
        if (name === "hello") {
          tries = 0;
          link("up");
        }
        heard(name, JSON.parse(event.data));
      });
    }
    source.addEventListener("error", lost);
  }
  function lost() {
    close();
    link("lost");
    // A server started anew with another token knows us no more.
    fetch("/api/book").then(
      (answer) => answer.status === 403 && link("barred"),
      () => {},
    );
    timer = setTimeout(reopen, Math.min(3000, 500 * 2 ** tries));
    tries += 1;
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : reopen()));
  addEventListener("online", () => !document.hidden && reopen());
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && reopen());
  if (!document.hidden) reopen();
}
