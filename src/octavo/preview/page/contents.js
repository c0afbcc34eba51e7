// The contents: parts, chapters with their words, and where the reader is.

import { $, el, figure, many } from "./dom.js";
import { now, on } from "./now.js";

let heading = null;
let drawn = "";

/** Draws the list anew if something in it changed; focus and scroll stay. */
function draw() {
  const { book } = now;
  if (!book) return;
  const seen = JSON.stringify([
    book.chapters,
    book.problems.map((one) => [one.chapter, one.severity]),
    book.words,
    book.goal,
    now.chapter,
  ]);
  if (seen === drawn) return mark();
  drawn = seen;
  const list = $("chapters");
  const focused = list.contains(document.activeElement)
    ? document.activeElement.getAttribute("href")
    : null;
  list.replaceChildren(...groups(book.chapters).map(group));
  if (focused)
    list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  facts(book);
  mark();
}

/** Chapters by their parts: {title, page: the part's own page or null, chapters}. */
function groups(chapters) {
  const made = [];
  for (const chapter of chapters) {
    const last = made.at(-1);
    if (chapter.kind === "part") made.push({ title: chapter.title, page: chapter, chapters: [] });
    else if (last && last.title === chapter.part) last.chapters.push(chapter);
    else made.push({ title: chapter.part, page: null, chapters: [chapter] });
  }
  return made;
}

function group({ title, page, chapters }) {
  const items = el("ol", { "aria-label": title }, ...chapters.map(item));
  if (!title) return items;
  const here = page !== null && page.id === now.chapter;
  const link = { href: `#${encodeURIComponent(page?.id)}`, "aria-current": here ? "page" : null };
  const head = el(
    "h2",
    { class: `part${here ? " here" : ""}` },
    page ? el("a", link, title) : title,
  );
  return el("section", { "aria-label": title }, head, items);
}

function item(chapter) {
  const here = chapter.id === now.chapter;
  const words = chapter.words ? figure(chapter.words) : "";
  const link = el(
    "a",
    { href: `#${encodeURIComponent(chapter.id)}`, "aria-current": here ? "page" : null },
    el("span", { class: "number" }, chapter.number ?? ""),
    el(
      "span",
      { class: "title" },
      chapter.title,
      chapter.draft ? el("span", { class: "draft" }, " draft") : null,
    ),
    el(
      "span",
      { class: "tally" },
      flaws(chapter),
      el("span", {}, words, words ? el("span", { class: "unseen" }, " words") : null),
    ),
  );
  const still = chapter.matter !== "body";
  const made = el("li", { class: `chapter${here ? " here" : ""}${still ? " still" : ""}` }, link);
  if (here) made.append(...opened(chapter));
  return made;
}

function flaws({ id, problems }) {
  if (!problems) return null;
  const severe = now.book.problems.some((one) => one.chapter === id && one.severity === "error");
  return el(
    "span",
    {
      class: "flaws",
      role: "img",
      "aria-label": many(problems, "problem"),
      title: many(problems, "problem"),
      "data-severity": severe ? "error" : "warning",
    },
    figure(problems),
  );
}

/** What the open chapter says of itself: time, pages, its goal, its headings. */
function opened(chapter) {
  const said = [
    chapter.minutes ? `${figure(chapter.minutes)} min` : null,
    chapter.pageCount ? many(chapter.pageCount, "page") : null,
    chapter.first ? `from ${chapter.first}` : null,
    chapter.goal
      ? `${Math.floor((chapter.words / chapter.goal) * 100)} % of ${figure(chapter.goal)}`
      : null,
  ].filter(Boolean);
  const made = said.length ? [el("p", { class: "facts" }, said.join(" · "))] : [];
  if (chapter.goal) made.push(goal(chapter.words, chapter.goal, "The chapter's goal"));
  if (chapter.headings.length) {
    const links = chapter.headings.map(({ id, title, level }) =>
      el(
        "li",
        {},
        el(
          "a",
          {
            href: `#${encodeURIComponent(chapter.id)}/${encodeURIComponent(id)}`,
            "data-heading": id,
            "data-level": level,
          },
          title,
        ),
      ),
    );
    made.push(el("ol", { class: "headings", "aria-label": "Headings" }, ...links));
  }
  return made;
}

function goal(words, wanted, name) {
  const share = Math.min(1, words / wanted);
  const bar = el("span");
  bar.style.width = `${share * 100}%`;
  return el(
    "div",
    {
      class: "goal",
      role: "progressbar",
      "aria-label": name,
      "aria-valuemin": 0,
      "aria-valuemax": wanted,
      "aria-valuenow": Math.min(words, wanted),
      "aria-valuetext": `${figure(words)} of ${many(wanted, "word")}`,
    },
    bar,
  );
}

function facts({ words, goal: wanted, pages, chapters }) {
  // A dedication's minute is no minute.
  const minutes = chapters.reduce((sum, one) => sum + (one.words < 120 ? 0 : one.minutes), 0);
  const time = minutes >= 90 ? `${figure(Math.round(minutes / 60))} h` : `${figure(minutes)} min`;
  const aside = [pages.total ? many(pages.total, "page") : null, minutes ? time : null]
    .filter(Boolean)
    .join(" · ");
  const count = wanted
    ? [el("b", {}, figure(words)), ` of ${many(wanted, "word")}`]
    : [el("b", {}, figure(words)), words === 1 ? " word" : " words"];
  const line = el("p", {}, el("span", {}, ...count), el("span", {}, aside));
  $("book-facts").replaceChildren(
    line,
    ...(wanted ? [goal(words, wanted, "The book's goal")] : []),
  );
}

/** Where the reader is among the headings. */
function mark() {
  for (const link of $("chapters").querySelectorAll("[data-heading]")) {
    if (link.dataset.heading === heading) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

/** Scrolls the list, and nothing else, to the open chapter. */
function reveal() {
  const here = $("chapters").querySelector(".here");
  if (!here) return;
  const list = $("chapters");
  const [box, room] = [here.getBoundingClientRect(), list.getBoundingClientRect()];
  if (box.top < room.top) list.scrollTop += box.top - room.top - 48;
  else if (box.bottom > room.bottom)
    list.scrollTop += Math.min(box.top - room.top - 48, box.bottom - room.bottom + 24);
}

on("book", draw);
on("chapter", () => {
  heading = null;
  draw();
  reveal();
});
on("place", (place) => {
  heading = place.heading;
  mark();
});
