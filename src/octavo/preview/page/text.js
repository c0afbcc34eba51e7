// The e-book: opens chapters, takes in what was saved, knows where the reader is.

import { $, announce, el, place as spelled, toast } from "./dom.js";
import { Frame } from "./frame.js";
import { keyed } from "./keys.js";
import { markChanged, markFound, markHere } from "./marks.js";
import { learn, morph } from "./morph.js";
import { busy, chapter as facts, choose, now, on, tell, touch } from "./now.js";
import { blocksOf } from "./screens.js";
import * as server from "./server.js";
import { get, watch } from "./settings.js";
import { keep, kept } from "./places.js";

const frame = new Frame($("stage"), meet, fitted);
let known = 0; // how far it was scrolled when the others were last told
let running = false;
let again = null;
let wanted = null; // where to go as soon as the text can be seen
let coming = 0; // chapters being loaded: until one is in its place, no place is the reader's

/** Opens a chapter: at the place it was left, or at `target`: {heading}, {line, file,
 * words} or {end}; with {hold} the pages say where to go, in a moment. */
export async function open(id, target = null) {
  notice("");
  coming += 1;
  const loaded = await frame.load(id);
  coming -= 1;
  if (!loaded) {
    if (now.chapter === id && !$("stage").querySelector(".coming"))
      notice("This chapter has no text to show yet.");
    return;
  }
  wanted = target ?? { left: kept(id) };
  land();
}

/** Goes to the wanted place; a text that is not in sight has none yet. */
function land() {
  if (!wanted || !frame.place) return;
  const target = wanted;
  wanted = null;
  if (target.end) return edge(1, false);
  else if (target.left !== undefined) frame.place.restore(target.left);
  else if (!target.hold) return aim(target);
  placed(!target.hold);
}

/** After each change of size; `appeared` if the text was out of sight before. */
function fitted(appeared) {
  if (coming) return;
  if (appeared) wanted ??= { left: kept(now.chapter) };
  land();
  placed(false);
}

/** Brings a heading or a line of the open chapter into sight. */
export function aim(target) {
  if (!frame.place) {
    wanted = target;
    return;
  }
  const { heading: title = null, line = null, file = null, words = "", quiet = false } = target;
  const block = title ? frame.doc.getElementById(title) : line ? frame.place.at(line, file) : null;
  if (!block) return;
  frame.place.reveal(block);
  if (line && !quiet) markHere(frame.doc, block);
  if (words) markFound(frame.view, block, words);
  // A line is told to the pages when it is chosen.
  placed(title !== null);
}

/** Takes in the chapter as saved. Calls while one is under way become one more. */
export async function refresh(line = null) {
  again = { line };
  if (running) return;
  running = true;
  try {
    while (again) {
      const asked = again;
      again = null;
      await renew(now.chapter, asked.line);
    }
  } finally {
    running = false;
  }
}

async function renew(id, line) {
  if (!frame.doc || !frame.place) return open(id);
  const fresh = await server.text(id).catch(() => null);
  if (!fresh || id !== now.chapter) return;
  const doc = frame.doc;
  const place = frame.place;
  if (styles(fresh) !== styles(doc)) return open(id);
  const anchor = place.anchor();
  const screen = place.screen;
  for (const { name, value } of fresh.documentElement.attributes) {
    if (!name.includes(":") && name !== "xmlns") doc.documentElement.setAttribute(name, value);
  }
  const changed = morph(doc.body, fresh.body);
  doc.title = fresh.title;
  place.measure();
  if (place.turning) place.show(Math.min(screen, place.count - 1));
  place.restore(anchor);
  markChanged(changed);
  follow(changed, line);
  placed(false);
  tell("renewed");
}

const styles = (doc) =>
  [...doc.querySelectorAll("link[rel=stylesheet]")].map((link) => link.getAttribute("href")).join();

/** To the change, unless the author looks elsewhere; then a word about it. */
function follow(changed, line) {
  const block = changed[0] ?? null;
  if (!block || changed.some((one) => frame.place.sees(one))) return;
  const show = () => {
    frame.place.reveal(block);
    placed(false);
  };
  if (get("follow") && !busy() && !picking()) show();
  else if (get("follow"))
    toast(
      `Changed at ${spelled(block.dataset.file ?? facts()?.file, block.dataset.line ?? line)}`,
      { name: "Show", run: show },
    );
}

const picking = () => !(frame.view?.getSelection()?.isCollapsed ?? true);

/** The style sheet changed: the chapter is dressed anew, in its place. */
export async function restyle() {
  if (!frame.doc) return;
  keep(now.chapter, frame.place.anchor());
  await open(now.chapter);
}

function meet({ doc }) {
  learn(doc);
  keyed(doc);
  doc.addEventListener("click", clicked);
  doc.addEventListener("pointerdown", () => tell("away"));
  for (const event of ["wheel", "touchstart", "pointerdown"])
    doc.addEventListener(event, touch, { passive: true });
  doc.addEventListener("scroll", scrolled, { passive: true });
  doc.addEventListener("wheel", wheeled, { passive: true });
  swipes(doc);
}

let settling = 0;
function scrolled() {
  clearTimeout(settling);
  settling = setTimeout(() => placed(Math.abs(scrolledTo() - known) > 2), 60);
}

