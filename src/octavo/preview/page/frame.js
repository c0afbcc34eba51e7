// The chapter's document: an iframe that runs no script, dressed as a device shows it.
// A new chapter is loaded out of sight and takes the old one's place when it is ready.

import { el, narrow } from "./dom.js";
import { chapter as facts, now } from "./now.js";
import { DEVICES, borrowFace, dress, sheet } from "./reader.js";
import { Place } from "./screens.js";
import { address } from "./server.js";
import { get } from "./settings.js";

export class Frame {
  /**
   * `meet(frame)` is called for each new document, before it is shown; `fitted(appeared)`
   * after each change of its size.
   */
  constructor(stage, meet, fitted) {
    this.stage = stage;
    this.meet = meet;
    this.fitted = fitted;
    this.hidden = false;
    this.shown = null;
    this.id = null; // the chapter that is shown
    this.place = null;
    this.loading = 0;
    new ResizeObserver(() => this.fit() && this.fitted(this.hidden)).observe(stage);
  }

  get view() {
    return this.shown?.contentWindow ?? null;
  }

  get doc() {
    return this.shown?.contentDocument ?? null;
  }

  /** Loads a chapter. Resolves to false if another was asked for meanwhile, or it is not there. */
  async load(id) {
    this.loading += 1;
    const mine = this.loading;
    const one = facts(id);
    const coming = el("iframe", {
      class: "book coming",
      sandbox: "allow-same-origin",
      title: `${one?.number ? `${one.number} ` : ""}${one?.title ?? id}: the text as an e-reader shows it`,
    });
    const ready = new Promise((done) => coming.addEventListener("load", done, { once: true }));
    coming.src = address(id);
    this.stage.append(coming);
    await ready;
    if (mine !== this.loading) return discard(coming);
    if (coming.contentDocument?.contentType !== "application/xhtml+xml") return discard(coming);
    const focused = this.shown !== null && document.activeElement === this.shown;
    const old = this.shown;
    this.shown = coming;
    this.id = id;
    this.place = null;
    this.fit();
    this.meet(this);
    await Promise.race([
      coming.contentDocument.fonts.ready,
      new Promise((late) => setTimeout(late, 400)),
    ]);
    this.fit();
    coming.classList.remove("coming");
    old?.remove();
    if (focused) coming.focus();
    borrowFace(coming.contentDocument).catch(() => {});
    return true;
  }

  /** Size, theme, device and flow as chosen; the place in the text holds. */
  fit() {
    if (!this.view) return false;
    const room = { width: this.stage.clientWidth, height: this.stage.clientHeight };
    // A frame that is not displayed has no layout, and forgets where it was.
    this.hidden = this.unseen ?? false;
    this.unseen = !room.width || !room.height;
    if (this.unseen) return false;
    const device = narrow.matches ? null : DEVICES[get("device")];
    this.stage.classList.toggle("framed", Boolean(device));
    this.stage.dataset.device = device ? get("device") : "full";
    const size = device ?? room;
    const scale = device
      ? Math.min(1, (room.width - 40) / size.width, (room.height - 40) / size.height)
      : 1;
    const style = this.shown.style;
    style.width = `${size.width}px`;
    style.height = `${size.height}px`;
    style.transform = scale < 1 ? `scale(${scale})` : "";
    style.left = `${device ? Math.round((room.width - size.width * scale) / 2) : 0}px`;
    style.top = `${device ? Math.round((room.height - size.height * scale) / 2) : 0}px`;
    const anchor = this.hidden ? null : (this.place?.anchor() ?? null);
    const changedFlow = this.place && this.place.turning !== (get("flow") === "screens");
    dress(this.view, sheet(size.width, size.height, now.book?.direction ?? "ltr"));
    this.remeasure();
    if (!anchor) return true;
    if (changedFlow || this.place.turning) this.place.reveal(anchor.block);
    else this.place.restore(anchor);
    return true;
  }

  /** After a change of the text: counts the screens. */
  remeasure() {
    this.place = new Place(this.view, get("flow") === "screens");
    this.place.measure();
  }
}

function discard(frame) {
  frame.remove();
  return false;
}
