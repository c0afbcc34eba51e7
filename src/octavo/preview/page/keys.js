// Every key, what it does, and the help that lists them: one table for both.

import { $, el } from "./dom.js";

/** Groups of [keys, what it does, the command's name]. */
export const KEYS = [
  [
    [["j", "k"], "Next, previous block", ["step", 1, -1]],
    [["n", "p"], "Next, previous chapter", ["chapter", 1, -1]],
    [["←", "→"], "Turn the screen or the spread", ["turn", "left", "right"]],
    [["g"], "Go to a page by its number", ["go"]],
    [["/"], "Search the book", ["search"]],
    [["e"], "Open the line in the editor", ["edit"]],
    [["y"], "Copy file and line", ["copy"]],
    [["f"], "Follow the edit, or stay", ["follow"]],
    [["!"], "Problems", ["problems"]],
  ],
  [
    [["1", "2", "3"], "Text, pages, both", ["view", "text", "pages", "both"]],
    [["d"], "Device", ["device"]],
    [["s"], "Scroll, or turn screens", ["flow"]],
    [["t"], "Light, sepia, dark", ["theme"]],
    [["+", "−", "0"], "Size of the text", ["size", 1, -1, 0]],
    [["c"], "Contents", ["contents"]],
    [["?"], "This help", ["help"]],
    [["Esc"], "Close, let go", ["escape"]],
  ],
];

const NAMES = { ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", "-": "−", "=": "+" };
const table = new Map();
for (const [keys, , [command, ...values]] of KEYS.flat()) {
  for (const [at, key] of keys.entries()) table.set(key, [command, values[at] ?? null]);
}

let commands = {};
let moving = () => false;

/** A field of a dialog just closed keeps the focus for a moment: nobody types there. */
const typing = (node) =>
  !node?.closest?.("dialog:not([open])") &&
  node?.closest?.(
    "input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable=''], [contenteditable=true]",
  );

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return;
  if (document.querySelector("dialog[open]") || typing(event.target)) return;
  const [command, value] = table.get(NAMES[event.key] ?? event.key) ?? [];
  if (!command) {
    if (moving(event)) event.preventDefault();
    return;
  }
  if (event.repeat && !["step", "turn", "chapter", "size"].includes(command)) return;
  event.preventDefault();
  commands[command](value);
}

/** Listens for keys in a document: the shell's, or the chapter's in its frame. */
export const keyed = (doc) => doc.addEventListener("keydown", pressed);

/** `run` has a function by each command's name; `move(event)` takes the keys that scroll. */
export function start(run, move) {
  commands = run;
  moving = move;
  keyed(document);
  const lists = KEYS.map((group) =>
    el(
      "dl",
      {},
      ...group.flatMap(([keys, says]) => [
        el("dt", {}, says),
        el(
          "dd",
          {},
          ...keys.flatMap((key, at) => (at ? [" ", el("kbd", {}, key)] : [el("kbd", {}, key)])),
        ),
      ]),
    ),
  );
  $("keys").replaceChildren(...lists);
}
