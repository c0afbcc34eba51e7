// The printed pages: the spread in sight, drawn anew where it changed and nowhere else.

import { $, el, many, narrow, toast } from "./dom.js";
import { leaf } from "./leaf.js";
import { busy, chapter as facts, choose, neighbour, now, on, tell, touch } from "./now.js";
import { numbering } from "./numbering.js";
import { leafWidth, other, single } from "./room.js";
import * as server from "./server.js";
import { get, set, watch } from "./settings.js";
import { blockAt, pageOf, read, singles, spreads } from "./spreads.js";
import { swipes } from "./text.js";

const desk = $("desk");
let data = null; // the last /api/pages of the open chapter
let all = []; // its spreads
let at = 0; // the one in sight
let alone = false; // a spread is a single page
let eye = null; // the number of the page that is looked at
let asked = 0;
let goal = null; // where to go as soon as there are pages
let edit = null; // the line that was edited, until its pages come
let edited = -1e6; // when: new page numbers alone are no change of the pages
let painted = new Map(); // the image that each page had last
let unseen = new Set(); // the changed pages that have not been in sight since
const places = { left: spot("left"), right: spot("right") };
const board = el("div", { class: "spread" }, places.left.box, places.right.box);
desk.append(board);

function spot(side) {
  const sheet = leaf((page, share) => clicked(page, share));
  const under = el("div", { class: "under" });
  return { sheet, under, box: el("div", { class: `place ${side}` }, sheet.element, under) };
}

/** Opens a chapter's pages: at a page, at a line, at its last one, or at the first. */
export async function open(id, target = {}) {
  data = null;
  all = [];
  at = 0;
  eye = null;
  unseen = new Set();
  painted = new Map();
  goal = target;
  notice("");
  if (await fetched(id)) arrange(null);
  else if (!data && id === now.chapter) show();
}

/** The page that was asked for, once it is there; then it is asked for no more. */
function wanted() {
  if (!goal || !data.pages.length) return null;
  const { page = null, line = null, file = null, last = false } = goal;
  goal = null;
  if (page !== null) return data.pages[page] ?? data.pages.at(-1);
  if (line) return pageOf(data.pages, line, file);
  return last ? data.pages.at(-1) : (data.pages.find((one) => !one.blank) ?? null);
}

/** The next pages come of an edit at this line: they are followed there. */
export function expect(line) {
  edit = { line };
  edited = performance.now();
}

/** Takes in new pages; `changed` are the numbers of those that differ. */
export async function refresh(changed = []) {
  const before = looked();
  const began = opens();
  if (!(await fetched(now.chapter))) return;
  // Once the book is counted, an empty page may come to stand before the first.
  const shift = opens() - began;
  if (shift) painted = new Map(data.pages.map(({ page, image }) => [page, image]));
  const fresh = data.pages.filter(repainted);
  const recent = performance.now() - edited < 10_000;
  if (recent) for (const page of fresh) unseen.add(page.page);
  const meant = edit && (edit.line ? pageOf(data.pages, edit.line, null) : data.pages[changed[0]]);
  // An edit without a line (a picture's) is known by the page that changes.
  if (meant || !recent) edit = null;
  const moved = meant && before && !shown().some((page) => page.page === meant.page);
  const follows = moved && get("follow") && !busy();
  arrange(follows ? meant : (data.pages[before?.page + shift] ?? data.pages.at(-1)));
  if (moved && !follows && get("follow") && get("view") === "pages") {
    toast(`Page ${name(meant)} changed`, { name: "Show", run: () => arrange(meant) });
  }
}

/** Has the page been drawn before, and otherwise? What is drawn first has not changed. */
function repainted({ page, image }) {
  if (!image) return false;
  const old = painted.get(page);
  painted.set(page, image);
  return old !== undefined && old !== image;
}

/** A page's number; before the book's have been counted, its place in the chapter. */
const name = (page) => page.folio || `${page.page + 1}`;

