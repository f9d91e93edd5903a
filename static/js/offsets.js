// Selections on the page <-> code-point offsets of the stored text.
//
// What the server promises: every paragraph is an element with data-o, the offset of its first
// character; its text nodes, joined, are exactly the stored text from there on; between paragraphs
// stand only line feeds. Anything else in a paragraph has no text of its own (the quotes' numbers).
// The server is sent start, end and the words between them, and refuses words that are not the slice.
//
// A browser counts UTF-16 units, the server code points: 👩 is two of the first, one of the second.

const OPENING = new Set('"\'“‘„‚«‹「『〝＂');
const CLOSING = new Set('"\'”’“‘»›」』〞＂');

const count = (string) => {
  let points = 0;
  for (const _ of string) points++;
  return points;
};

const units = (string, points) => {
  let at = 0;
  for (const character of string) {
    if (points-- <= 0) break;
    at += character.length;
  }
  return at;
};

// The text of a paragraph never changes, so it is read once.
const texts = new WeakMap();
export const read = (block) => {
  if (!texts.has(block)) {
    texts.set(block, { text: block.textContent, length: count(block.textContent) });
  }
  return texts.get(block);
};
export const start = (block) => Number(block.dataset.o);
export const end = (block) => start(block) + read(block).length;
const asDrawn = (root) => [...root.querySelectorAll('[data-o]')];

// In the order of the text: a headline is drawn on top, but stands after the body.
export const blocksIn = (root) => {
  const blocks = asDrawn(root);
  const hasHeadline = root.querySelector('.headline, .stand');
  return hasHeadline ? blocks.sort((one, other) => start(one) - start(other)) : blocks;
};

function* textNodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
}

// The offset of a point of the page, moved into `block` where it lies outside.
export function offsetIn(block, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(block);
  if (range.comparePoint(node, offset) < 0) return start(block);
  let at = start(block);
  for (const text of textNodes(block)) {
    if (text === node) return at + count(text.data.slice(0, offset));
    range.selectNode(text);
    if (range.comparePoint(node, offset) <= 0) return at;
    at += count(text.data);
  }
  return at;
}

// Range -> { start, end }, or null where it holds none of the text.
export function rangeToOffsets(range, root) {
  const touched = asDrawn(root).filter((block) => range.intersectsNode(block));
  // What begins in the headline ends with it.
  const back = touched.findIndex((block, i) => i > 0 && start(block) < start(touched[i - 1]));
  if (back > 0) touched.length = back;
  const from = (block) => offsetIn(block, range.startContainer, range.startOffset);
  const to = (block) => offsetIn(block, range.endContainer, range.endOffset);
  while (touched.length && from(touched[0]) === end(touched[0])) touched.shift();
  // A triple click ends where the next paragraph begins.
  while (touched.length && to(touched.at(-1)) === start(touched.at(-1))) touched.pop();
  if (!touched.length) return null;
  const span = { start: from(touched[0]), end: to(touched.at(-1)) };
  return span.end > span.start ? span : null;
}

// The last paragraph that begins at or before an offset.
export function blockAt(root, offset) {
  const blocks = blocksIn(root);
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (start(blocks[middle]) <= offset) low = middle;
    else high = middle - 1;
  }
  return blocks[low];
}

function pointAt(root, offset, isEnd) {
  const block = blockAt(root, isEnd ? offset - 1 : offset);
  let left = offset - start(block);
  let last = null;
  for (const text of textNodes(block)) {
    const length = count(text.data);
    if (left < length || (isEnd && left === length)) return [text, units(text.data, left)];
    left -= length;
    last = text;
  }
  return [last, last.data.length];
}

export function offsetsToRange(root, from, to) {
  const range = document.createRange();
  range.setStart(...pointAt(root, from, false));
  range.setEnd(...pointAt(root, to, true));
  return range;
}

// The stored text between two offsets.
export function words(root, from, to) {
  let joined = '';
  let at = null;
  for (const block of blocksIn(root)) {
    if (start(block) >= to) break;
    if (end(block) > from) {
      if (at !== null) joined += '\n'.repeat(start(block) - at);
      const { text } = read(block);
      const head = units(text, Math.max(0, from - start(block)));
      joined += text.slice(head, units(text, to - start(block)));
      at = end(block);
    }
  }
  return joined;
}

// Code-point positions in `text` of the edges of its words or characters as readers see them.
export function boundaries(text, unit, lang) {
  const edges = [0];
  for (const { segment } of new Intl.Segmenter(lang || undefined, { granularity: unit }).segment(text)) {
    edges.push(edges.at(-1) + count(segment));
  }
  return edges;
}

// Grow to whole words, drop white space at both ends and the quote marks round them.
export function snap(text, from, to, lang) {
  const characters = [...text];
  const edges = boundaries(text, 'word', lang);
  let head = edges.findLast((edge) => edge <= from);
  let tail = edges.find((edge) => edge >= to);
  const isSpace = (at) => /^\s+$/u.test(characters[at]);
  while (head < tail && isSpace(head)) head++;
  while (tail > head && isSpace(tail - 1)) tail--;
  if (tail - head > 1 && OPENING.has(characters[head])) head++;
  if (tail - head > 1 && CLOSING.has(characters[tail - 1]) && isMark(characters, tail - 1, head)) tail--;
  return [head, tail];
}

// ’ after a letter may be an apostrophe (“the towns’ budgets”): there it is a quote mark only where
// one stands before the selection as well.
function isMark(characters, at, head) {
  if (!"'’".includes(characters[at])) return true;
  return '.,;:!?…—'.includes(characters[at - 1]) || "'‘‚".includes(characters[head - 1]);
}

export function snapIn(root, span, lang) {
  const from = start(blockAt(root, span.start));
  const to = end(blockAt(root, span.end - 1));
  const [head, tail] = snap(words(root, from, to), span.start - from, span.end - from, lang);
  return { start: from + head, end: from + tail };
}

// The next place for an edge of a part: a start goes to where words begin, an end to where they end.
export function step(text, at, { edge, by, unit, lang }) {
  const places = unit === 'word' ? wordEdges(text, edge, lang) : boundaries(text, 'grapheme', lang);
  return by > 0 ? places.find((place) => place > at) : places.findLast((place) => place < at);
}

function wordEdges(text, edge, lang) {
  const places = [];
  let at = 0;
  for (const { segment, isWordLike } of new Intl.Segmenter(lang || undefined, { granularity: 'word' }).segment(text)) {
    const next = at + count(segment);
    if (isWordLike) places.push(edge === 'start' ? at : next);
    at = next;
  }
  return places;
}

// The same in the article; where a paragraph has no further place, the next one is looked at.
export function stepIn(root, at, options) {
  const blocks = blocksIn(root);
  const here = blockAt(root, options.edge === 'end' ? Math.max(0, at - 1) : at);
  for (let i = blocks.indexOf(here); i >= 0 && i < blocks.length; i += Math.sign(options.by)) {
    const place = step(read(blocks[i]).text, at - start(blocks[i]), options);
    if (place !== undefined) return start(blocks[i]) + place;
  }
  return at;
}
