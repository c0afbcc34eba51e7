// Where the reader is in the chapter, in a scrolled text and in one of screens alike.

/** The blocks that have a line of source, the innermost ones. */
export function blocksOf(doc) {
  const all = [...doc.querySelectorAll("[data-line]")];
  return all.filter((block, at) => !all[at + 1] || !block.contains(all[at + 1]));
}

export class Place {
  /** `view` is the chapter's window; `turning` says whether it shows screens. */
  constructor(view, turning) {
    this.view = view;
    this.turning = turning;
    this.root = view.document.documentElement;
    this.sign = view.getComputedStyle(this.root).direction === "rtl" ? -1 : 1;
  }

  get width() {
    return this.view.innerWidth;
  }

  /** Counts the screens anew; the count gives the last one its full width. */
  measure() {
    this.root.style.removeProperty("--octavo-screens");
    if (!this.turning) return;
    this.root.style.setProperty("--octavo-screens", "1");
    const wide = Math.max(this.root.scrollWidth, this.view.document.body.scrollWidth);
    this.count = Math.max(1, Math.ceil((wide - 4) / this.width));
    this.root.style.setProperty("--octavo-screens", `${this.count}`);
  }

  get screen() {
    return Math.round(Math.abs(this.root.scrollLeft) / this.width);
  }

  /** Shows a screen, 0 the first. Returns false if there is none. */
  show(screen) {
    if (screen < 0 || screen >= this.count) return false;
    this.root.scrollLeft = this.sign * screen * this.width;
    return true;
  }

  /** How much of the chapter lies before the end of the window: 0 to 1. */
  get share() {
    if (this.turning) return (this.screen + 1) / this.count;
    const most = this.root.scrollHeight - this.view.innerHeight * 1.3;
    return most <= 0 ? 1 : Math.min(1, this.root.scrollTop / most);
  }

  rects(block) {
    return [...block.getClientRects()].filter((box) => box.width || box.height);
  }

  /** Is the block's beginning in sight? */
  sees(block) {
    const box = this.rects(block)[0];
    if (!box) return true;
    if (this.turning) return box.left >= -1 && box.left < this.width - 1;
    return box.top > -8 && box.top < this.view.innerHeight - 48;
  }

  /** The first block in sight, and how far its edge is from the window's. */
  anchor() {
    for (const block of blocksOf(this.view.document)) {
      const boxes = this.rects(block);
      const last = boxes.at(-1);
      if (!last) continue;
      const inSight = this.turning
        ? this.sign > 0
          ? last.right > 1
          : last.left < this.width - 1
        : last.bottom > 12;
      if (inSight)
        return {
          block,
          line: +block.dataset.line,
          at: this.turning ? boxes[0].left : boxes[0].top,
        };
    }
    return null;
  }

  /** Puts the anchor where it was, if it is still in the text. */
  restore(anchor) {
    if (!anchor) return;
    const block = anchor.block?.isConnected ? anchor.block : this.at(anchor.line);
    const box = block && this.rects(block)[0];
    if (!box) return;
    if (this.turning) {
      const moved = Math.round((box.left - anchor.at) / this.width) * this.width;
      this.root.scrollLeft = Math.round((this.root.scrollLeft + moved) / this.width) * this.width;
    } else if (Math.abs(box.top - anchor.at) >= 1) this.root.scrollTop += box.top - anchor.at;
  }

  /** Brings a block into sight, a third down the window, or the screen it begins on. */
  reveal(block) {
    const box = this.rects(block)[0];
    if (!box) return;
    if (this.turning) {
      this.show(
        Math.floor(
          (Math.abs(this.root.scrollLeft) +
            (this.sign > 0 ? box.left : this.width - box.right) +
            2) /
            this.width,
        ),
      );
    } else {
      const top =
        this.root.scrollTop +
        box.top -
        Math.min(
          this.view.innerHeight * 0.3,
          Math.max(24, (this.view.innerHeight - box.height) / 2),
        );
      this.view.scrollTo({ top, behavior: "instant" });
    }
  }

  /** The block that a line of a file lies in: the last that begins on it or before. */
  at(line, file = null) {
    let found = null;
    for (const block of blocksOf(this.view.document)) {
      if (file && block.dataset.file && block.dataset.file !== file) continue;
      if (+block.dataset.line > line && found) break;
      if (!found || +block.dataset.line <= line) found = block;
    }
    return found;
  }
}
