// Small helpers for the shell's own elements.

export const $ = (id) => document.getElementById(id);

/** An element; `facts` are attributes, but for `on`: its listeners by event. Absent ones are left out. */
export function el(name, facts = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(facts)) {
    if (key === "on") {
      for (const [event, run] of Object.entries(value)) made.addEventListener(event, run);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const WHOLE = new Intl.NumberFormat("en-GB");

/** 41200 → "41,200". */
export const figure = (value) => WHOLE.format(value);

/** 1, "page" → "1 page"; 2, "page" → "2 pages". */
export const many = (value, thing) => `${figure(value)} ${thing}${value === 1 ? "" : "s"}`;

/** A message as a sentence: the build's begin with a small letter, after file and line. */
const sentence = (text) =>
  text.replace(/^[a-z]+(?=[ ,])/, (word) => word[0].toUpperCase() + word.slice(1));

/** A message's text, with what stands between backticks as code. */
export function prose(text) {
  const parts = sentence(String(text ?? "")).split("`");
  return parts.map((part, at) => (at % 2 && at < parts.length - 1 ? el("code", {}, part) : part));
}

/** "manuscript/03-sea.md:41", or the file alone, or nothing. */
export const place = (file, line) => (file ? (line ? `${file}:${line}` : file) : "");

/** Says it to those who listen rather than look. */
export function announce(text) {
  const live = $("live");
  live.textContent = live.textContent === text ? `${text}\u00a0` : text;
}

let leaving = 0;

export function hush() {
  clearTimeout(leaving);
  $("toast").hidden = true;
}

/** A line at the foot of the page for some seconds, with one thing to do about it. */
export function toast(text, action = null) {
  const box = $("toast");
  clearTimeout(leaving);
  box.replaceChildren(el("span", {}, ...prose(text)));
  if (action) {
    const run = () => {
      box.hidden = true;
      action.run();
    };
    box.append(el("button", { on: { click: run } }, action.name));
  }
  box.hidden = false;
  leaving = setTimeout(() => (box.hidden = true), action ? 9000 : 6000);
}

export const narrow = matchMedia("(max-width: 720px)");
export const still = matchMedia("(prefers-reduced-motion: reduce)");
