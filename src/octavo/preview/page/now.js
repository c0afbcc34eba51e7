// What the page knows at the moment, and who is told when it changes.

const bus = new EventTarget();

/**
 * book: the last /api/book; chapter: the open one's id; line: the source of the chosen
 * block, {file, line, from: "text" | "pages"}, or null; link: opening, up or lost.
 */
export const now = { book: null, chapter: null, line: null, link: "opening" };

export const on = (name, run) => bus.addEventListener(name, (event) => run(event.detail));
export const tell = (name, detail = null) => bus.dispatchEvent(new CustomEvent(name, { detail }));

/** The facts of a chapter, or of the open one. */
export const chapter = (id = now.chapter) =>
  now.book?.chapters.find((one) => one.id === id) ?? null;

/** The chapter before (-1) or after (1) the open one. */
export function neighbour(way) {
  const all = now.book?.chapters ?? [];
  const at = all.findIndex((one) => one.id === now.chapter);
  return at < 0 ? null : (all[at + way] ?? null);
}

/** Choosing a block, on either side, is told to both. */
export function choose(line) {
  now.line = line;
  tell("line", line);
}

let touched = 0;

/** Called when the author scrolls, turns or chooses: for some seconds the page stays there. */
export const touch = () => (touched = performance.now());
export const busy = () => touched > 0 && performance.now() - touched < 4000;
