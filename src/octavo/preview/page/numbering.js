// How far the page numbers are to be trusted, and how to get true ones.

import { $, el, toast } from "./dom.js";
import { now } from "./now.js";
import * as server from "./server.js";

/** `unset` says that the chapter in sight has been written on since its pages were laid out. */
export function numbering(unset) {
  const { pages, full } = now.book ?? {};
  const box = $("numbering");
  const stale = pages?.stale || (unset && !pages?.when);
  box.classList.toggle("calm", full === "running");
  if (full === "running") return box.replaceChildren("Numbering the pages…");
  if (!stale) return box.replaceChildren();
  const said = pages?.when ? `Numbers ${pages.when}` : "Pages not counted";
  const renew = () => server.full().catch((refused) => toast(refused.message));
  box.replaceChildren(
    el("span", { title: said }, said),
    el(
      "button",
      { title: "Lay out the whole book for true page numbers", on: { click: renew } },
      pages?.when ? "Renew" : "Count",
    ),
  );
}
