// Turns the chapter in sight into the chapter as saved, block by block. A block whose
// content is the same stays the same element, so selection, focus and scroll hold; the
// text of a changed one is replaced from its first different letter to its last.

const CONTAINERS = new Set(
  "section div blockquote aside ul ol li dl figure header nav body".split(" "),
);
const SOURCE = / data-(?:line|file)="[^"]*"| xmlns(?::\w+)?="[^"]*"/g;
const OURS = "data-octavo-";
const writer = new XMLSerializer();
const keys = new WeakMap();

/** The content of a block, but not where it stands in the source. */
const content = (node) => writer.serializeToString(node).replace(SOURCE, "");

function key(node) {
  if (!keys.has(node)) keys.set(node, content(node));
  return keys.get(node);
}

/** To be called for a new document, before anything is marked in it. */
export function learn(root) {
  for (const block of root.querySelectorAll("body, body *")) {
    if (CONTAINERS.has(block.localName)) for (const child of block.children) key(child);
  }
}

/** Makes `old` (the body in sight) equal to `fresh`. Returns the changed blocks, in order. */
export function morph(old, fresh) {
  const changed = [];
  blocks(old, fresh, changed);
  attributes(old, fresh);
  return changed.filter((block) => block.isConnected);
}

const solid = (node) => node.nodeType === 1 || (node.nodeType === 3 && node.data.trim() !== "");

function blocks(old, fresh, changed) {
  const had = [...old.children];
  const want = [...fresh.children];
  const pairs = matched(had, want);
  const kept = new Set(pairs.values());
  const spare = had.filter((block) => !kept.has(block));
  const result = want.map((block) => {
    const same = pairs.get(block);
    if (same) return sources(same, block);
    const near = spare.findIndex((one) => one.localName === block.localName && one.id === block.id);
    if (near < 0) return added(block, old.ownerDocument, changed);
    const [one] = spare.splice(near, 1);
    return rewritten(one, block, changed);
  });
  for (const block of spare) block.remove();
  let cursor = old.firstElementChild;
  for (const block of result) {
    if (block === cursor) cursor = cursor.nextElementSibling;
    else old.insertBefore(block, cursor);
  }
}

/** fresh block → the old one with the same content; order is kept at both ends first. */
function matched(had, want) {
  const pairs = new Map();
  let start = 0;
  while (start < had.length && start < want.length && key(had[start]) === content(want[start])) {
    pairs.set(want[start], had[start]);
    start += 1;
  }
  let [last, end] = [had.length - 1, want.length - 1];
  while (last >= start && end >= start && key(had[last]) === content(want[end])) {
    pairs.set(want[end], had[last]);
    last -= 1;
    end -= 1;
  }
  const free = new Map();
  for (const block of had.slice(start, last + 1)) {
    free.set(key(block), [...(free.get(key(block)) ?? []), block]);
  }
  for (const block of want.slice(start, end + 1)) {
    const one = free.get(content(block))?.shift();
    if (one) pairs.set(block, one);
  }
  return pairs;
}

function added(block, owner, changed) {
  const made = owner.importNode(block, true);
  keys.set(made, content(block));
  for (const inner of made.querySelectorAll("*")) key(inner);
  changed.push(made);
  return made;
}

function rewritten(old, fresh, changed) {
  const loose = [...old.childNodes, ...fresh.childNodes].some(
    (node) => node.nodeType === 3 && solid(node),
  );
  if (CONTAINERS.has(old.localName) && !loose) blocks(old, fresh, changed);
  else {
    inline(old, fresh);
    changed.push(old);
  }
  attributes(old, fresh);
  keys.set(old, content(fresh));
  return old;
}

/** The same content may stand on another line now. */
function sources(old, fresh) {
  attributes(old, fresh);
  const [had, want] = [old.querySelectorAll("[data-line]"), fresh.querySelectorAll("[data-line]")];
  if (had.length === want.length) {
    for (const [at, block] of had.entries()) attributes(block, want[at]);
  }
  return old;
}

function attributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !name.startsWith(OURS)) old.removeAttribute(name);
  }
  for (const { name, value, namespaceURI } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttributeNS(namespaceURI, name, value);
  }
}

/** The inside of a paragraph: the same at both ends stays, what is between is mended. */
function inline(old, fresh) {
  const had = [...old.childNodes];
  const want = [...fresh.childNodes];
  while (had.length && want.length && had[0].isEqualNode(want[0])) {
    had.shift();
    want.shift();
  }
  while (had.length && want.length && had.at(-1).isEqualNode(want.at(-1))) {
    had.pop();
    want.pop();
  }
  const after = had.length ? had.at(-1).nextSibling : anchor(old, want, fresh);
  while (had.length && want.length && had[0].nodeName === want[0].nodeName) {
    mend(had.shift(), want.shift());
  }
  const rest = had[0] ?? after;
  for (const node of want) old.insertBefore(old.ownerDocument.importNode(node, true), rest);
  for (const node of had) node.remove();
}

/** Where new nodes go if no old one lies between the equal ends. */
function anchor(old, want, fresh) {
  if (!want.length) return null;
  const behind = fresh.childNodes.length - 1 - [...fresh.childNodes].indexOf(want.at(-1));
  return behind ? old.childNodes[old.childNodes.length - behind] : null;
}

function mend(old, fresh) {
  if (old.nodeType === 3) letters(old, fresh.data);
  else if (old.nodeType === 1) {
    inline(old, fresh);
    attributes(old, fresh);
  }
}

/** Only the letters between the equal ends: a selection outside them holds. */
function letters(node, text) {
  const had = node.data;
  let start = 0;
  while (start < had.length && start < text.length && had[start] === text[start]) start += 1;
  let end = 0;
  const most = Math.min(had.length, text.length) - start;
  while (end < most && had[had.length - 1 - end] === text[text.length - 1 - end]) end += 1;
  node.replaceData(start, had.length - start - end, text.slice(start, text.length - end));
}
