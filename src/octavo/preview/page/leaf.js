// One sheet of paper with a page on it, or without one as long as it is not drawn.

import { el } from "./dom.js";

/** `pick(page, share)` is called with the height of the click, a share of the page's. */
export function leaf(pick) {
  const image = el("img", { alt: "", draggable: "false", hidden: true });
  const element = el("button", { class: "leaf", type: "button" }, image);
  let page = null;
  let home = null; // its chapter
  let turn = 0;

  element.addEventListener("click", (event) => {
    if (!page) return;
    const box = element.getBoundingClientRect();
    // A key press has no place on the page: its first block is meant.
    pick(page, event.detail === 0 ? 0 : (event.clientY - box.top) / box.height);
  });

  /** The new image takes the old one's place when it is ready to be painted. */
  async function draw(source) {
    turn += 1;
    const mine = turn;
    const next = new Image();
    next.alt = "";
    next.draggable = false;
    next.src = source;
    await next.decode().catch(() => {});
    if (mine !== turn) return;
    element.querySelector("img").replaceWith(next);
    element.classList.remove("waiting", "renewing");
  }

  /** `chapter` tells whether the page before was another stage of this one. */
  function show(fresh, changed, chapter) {
    const same = page && fresh && page.page === fresh.page && chapter === home;
    home = chapter;
    if (!same) settle();
    const drawn = element.querySelector("img");
    page = fresh;
    element.disabled = !fresh;
    if (fresh) {
      element.dataset.page = fresh.page;
      element.setAttribute(
        "aria-label",
        `Page ${fresh.folio || fresh.page + 1}${fresh.blank ? ", blank" : fresh.image ? "" : ", not drawn yet"}${changed ? ", changed" : ""}: show its source`,
      );
    } else element.setAttribute("aria-label", "No page");
    outline(changed);
    if (!fresh?.image) {
      // The old page stays until the new one is drawn; a page never drawn waits as a sheet.
      turn += 1;
      const keeps = same && !drawn.hidden;
      element.classList.toggle("renewing", keeps && Boolean(fresh));
      element.classList.toggle("waiting", !keeps && Boolean(fresh) && !fresh.blank);
      if (!keeps) drawn.hidden = true;
    } else if (drawn.getAttribute("src") !== fresh.image || drawn.hidden) {
      if (!same) {
        element.classList.add("waiting");
        drawn.hidden = true;
      }
      draw(fresh.image);
    } else {
      turn += 1;
      element.classList.remove("waiting", "renewing");
    }
  }

  let fading = 0;
  function outline(changed) {
    if (!changed) return;
    settle();
    void element.offsetWidth;
    element.classList.add("changed");
    fading = setTimeout(settle, 5200);
  }

  function settle() {
    clearTimeout(fading);
    element.classList.remove("changed");
  }

  return {
    element,
    show,
    /** A line at the margin beside the chosen block; `blocks` are its parts on this page. */
    mark(blocks) {
      for (const old of element.querySelectorAll(".mark")) old.remove();
      for (const { top, bottom } of blocks) {
        const line = el("span", { class: "mark" });
        line.style.top = `${top * 100}%`;
        line.style.height = `${Math.max(0.008, bottom - top) * 100}%`;
        element.append(line);
      }
    },
  };
}
