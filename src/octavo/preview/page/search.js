// Two small dialogs: words of the book, and pages by their numbers.

import { $, el, many } from "./dom.js";
import { chapter as facts, tell } from "./now.js";
import * as server from "./server.js";

const box = $("search");
const field = $("search-words");
let asked = 0;
let waiting = 0;

export function find() {
  box.showModal();
  field.select();
}

async function seek() {
  const words = field.value.trim();
  asked += 1;
  const mine = asked;
  if (words.length < 2) return draw({ hits: [] }, words.length ? "Two letters at least" : "");
  try {
    const found = await server.search(words);
    if (mine === asked) draw(found, said(found));
  } catch (refused) {
    if (mine === asked)
      draw({ hits: [] }, refused.status ? refused.message : "The preview does not answer.");
  }
}

function said({ hits, more }) {
  if (!hits.length) return "Not in the book";
  return more
    ? `${many(hits.length, "place")}, and ${many(more, "more").replace(/s$/, "")}`
    : many(hits.length, "place");
}

function draw({ hits }, text) {
  $("search-count").textContent = text;
  const chapters = new Map();
  for (const hit of hits) chapters.set(hit.chapter, [...(chapters.get(hit.chapter) ?? []), hit]);
  $("hits").replaceChildren(...[...chapters.values()].map(group));
  $("hits").scrollTop = 0;
}

/** The places of one chapter, below its title. */
function group(hits) {
  const [{ chapter, title }] = hits;
  const name = [
    el("span", {}, facts(chapter)?.number ?? ""),
    el("span", { class: "words" }, title),
    el("span", {}, `${hits.length}`),
  ];
  const rows = hits.map((hit) => el("li", {}, row(hit)));
  return el(
    "li",
    {},
    el("h3", { class: "from" }, ...name),
    el("ul", { "aria-label": title }, ...rows),
  );
}

function row({ chapter, line, before, match, after }) {
  const visit = () => {
    box.close();
    tell("visit", { chapter, line, words: match });
  };
  return el(
    "button",
    { class: "hit", type: "button", on: { click: visit } },
    el("span", { class: "words" }, before, el("mark", {}, match), after),
  );
}

/** ↑ and ↓ go through the hits; Enter in the field takes the first. */
box.addEventListener("keydown", (event) => {
  if (!["ArrowDown", "ArrowUp", "Enter"].includes(event.key) || event.isComposing) return;
  const hits = [...box.querySelectorAll(".hit")];
  const here = hits.indexOf(document.activeElement);
  if (event.key === "Enter") {
    if (document.activeElement !== field) return;
    event.preventDefault();
    hits[0]?.click();
    return;
  }
  event.preventDefault();
  const to = here + (event.key === "ArrowDown" ? 1 : -1);
  (to < 0 ? field : hits[Math.min(to, hits.length - 1)])?.focus();
});
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(seek, 120);
});
for (const dialog of document.querySelectorAll("dialog")) {
  // A click beside the dialog closes it.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

export function go() {
  $("go-message").textContent = "";
  $("go").showModal();
  $("go-page").select();
}

$("go-form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const wanted = $("go-page").value.trim();
  if (!wanted) return $("go").close();
  try {
    const { chapter, page } = await server.go(wanted);
    $("go").close();
    tell("visit", { chapter, at: page });
  } catch (refused) {
    $("go-message").textContent = refused.status ? refused.message : "The preview does not answer.";
    $("go-page").select();
  }
});
