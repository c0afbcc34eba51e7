// Starts the page and leads from chapter to chapter.

import { $, announce, hush, narrow, toast } from "./dom.js";
import * as bar from "./bar.js";
import "./contents.js";
import * as keys from "./keys.js";
import { busy, chapter as facts, choose, neighbour, now, on, tell, touch } from "./now.js";
import * as pages from "./pages.js";
import * as problems from "./problems.js";
import * as search from "./search.js";
import * as server from "./server.js";
import { get, next, resize, set } from "./settings.js";
import * as source from "./source.js";
import * as state from "./state.js";
import * as text from "./text.js";

let process = null; // the server's id
let version = 0; // the newest we have heard of
let title = ""; // the open chapter's, should it leave the book
let edited = new Map(); // chapters saved a moment ago, and their first changed lines

// Where to

const hash = (id, heading = null) =>
  `#${[id, heading].filter(Boolean).map(encodeURIComponent).join("/")}`;

function read() {
  const [id, heading] = location.hash
    .slice(1)
    .split("/")
    .map((part) => decodeURIComponent(part));
  return { id: id || null, heading: heading || null };
}

/** Opens a chapter on both sides; `target` as text.open and pages.open take it. */
async function show(id, target = null) {
  now.chapter = id;
  now.line = null;
  hush();
  title = facts(id)?.title ?? title;
  state.lose(null);
  tell("chapter");
  choose(null);
  const line = target?.line ?? null;
  const spot = target?.last
    ? { last: true }
    : { page: target?.at ?? null, line, file: target?.file };
  const aim = target?.last ? { end: true } : target?.heading || line ? target : null;
  const held = target?.at === undefined ? aim : { hold: true };
  await Promise.all([text.open(id, held), pages.open(id, spot)]);
  if (target?.at !== undefined && id === now.chapter) pages.told();
  if (line && id === now.chapter) choose({ file: spot.file ?? facts()?.file, line, from: "visit" });
}

/** The one way to a place of the book; it is kept in the browser's history. */
async function visit(target) {
  if (target.page && !target.chapter) return folio(target.page);
  const id = target.chapter ?? now.chapter;
  if (!id || !facts(id)) return;
  const whole = { ...target };
  if (narrow.matches) bar.tab(target.at !== undefined ? "pages" : "text");
  else if (target.at !== undefined && !bar.shows("pages")) set("view", "both");
  else if ((target.line || target.heading) && !bar.shows("text")) set("view", "both");
  if (id !== now.chapter) {
    history.pushState(null, "", hash(id, target.heading));
    announce(`${facts(id).number ?? ""} ${facts(id).title}`);
    return show(id, whole);
  }
  if (target.at !== undefined) {
    await pages.open(id, { page: target.at });
    pages.told();
  }
  if (target.heading || target.line) text.aim(whole);
  if (target.line)
    choose({ file: target.file ?? facts(id).file, line: target.line, from: "visit" });
}

async function folio(page) {
  try {
    const { chapter, page: at } = await server.go(page);
    await visit({ chapter, at });
  } catch (refused) {
    toast(refused.message);
  }
}

function route() {
  const { id, heading } = read();
  if (!id || !facts(id)) return;
  if (narrow.matches) bar.tab("text");
  if (id !== now.chapter) show(id, heading ? { heading } : null);
  else if (heading) text.aim({ heading });
}

function first() {
  const { chapters } = now.book;
  const { id, heading } = read();
  const asked = facts(id)?.id;
  const begins = chapters.find((one) => one.matter === "body" && one.kind !== "part");
  const chosen = asked ?? (begins ?? chapters[0])?.id;
  if (!chosen) return;
  if (!asked) history.replaceState(null, "", hash(chosen));
  show(chosen, heading && asked ? { heading } : null);
}

// What the server says

function took(book) {
  const fresh = !now.book;
  const had = facts() !== null;
  now.book = book;
  version = Math.max(version, book.version);
  tell("book");
  if (now.chapter === null || (!had && !facts() && !fresh && title === "")) first();
  else if (!had && facts()) show(now.chapter);
  else if (facts()) title = facts().title;
}

async function all() {
  took(await server.book());
  if (now.chapter && facts()) await Promise.all([text.refresh(), pages.refresh()]);
}