async function fetched(id) {
  asked += 1;
  const mine = asked;
  try {
    const answer = await server.pages(id);
    if (mine !== asked || id !== now.chapter) return false;
    data = answer;
    if (!painted.size) data.pages.forEach(repainted);
    return true;
  } catch (refused) {
    if (mine === asked && !data) {
      all = [];
      notice(
        refused.status === 404
          ? "This chapter has no printed pages."
          : "The pages are not here yet.",
      );
      show();
    }
    return false;
  }
}

const direction = () => now.book?.direction ?? "ltr";
const opens = () => Number(data?.pages[0]?.blank ?? false);
const shown = () => read(all[at], direction());
const room = () => ({ width: board.clientWidth, height: board.clientHeight });

/** The page in sight that the author looks at, as far as it is known. */
function looked() {
  const pages = shown();
  return pages.find(({ page }) => page === eye) ?? pages.find(({ blank }) => !blank) ?? pages[0];
}

/** Lays the spreads out and shows the one with this page. */
function arrange(place) {
  if (!data) return;
  const page = wanted() ?? place;
  notice(data.pages.length ? "" : "The pages are being laid out.");
  board.hidden = !data.pages.length;
  alone = single(room(), data);
  all = alone ? singles(data.pages) : spreads(data.pages, direction());
  const found = all.findIndex((one) =>
    read(one, direction()).some((other) => other.page === page?.page),
  );
  at = Math.max(0, found);
  eye = page?.page ?? null;
  show();
}

function show() {
  const inSight = desk.clientWidth > 0 && !document.hidden;
  const spread = all[at] ?? { left: null, right: null };
  const sides = ["left", "right"];
  const held = sides.find((side) => places[side].box.contains(document.activeElement));
  board.hidden = !all.length;
  for (const side of sides) {
    const page = spread[side];
    const { box, sheet, under } = places[side];
    box.hidden = alone && !page;
    box.classList.toggle("none", !page);
    box.classList.toggle("alone", alone);
    under.textContent = page
      ? [page.folio, page.blank ? "blank" : ""].filter(Boolean).join(" · ")
      : "";
    sheet.show(page, inSight && unseen.has(page?.page), data?.chapter);
    if (inSight) unseen.delete(page?.page);
    sheet.mark(now.line && page ? page.blocks.filter((block) => same(block, now.line)) : []);
  }
  // The focus goes along where a turn leaves its side empty.
  if (held && !spread[held]) places[held === "left" ? "right" : "left"].sheet.element.focus();
  fit();
  foot();
  ahead();
  look();
}

const same = (block, line) =>
  block.line === line.line && (!block.file || !line.file || block.file === line.file);

/** Turns to a page that is not in sight. */
function reach(page) {
  const away = !shown().some((one) => one.page === page.page);
  eye = page.page;
  if (away) arrange(page);
  return away;
}

/** The largest leaves that fit, of whole pixels. */
function fit() {
  if (!data) return;
  const width = leafWidth(room(), data, alone ? 1 : 2);
  if (!(width > 0)) return;
  board.style.setProperty("--leaf", `${width}px`);
  board.style.setProperty("--leaf-height", `${Math.round((width * data.height) / data.width)}px`);
}

/** After a change of the room: other pages side by side, or the same ones larger. */
function resized() {
  if (data && board.clientWidth > 0 && single(room(), data) !== alone) arrange(looked());
  else fit();
}

