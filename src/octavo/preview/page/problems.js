// The build's findings, worst first; each leads to its line.

import { $, el, figure, many, place, prose } from "./dom.js";
import { now, on, tell } from "./now.js";
import { get, set, watch } from "./settings.js";
import { copy, edit } from "./source.js";

const RANK = ["error", "warning", "info"];
const NAMES = { error: "Error", warning: "Warning", info: "Note" };
let drawn = "";

function draw() {
  const problems = [...(now.book?.problems ?? [])].sort(
    (one, other) => RANK.indexOf(one.severity) - RANK.indexOf(other.severity),
  );
  const seen = JSON.stringify(problems);
  if (seen === drawn) return;
  drawn = seen;
  $("problem-count").textContent = figure(problems.length);
  $("tab-problems").textContent = problems.length ? figure(problems.length) : "";
  const [first] = problems;
  $("problem-first").replaceChildren(
    ...(first
      ? [
          el("span", { class: "at" }, place(first.file, first.line)),
          first.file ? "  " : "",
          ...prose(first.message),
        ]
      : ["None known"]),
  );
  const kept = $("problem-list").contains(document.activeElement)
    ? [...$("problem-list").querySelectorAll("button")].indexOf(document.activeElement)
    : -1;
  $("problem-list").replaceChildren(
    problems.length
      ? el("ul", {}, ...problems.map(item))
      : el(
          "p",
          { class: "none" },
          el("span", {}, "No problems known."),
          " The book builds clean. What a build finds is listed here, with its file and line.",
        ),
  );
  if (kept >= 0) $("problem-list").querySelectorAll("button")[kept]?.focus();
}

function item({ severity, code, message, file, line, hint, chapter, page, at }) {
  const spelled = place(file, line);
  const folio = `p.\u00a0${page}`;
  const paged = Boolean(page) || Number.isInteger(at);
  const leaf = () => tell("visit", Number.isInteger(at) ? { chapter, at } : { page });
  const show = () => {
    // Without a line the page is the nearer place.
    if (!line && paged) return leaf();
    tell("visit", { chapter, line, file });
    if (!chapter && file) edit(file, line);
  };
  return el(
    "li",
    { class: "problem", "data-severity": severity },
    el("span", { class: "severity" }, NAMES[severity] ?? severity),
    el(
      "p",
      {},
      ...prose(message),
      " ",
      hint ? el("span", { class: "hint" }, ...prose(hint)) : null,
      code ? el("span", { class: "code" }, ` ${code}`) : null,
    ),
    el(
      "span",
      { class: "places" },
      page
        ? el("button", { class: "at folio", title: "Show the page", on: { click: leaf } }, folio)
        : null,
      " ",
      spelled
        ? el("button", { class: "at", title: "Show it", on: { click: show } }, spelled)
        : null,
      " ",
      file
        ? el("button", {
            class: "icon",
            "data-icon": "copy",
            "aria-label": `Copy ${spelled}`,
            title: "Copy",
            on: { click: () => copy(file, line) },
          })
        : null,
    ),
  );
}

function unfold() {
  $("problems-button").setAttribute("aria-expanded", `${get("problems")}`);
  $("problem-list").hidden = !get("problems");
}

export const toggle = () => set("problems", !get("problems"));
export const said = () => many(now.book?.problems.length ?? 0, "problem");

$("problems-button").addEventListener("click", toggle);
watch(["problems"], unfold);
on("book", draw);
unfold();
