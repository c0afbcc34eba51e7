// Where each chapter was left, for as long as the tab is open: a reload finds it again.

const KEY = "octavo.places";

function all() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

/** `anchor` as screens.js gives it, without its element. */
export function keep(id, anchor) {
  if (!id || !anchor) return;
  try {
    sessionStorage.setItem(
      KEY,
      JSON.stringify({ ...all(), [id]: { line: anchor.line, at: anchor.at } }),
    );
  } catch {
    // Nothing is kept in such a window.
  }
}

export const kept = (id) => all()[id] ?? null;
