// File and line of the chosen block: to copy, or to open where the author writes.

import { $, announce, el, place, toast } from "./dom.js";
import { now, on } from "./now.js";
import * as server from "./server.js";

const HINT = "Click a paragraph or a page for its line";

export async function edit(file = now.line?.file, line = now.line?.line) {
  if (!file) return toast("Choose a paragraph first: click it, or press `j`.");
  try {
    await server.open(file, line ?? 1);
    announce(`Opened ${place(file, line)}`);
  } catch (refused) {
    toast(refused.message, { name: "Copy the place", run: () => copy(file, line) });
  }
}

export async function copy(file = now.line?.file, line = now.line?.line) {
  if (!file) return toast("Choose a paragraph first: click it, or press `j`.");
  const text = place(file, line);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without leave to use the clipboard (a plain http address on the LAN) the old way does.
    const field = el("textarea", { class: "unseen", "aria-hidden": "true" }, text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  toast(`Copied ${text}`);
}

/** "file:line" and the two things to do with it. */
export function links(file, line) {
  const spelled = place(file, line);
  return [
    el("span", { class: "at", title: spelled }, spelled),
    el("button", {
      class: "icon",
      "data-icon": "copy",
      "aria-label": `Copy ${spelled}`,
      title: "Copy (y)",
      on: { click: () => copy(file, line) },
    }),
    el("button", {
      class: "icon",
      "data-icon": "edit",
      "aria-label": `Open ${spelled} in the editor`,
      title: "Open in the editor (e)",
      on: { click: () => edit(file, line) },
    }),
  ];
}

function draw() {
  const { line } = now;
  const focused = $("source").contains(document.activeElement);
  $("source").replaceChildren(
    ...(line?.file ? links(line.file, line.line) : [el("span", { class: "hint" }, HINT)]),
  );
  if (focused) $("source").querySelector("button")?.focus();
}

on("line", draw);
draw();
