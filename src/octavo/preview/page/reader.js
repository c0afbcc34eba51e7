// What a reading system adds to a book: its ground, its margins, its size, its screens.
// A sheet made by this page is put into the chapter's document; the book's own stays first.

import { still } from "./dom.js";
import { get } from "./settings.js";

/**
 * Widths and heights in CSS pixels: a common phone (390 by 760, the browser's bars off), a
 * seven-inch e-reader (1264 by 1680 dots at about 2.5 a pixel), a ten-inch tablet.
 */
export const DEVICES = {
  phone: { width: 390, height: 760, side: 24, name: "Phone" },
  ereader: { width: 504, height: 672, side: 40, name: "E-reader" },
  tablet: { width: 768, height: 1024, side: 84, name: "Tablet" },
};

const colour = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

const MARKS = (accent, found) => `
[data-octavo-here], [data-octavo-changed] { position: relative; }
[data-octavo-here]::after, [data-octavo-changed]::after {
  content: ""; position: absolute; inset-block: 0.1em; inset-inline-start: -14px; width: 2px;
  height: auto; margin: 0; padding: 0; border: 0; background: ${accent}; }
[data-octavo-changed]:not([data-octavo-here])::after { ${still.matches ? "" : "animation: octavo-fade 6s ease-in forwards;"} }
[data-octavo-changed]::after { width: 4px; }
[data-octavo-here]:focus { outline: none; }
::highlight(octavo-found) { background: ${found}; }
@keyframes octavo-fade { 55% { opacity: 1; } to { opacity: 0; } }`;

const SCROLL = (side) => `
html body { max-width: calc(34em + ${2 * side}px); padding: 24px ${side}px 30vh; }`;

/** One column is as wide as the window less its sides; the gap makes the next fall one window on. */
const SCREENS = (side, width, height) => `
html { height: 100%; overflow: hidden; }
html body { width: ${width}px; height: ${height}px; max-width: none; padding: 36px ${side}px 40px;
  column-width: ${width - 2 * side}px; column-gap: ${2 * side}px; column-fill: auto; orphans: 2; widows: 2; }
html::after { content: ""; position: absolute; top: 0; inset-inline-start: calc(var(--octavo-screens, 1) * ${width}px - 1px); width: 1px; height: 1px; }
img, svg { max-height: ${height - 100}px; object-fit: contain; }`;

/** The sheet for a window of this size. */
export function sheet(width, height, direction) {
  const device = DEVICES[get("device")];
  // On a wide screen a column no wider than a book's: the margins take the rest.
  const measure = 34 * get("size");
  const side = device
    ? device.side
    : Math.max(width < 500 ? 22 : 32, Math.floor((width - measure) / 2));
  const dark = get("theme") === "dark";
  return `
html { direction: ${direction}; background: ${colour("paper")}; color: ${colour("ink")};
  color-scheme: ${dark ? "dark" : "light"}; font-size: ${get("size")}px;
  -webkit-text-size-adjust: none; text-size-adjust: none;
  scrollbar-width: thin; scrollbar-color: ${colour("edge")} transparent; }
:where(body) { line-height: 1.5; }
html body { box-sizing: border-box; margin: 0 auto; background: none; color: inherit; }
:focus-visible { outline: 2px solid ${colour("verdigris")}; outline-offset: 2px; }
${get("flow") === "screens" ? SCREENS(side, width, height) : SCROLL(device ? side : 32)}
${MARKS(colour("verdigris"), colour("found"))}`;
}

/** Puts the sheet, made in the chapter's own window as the standard asks, into its document. */
export function dress(view, text) {
  const made = new view.CSSStyleSheet();
  made.replaceSync(text);
  view.document.adoptedStyleSheets = [made];
}

/** The book's first face, for the shell's own words of the book. */
export async function borrowFace(doc) {
  const family = clean(doc.defaultView.getComputedStyle(doc.body).fontFamily.split(",")[0]);
  const rules = [...doc.styleSheets]
    .flatMap(rulesOf)
    .filter(
      (rule) =>
        clean(rule.style?.getPropertyValue("font-family") ?? "") === family &&
        rule.constructor.name === "CSSFontFaceRule",
    );
  const made = rules.map((rule) => {
    const said = (name, usual) => rule.style.getPropertyValue(name) || usual;
    const source = said("src", "").replace(
      /url\("?([^")]+)"?\)/g,
      (_, path) => `url("${new URL(path, rule.parentStyleSheet.href ?? doc.baseURI).href}")`,
    );
    return new FontFace("Book of the preview", source, {
      weight: said("font-weight", "400"),
      style: said("font-style", "normal"),
    });
  });
  const loaded = await Promise.allSettled(made.map((face) => face.load()));
  for (const face of [...document.fonts])
    if (face.family.includes("Book of the preview")) document.fonts.delete(face);
  for (const { value } of loaded) if (value) document.fonts.add(value);
}

const clean = (name) => name.replace(/["']/g, "").trim();

function rulesOf(style) {
  try {
    return [...style.cssRules];
  } catch {
    return [];
  }
}
