// Marks in the text: the chosen block, the changed ones, the words found.

const HERE = "data-octavo-here";
const CHANGED = "data-octavo-changed";
const LASTS = 6500;

export function markHere(doc, block) {
  for (const old of doc.querySelectorAll(`[${HERE}]`)) if (old !== block) old.removeAttribute(HERE);
  block?.setAttribute(HERE, "");
}

/** A bar at the side of each, that fades. A second change starts it anew. */
export function markChanged(blocks) {
  const stamp = `${performance.now()}`;
  for (const block of blocks) {
    block.removeAttribute(CHANGED);
    void block.getBoundingClientRect();
    block.setAttribute(CHANGED, stamp);
  }
  setTimeout(() => {
    for (const block of blocks)
      if (block.getAttribute(CHANGED) === stamp) block.removeAttribute(CHANGED);
  }, LASTS);
}

/** Marks the words in the block, without a change to its document. */
export function markFound(view, block, words) {
  const paint = view.CSS?.highlights;
  if (!paint) return;
  paint.clear();
  const wanted = words.toLocaleLowerCase();
  const texts = view.document.createTreeWalker(block, view.NodeFilter.SHOW_TEXT);
  const ranges = [];
  while (wanted && texts.nextNode()) {
    const text = texts.currentNode.data.toLocaleLowerCase();
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
      const range = view.document.createRange();
      range.setStart(texts.currentNode, at);
      range.setEnd(texts.currentNode, Math.min(at + wanted.length, texts.currentNode.data.length));
      ranges.push(range);
    }
  }
  paint.set("octavo-found", new view.Highlight(...ranges));
}
