// How many printed pages stand side by side: as the author chose, or as there is room for.

import { narrow } from "./dom.js";
import { get } from "./settings.js";

const READABLE = 250; // pixels: the words of a narrower page can be seen, but hardly read
const GAIN = 1.25; // so much wider a page must become by standing alone
const UNDER = 30; // for the numbers under a spread; a single page has its own in the foot

/** The largest width of a leaf in a room, in whole pixels; `trim` is the page's size. */
export function leafWidth(room, trim, across) {
  const height = across > 1 ? room.height - UNDER : room.height;
  return Math.floor(Math.min(room.width / across, (height * trim.width) / trim.height));
}

/** Beside the text: would two pages be too small to read, and one clearly larger? */
function cramped(room, trim) {
  if (get("view") !== "both" || !trim?.height || room.width <= 0 || room.height <= 0) return false;
  const facing = leafWidth(room, trim, 2);
  return facing < READABLE && leafWidth(room, trim, 1) >= facing * GAIN;
}

/** Is a single page shown? On a small screen always; else what was chosen holds. */
export function single(room, trim) {
  if (narrow.matches) return true;
  return get("spread") === "auto" ? cramped(room, trim) : get("spread") === "single";
}

/** What the choice becomes when the other way is asked for: none, if the room says the same. */
export function other(room, trim) {
  const wanted = single(room, trim) ? "facing" : "single";
  return wanted === (cramped(room, trim) ? "single" : "facing") ? "auto" : wanted;
}