const heard = {
  hello({ server: id, version: newest }) {
    if (process !== null && process !== id) return location.reload();
    const missed = process !== null || newest > version;
    process = id;
    if (missed) all().catch(() => {});
  },
  book: took,
  text({ chapter, line }) {
    if (chapter === now.chapter) {
      text.refresh(line);
      pages.expect(line);
    }
    if (!edited.size) setTimeout(chase, 120);
    edited.set(chapter, line);
  },
  pages({ chapter, changed }) {
    if (chapter === now.chapter) pages.refresh(changed ?? []);
  },
  styles: () => text.restyle(),
  gone({ chapter, now: renamed }) {
    if (chapter !== now.chapter) return;
    if (renamed && facts(renamed)) {
      history.replaceState(null, "", hash(renamed));
      show(renamed);
      announce("The chapter has a new name.");
    } else if (renamed) {
      history.replaceState(null, "", hash(renamed));
      now.chapter = null;
    } else {
      state.lose(title);
      announce(`${title} is no longer in the book.`);
    }
  },
};

/** One other chapter was edited: there, or a word about it. Many at once are no edit. */
function chase() {
  const saved = [...edited];
  edited = new Map();
  const [[chapter, line]] = saved;
  if (
    saved.length > 1 ||
    chapter === now.chapter ||
    !facts(chapter) ||
    line === null ||
    !get("follow")
  )
    return;
  const there = () => visit({ chapter, line });
  if (busy()) toast(`“${facts(chapter).title}” changed`, { name: "Show", run: there });
  else there();
}

// What the author does

const rightwards = () => (now.book?.direction === "rtl" ? -1 : 1);

function turn(side) {
  const way = side === "right" ? rightwards() : -rightwards();
  const onPages = $("pages").contains(document.activeElement);
  if (bar.shows("text") && !onPages && (text.turning() || !bar.shows("pages"))) {
    if (!text.turn(way) && neighbour(way)) visit({ chapter: neighbour(way).id, last: way < 0 });
  } else {
    pages.turn(way);
    announce(pages.spoken());
  }
}

function chapterBy(way) {
  touch();
  const to = neighbour(way);
  if (to) visit({ chapter: to.id });
}

const SCROLL = {
  ArrowDown: 60,
  ArrowUp: -60,
  PageDown: "on",
  PageUp: "back",
  " ": "on",
  Home: "start",
  End: "end",
};

/** Keys that scroll, wherever the focus rests: they move the text, or turn its screens. */
function move(event) {
  const does = SCROLL[event.key];
  if (!does) return false;
  const shell = event.target.ownerDocument === document;
  if (shell && event.target !== document.body && !event.target.closest("#pages")) return false;
  if (shell && event.key === " " && event.target.closest("button")) return false;
  touch();
  if (!shell && !text.turning()) return false;
  const way = does === "back" || (event.key === " " && event.shiftKey) ? -1 : 1;
  if (does === "start" || does === "end") text.edge(does === "start" ? -1 : 1);
  else if (typeof does === "number") text.turning() || text.scroll(does);
  else if (bar.shows("text")) text.turn(way);
  else pages.turn(way);
  return true;
}

/** Esc: closes what is open, and lets go of the chosen line. */
function letGo() {
  hush();
  bar.fold();
  choose(null);
  tell("quiet");
}

keys.start(
  {
    step: (way) => (bar.shows("text") ? text.step(way) : pages.turn(way)),
    chapter: chapterBy,
    turn,
    view: bar.view,
    theme: () => next("theme"),
    device: () => next("device"),
    flow: () => next("flow"),
    size: resize,
    search: search.find,
    go: search.go,
    edit: () => source.edit(),
    copy: () => source.copy(),
    follow: () => set("follow", !get("follow")),
    contents: () => (narrow.matches ? bar.tab("contents") : set("contents", !get("contents"))),
    problems: () => (narrow.matches ? bar.tab("problems") : problems.toggle()),
    help: () => $("help").showModal(),
    escape: letGo,
  },
  move,
);
$("search-button").addEventListener("click", search.find);
$("help-button").addEventListener("click", () => $("help").showModal());
on("visit", visit);
on("away", bar.fold);
on("paged", (place) => bar.shows("text") && text.aim({ ...place, quiet: true }));
addEventListener("hashchange", route);
addEventListener("popstate", route);

server
  .book()
  .then(took)
  .catch(() => tell("link"));
server.listen(
  (name, data) => {
    version = Math.max(version, data.version ?? 0);
    heard[name](data);
  },
  (link) => {
    now.link = link;
    tell("link");
  },
);
