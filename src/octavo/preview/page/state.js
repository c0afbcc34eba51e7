// How things stand: the dot and its words, the bar for an error, the page for an empty book.

import { $, announce, el, place, prose } from "./dom.js";
import { chapter, now, on, tell } from "./now.js";
import { copy, edit } from "./source.js";

const spent = (seconds) =>
  seconds >= 0.05 ? ` ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s` : "";
const LOST = "Disconnected, trying again";
const BARRED = "Open the new address in the terminal";
let gone = null; // {title} of the open chapter, if it is no longer in the book
let slow = 0;
let last = "";

function draw() {
  const state = now.book?.state;
  if (!state) return;
  clearTimeout(slow);
  if (now.link === "lost") show("lost", LOST);
  else if (now.link === "barred") show("lost", BARRED);
  else if (state.name === "error") show("error", "Error");
  else if (state.name === "empty") show("ready", "Nothing to show yet");
  // What takes no longer than a blink is not worth one.
  else if (state.name === "building")
    slow = setTimeout(
      () => show("building", state.message ? "Still building" : "Building", state.message),
      $("state").dataset.state === "opening" ? 0 : 160,
    );
  else show("ready", `Up to date${spent(state.seconds)}`);
  alert(state);
  empty(state);
}

function show(name, text, title) {
  $("state").dataset.state = name;
  $("state-text").textContent = text;
  $("state").title = title || text;
  const word = { ready: "ready", error: now.book.state.message }[name] ?? text;
  if (word !== last) {
    if (name === "error" || name === "lost")
      announce(
        name === "lost"
          ? "Disconnected from the preview. Trying again."
          : `Error: ${now.book.state.message}`,
      );
    else if (name === "ready" && last && last !== "ready") announce("Up to date again.");
    if (name !== "building") last = word;
  }
}

function alert(state) {
  const box = $("alert");
  if (state.name === "error") {
    const at = place(state.file, state.line);
    box.className = "";
    box.setAttribute("aria-label", "Error");
    fill(box, [
      at
        ? el(
            "button",
            {
              class: "at",
              title: "Open in the editor",
              on: { click: () => edit(state.file, state.line) },
            },
            at,
          )
        : null,
      el(
        "p",
        {},
        ...prose(state.message),
        " ",
        el("span", { class: "hint" }, ...prose(state.hint)),
        " ",
        el("span", { class: "keep" }, now.book.chapters.length ? "The last good pages stay." : ""),
      ),
      at
        ? el(
            "button",
            { class: "plain", on: { click: () => copy(state.file, state.line) } },
            "Copy",
          )
        : null,
    ]);
  } else if (gone) {
    const all = now.book.chapters;
    const next = all.find((one) => one.matter === "body" && one.kind !== "part") ?? all[0];
    box.className = "calm";
    box.setAttribute("aria-label", "Notice");
    fill(box, [
      el("p", {}, `“${gone.title}” is no longer in the book. What you see is how it last stood.`),
      next
        ? el(
            "button",
            { class: "plain", on: { click: () => tell("visit", { chapter: next.id }) } },
            `Go to “${next.title}”`,
          )
        : null,
    ]);
  } else if (!box.hidden) box.hidden = true;
}

function fill(box, parts) {
  const text = parts.map((part) => part?.textContent ?? "").join("|");
  if (!box.hidden && box.dataset.said === text) return;
  box.dataset.said = text;
  box.replaceChildren(...parts.filter(Boolean));
  box.hidden = false;
}

function empty({ name, message, hint, file }) {
  const bare = name === "empty" || (name === "error" && !now.book.chapters.length);
  const box = $("empty");
  document.documentElement.toggleAttribute("data-empty", bare);
  box.hidden = !bare;
  if (!bare) return;
  const title = name === "empty" ? "An empty book" : "The book cannot be read yet";
  box.replaceChildren(
    el("h2", {}, title),
    el(
      "p",
      {},
      ...prose(name === "empty" ? message : "As soon as the file is mended, the book is here."),
    ),
    ...(name === "empty" && file && !message.includes(file)
      ? [el("p", {}, el("code", {}, file))]
      : []),
    ...(name === "empty" && hint ? [el("p", {}, ...prose(hint))] : []),
  );
}

/** The title of the open chapter that left the book, or null when another is open. */
export function lose(title) {
  gone = title ? { title } : null;
  draw();
}

function titles() {
  const { book } = now;
  const open = chapter();
  $("book-title").textContent = book?.title || "Untitled";
  $("book-title").nextElementSibling.hidden = !open;
  $("chapter-title").textContent = open ? open.title : "";
  document.title = [open?.title, book?.title || "Octavo"].filter(Boolean).join(" – ");
  for (const id of ["where", "chapters"]) $(id).lang = book?.language ?? "en";
  if (book) $("chapters").dir = book.direction;
}

on("book", () => {
  draw();
  titles();
});
on("link", draw);
on("chapter", titles);
