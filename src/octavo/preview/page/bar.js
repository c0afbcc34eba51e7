// The controls: what is chosen shows, and choosing sets it.

import { $, announce, narrow } from "./dom.js";
import { get, resize, set, watch } from "./settings.js";

const root = document.documentElement;
const CHOICES = ["view", "device", "flow", "theme"];
const NAMES = {
  phone: "Phone",
  ereader: "E-reader",
  tablet: "Tablet",
  full: "Full width",
  scroll: "Scrolling",
  screens: "Screens",
  light: "Light",
  sepia: "Sepia",
  dark: "Dark",
  text: "Text",
  pages: "Pages",
  both: "Text and pages",
};

function draw() {
  for (const button of document.querySelectorAll("[data-set]")) {
    button.setAttribute("aria-pressed", `${get(button.dataset.set) === button.dataset.value}`);
  }
  root.dataset.view = get("view");
  root.dataset.theme = get("theme");
  root.dataset.contents = get("contents") ? "on" : "off";
  $("contents-button").setAttribute("aria-expanded", `${get("contents")}`);
  $("follow").setAttribute("aria-pressed", `${get("follow")}`);
}

/** On a small screen: contents, text, pages or problems. */
export function tab(name) {
  root.dataset.tab = name;
  for (const button of $("tabs").querySelectorAll("button")) {
    if (button.dataset.tab === name) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  fold();
}

/** Shows a view: on a small screen its tab. */
export function view(name) {
  if (narrow.matches) tab(name === "pages" ? "pages" : "text");
  else set("view", name);
}

/** Is the pane in sight? */
export const shows = (pane) =>
  narrow.matches ? root.dataset.tab === pane : ["both", pane].includes(get("view"));

export function fold() {
  $("controls").classList.remove("open");
  $("look-button").setAttribute("aria-expanded", "false");
}

for (const button of document.querySelectorAll("[data-set]")) {
  button.addEventListener("click", () => set(button.dataset.set, button.dataset.value));
}
for (const button of $("tabs").querySelectorAll("button")) {
  button.addEventListener("click", () => tab(button.dataset.tab));
}
$("look-button").addEventListener("click", () => {
  const open = $("controls").classList.toggle("open");
  $("look-button").setAttribute("aria-expanded", `${open}`);
});
$("smaller").addEventListener("click", () => resize(-1));
$("larger").addEventListener("click", () => resize(1));
$("follow").addEventListener("click", () => set("follow", !get("follow")));
$("contents-button").addEventListener("click", () => set("contents", !get("contents")));
watch([...CHOICES, "contents", "follow"], draw);
watch(CHOICES, (value) => announce(NAMES[value]));
watch(["size"], (value) => announce(`Text at ${value} pixels`));
watch(["follow"], (value) => announce(value ? "Follows the edit" : "Stays where you are"));
tab("text");
draw();