function foot() {
  const pages = shown();
  const numbered = pages.every((page) => page.folio);
  const names = pages.map(name).join("–");
  const count = numbered || !pages.length ? names : `${names} of ${data.pages.length}`;
  $("folios").textContent = alone && pages[0]?.blank ? `${count} · blank` : count;
  const ends = [at === 0 && !neighbour(-1), at >= all.length - 1 && !neighbour(1)];
  if (direction() === "rtl") ends.reverse();
  $("page-back").disabled = !all.length || ends[0];
  $("page-on").disabled = !all.length || ends[1];
  const numbers = new Set(pages.map((page) => page.page));
  const row = (all.length ? data.pages : []).map((page, place) => {
    const opens = page.side === (direction() === "rtl" ? "right" : "left");
    const kind = [
      opens ? "turn" : place ? "recto" : "",
      numbers.has(page.page) ? "shown" : "",
      unseen.has(page.page) ? "changed" : "",
    ];
    return el("span", {
      class: kind.filter(Boolean).join(" ") || null,
      title: name(page),
      on: { click: () => picked(page) },
    });
  });
  $("leaves").replaceChildren(...row);
  $("leaves").style.direction = direction();
  $("spread").setAttribute("aria-pressed", `${!alone}`);
  $("spread").textContent = alone ? "Single" : "Facing";
  $("spread").title =
    alone && get("spread") === "auto"
      ? "One page, as two would be too small to read here; press for two"
      : "Facing pages, or one";
  numbering(data?.stale);
}

/** The images of the spreads beside this one, so that a turn shows them at once. */
function ahead() {
  for (const near of [at + 1, at - 1]) {
    for (const page of read(all[near], direction())) if (page.image) new Image().src = page.image;
  }
}

let looking = 0;
function look() {
  clearTimeout(looking);
  const page = shown()[0];
  if (page && desk.clientWidth > 0)
    looking = setTimeout(() => server.look(now.chapter, page.page), 120);
}

/** A text that comes to rest so soon after a turn, as a new chapter's does, leads nobody back. */
const REST = 1200;
let turned = -REST;

/** A spread on (1) or back (-1), into the next chapter where this one ends. */
export function turn(way) {
  touch();
  turned = performance.now();
  const to = at + way;
  if (to >= 0 && to < all.length) {
    at = to;
    eye = null;
    show();
    told();
  } else if (neighbour(way)) tell("visit", { chapter: neighbour(way).id, last: way < 0 });
}

/** The text goes where the pages are. */
export function told() {
  const page = shown().find((one) => one.blocks.length);
  if (page) tell("paged", { line: page.blocks[0].line, file: page.blocks[0].file ?? null });
}

/** A page's mark at the foot was clicked. */
function picked(page) {
  touch();
  arrange(page);
  told();
}

function clicked(page, share) {
  touch();
  eye = page.page;
  const block = blockAt(page, share);
  if (!block)
    return toast(
      page.blank
        ? "This page is blank, so that the chapter begins on a right-hand page."
        : "No line of the manuscript is known for this page.",
    );
  choose({ file: block.file ?? facts()?.file ?? null, line: block.line, from: "pages" });
}

function notice(text) {
  desk.querySelector(".notice")?.remove();
  if (text) desk.append(el("p", { class: "notice" }, text));
}

/** Where the pages are, for those who listen. */
export const spoken = () => {
  const pages = shown();
  return pages.length
    ? `${many(pages.length, "page").split(" ")[1]} ${pages.map(name).join(" and ")}`
    : "";
};

$("page-back").addEventListener("click", () => turn(direction() === "rtl" ? 1 : -1));
$("page-on").addEventListener("click", () => turn(direction() === "rtl" ? -1 : 1));
$("spread").addEventListener("click", () => set("spread", other(room(), data)));
swipes(desk, (way) => turn(direction() === "rtl" ? -way : way));
watch(["spread", "view"], () => all.length && arrange(looked()));
narrow.addEventListener("change", () => all.length && arrange(looked()));
new ResizeObserver(resized).observe(desk);
on("book", () => numbering(data?.stale));
on("line", (line) => {
  if (!data) return;
  const page = line && pageOf(data.pages, line.line, line.file);
  if (page && line.from !== "pages") reach(page) || show();
  else show();
});
on("place", ({ line, file, leads }) => {
  if (!leads || !line || performance.now() - turned < REST) return;
  if (!data?.pages.length) {
    if (goal && (goal.page ?? null) === null && !goal.last) goal = { line, file };
    return;
  }
  const page = pageOf(data.pages, line, file);
  if (page) reach(page);
});