const scrolledTo = () => {
  const { scrollTop, scrollLeft } = frame.doc.documentElement;
  return scrollTop + Math.abs(scrollLeft);
};

/**
 * Tells the others where the reader is, and keeps it for the next visit. The text `leads` if
 * the author went there: the pages come along then.
 */
function placed(leads) {
  if (coming || !frame.place || frame.unseen || frame.id !== now.chapter) return;
  known = scrolledTo();
  const anchor = frame.place.anchor();
  if (anchor) keep(now.chapter, anchor);
  const share = Math.round(frame.place.share * 100);
  $("text-place").textContent = frame.place.turning
    ? `Screen ${frame.place.screen + 1} of ${frame.place.count}`
    : `${share} %`;
  tell("place", {
    line: anchor?.line ?? null,
    file: anchor?.block.dataset.file ?? null,
    heading: heading(),
    leads,
  });
}

/** The last heading at or above the upper part of the window. */
function heading() {
  let found = null;
  for (const { id } of facts()?.headings ?? []) {
    const box = frame.doc.getElementById(id)?.getBoundingClientRect();
    if (!box) continue;
    const before = frame.place.turning
      ? frame.place.sign > 0
        ? box.left < frame.view.innerWidth
        : box.right > 0
      : box.top < frame.view.innerHeight * 0.35;
    if (before) found = id;
  }
  return found;
}

function clicked(event) {
  const link = event.target.closest?.("a[href]");
  if (link) return linked(event, link.getAttribute("href"));
  if (picking()) return;
  const block = event.target.closest?.("[data-line]");
  if (block) pick(block);
}

function linked(event, href) {
  event.preventDefault();
  const address = new URL(href, frame.doc.baseURI);
  const inside = address.pathname.match(/^\/chapter\/(.+)\.xhtml$/);
  if (address.origin !== location.origin)
    return window.open(address.href, "_blank", "noopener,noreferrer");
  if (!inside) return;
  const [id, fragment] = [decodeURIComponent(inside[1]), decodeURIComponent(address.hash.slice(1))];
  if (id === now.chapter) aim({ heading: fragment });
  else tell("visit", { chapter: id, heading: fragment || null });
}

function pick(block) {
  markHere(frame.doc, block);
  choose({
    file: block.dataset.file ?? facts()?.file ?? null,
    line: +block.dataset.line,
    from: "text",
  });
}

/** The next block (1) or the one before (-1), from the chosen or the first in sight. */
export function step(way) {
  if (!frame.place) return;
  touch();
  const all = blocksOf(frame.doc);
  const here = all.findIndex((block) => block.hasAttribute("data-octavo-here"));
  const from =
    here >= 0 && frame.place.sees(all[here])
      ? here + way
      : all.findIndex((block) => frame.place.sees(block));
  const block = all[Math.max(0, Math.min(all.length - 1, from))];
  if (!block) return;
  pick(block);
  if (!frame.place.sees(block)) frame.place.reveal(block);
  announce(block.textContent.trim().slice(0, 160));
}

/** A screen on or back; in a scrolled text a windowful. Returns false at the chapter's end. */
export function turn(way) {
  if (!frame.place) return false;
  touch();
  if (frame.place.turning) {
    const turned = frame.place.show(frame.place.screen + way);
    placed(true);
    return turned;
  }
  scroll(way * frame.view.innerHeight * 0.86);
  return true;
}

export const turning = () => Boolean(frame.place?.turning);
export const scroll = (by) => frame.view?.scrollBy({ top: by });

/** To the chapter's beginning (-1) or its end (1). */
export function edge(way, leads = true) {
  if (!frame.place) return;
  if (frame.place.turning) frame.place.show(way < 0 ? 0 : frame.place.count - 1);
  else frame.view.scrollTo({ top: way < 0 ? 0 : frame.doc.documentElement.scrollHeight });
  placed(leads);
}
export const focus = () => frame.shown?.focus();

let wheel = 0;
function wheeled(event) {
  if (!frame.place.turning || performance.now() - wheel < 350) return;
  const by = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.deltaY;
  if (Math.abs(by) < 12) return;
  wheel = performance.now();
  turn(by > 0 ? 1 : -1);
}

/** A finger across the screen turns it. */
export function swipes(
  node,
  run = (way) => frame.place?.turning && turn(way * (frame.place?.sign ?? 1)),
) {
  let from = null;
  node.addEventListener("touchstart", (event) => (from = event.touches[0]), { passive: true });
  node.addEventListener(
    "touchend",
    (event) => {
      const to = event.changedTouches[0];
      const by = from ? from.clientX - to.clientX : 0;
      if (Math.abs(by) > 48 && Math.abs(by) > 2 * Math.abs(from.clientY - to.clientY))
        run(by > 0 ? 1 : -1);
      from = null;
    },
    { passive: true },
  );
}

function notice(text) {
  $("stage").querySelector(".notice")?.remove();
  if (text) $("stage").append(el("p", { class: "notice" }, text));
}

watch(["device", "flow", "theme", "size"], () => {
  frame.fit();
  placed(false);
});
on("quiet", () => frame.view?.CSS.highlights?.clear());
on("line", (line) => {
  if (!line) markHere(frame.doc ?? document, null);
  else if (line.from !== "text") aim({ line: line.line, file: line.file });
});
