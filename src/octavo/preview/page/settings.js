// What the reader chose, remembered in this browser.

const KEY = "octavo.preview";
export const CHOICES = {
  view: ["text", "pages", "both"],
  device: ["phone", "ereader", "tablet", "full"],
  flow: ["scroll", "screens"],
  theme: ["light", "sepia", "dark"],
  spread: ["auto", "facing", "single"],
};
export const SIZES = { least: 12, usual: 19, most: 34 };

const bus = new EventTarget();
const usual = {
  view: "both",
  device: "full",
  flow: "scroll",
  theme: document.documentElement.dataset.theme,
  spread: "auto",
  size: SIZES.usual,
  follow: true,
  contents: true,
  problems: false,
};
const chosen = { ...usual, ...sound(kept()) };

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

/** The kept values that still mean something. */
function sound(values) {
  const known = Object.entries(values).filter(([key, value]) =>
    key in CHOICES ? CHOICES[key].includes(value) : typeof value === typeof usual[key],
  );
  return Object.fromEntries(known);
}

export const get = (key) => chosen[key];

export function set(key, value) {
  if (chosen[key] === value) return;
  chosen[key] = value;
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // A private window may keep nothing; the choice holds until it closes.
  }
  bus.dispatchEvent(new CustomEvent(key, { detail: value }));
}

/** The choice after this one, round and round. */
export function next(key) {
  const all = CHOICES[key];
  set(key, all[(all.indexOf(chosen[key]) + 1) % all.length]);
}

export function resize(steps) {
  const size = steps === 0 ? SIZES.usual : chosen.size + steps;
  set("size", Math.min(SIZES.most, Math.max(SIZES.least, size)));
}

/** Runs at every change of one of the keys. */
export function watch(keys, run) {
  for (const key of keys) bus.addEventListener(key, (event) => run(event.detail, key));
}
