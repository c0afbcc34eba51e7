// Which pages face each other. A recto is on the right in a book read from left to right,
// on the left in one read from right to left.

/** A spread: {left, right}, each a page of /api/pages or null. */
export function spreads(pages, direction) {
  const verso = direction === "rtl" ? "right" : "left";
  const made = [];
  for (const page of pages) {
    const last = made.at(-1);
    const fits = last && page.side !== verso && last[verso] && !last[page.side];
    if (fits) last[page.side] = page;
    else made.push({ left: null, right: null, [page.side]: page });
  }
  return made;
}

/** One page at a time: the same shape, with one side. */
export const singles = (pages) =>
  pages.map((page) => ({ left: null, right: null, [page.side]: page }));

/** The pages of a spread, in the order they are read. */
export function read(spread, direction) {
  const order = direction === "rtl" ? ["right", "left"] : ["left", "right"];
  return order.map((side) => spread?.[side]).filter(Boolean);
}

/** The page a line of a file is on: the one with the last block that begins on it or before. */
export function pageOf(pages, line, file) {
  let [found, best] = [null, -1];
  for (const page of pages) {
    for (const block of page.blocks) {
      if (file && block.file && block.file !== file) continue;
      if (block.line <= line && block.line > best) [found, best] = [page, block.line];
    }
  }
  return found ?? pages.find((page) => page.blocks.length) ?? null;
}

/** The block at a height of a page (a share of it), or the nearest above, or the first. */
export function blockAt(page, share) {
  const above = page.blocks.filter((block) => block.top <= share);
  return above.find((block) => share <= block.bottom) ?? above.at(-1) ?? page.blocks[0] ?? null;
}
