// A text cursor in the article, to select words without a mouse. It is drawn over the text and never
// stands in it, so that no offset changes. Its keys are those of the controls with data-cursor.

import { passageFrom } from './marks.js';
import { blockAt, blocksIn, boundaries, end, offsetIn, offsetsToRange, read, start, stepIn } from './offsets.js';
import { article, select, selected, selectedRange, unselect } from './selection.js';

const byId = (id) => document.getElementById(id);
let at = null; // code point it stands before; null: there is none
let anchor = null; // where the selection it makes began
let column = null; // where it wants to be on the lines above and below
let chosen = null; // the sentence or passage selected last
let isBorrowed = false; // it came with Z or " alone, and goes when those words became something

export const cursorAt = () => at;
const lang = () => article().lang;
const isRtl = (block) => getComputedStyle(block).direction === 'rtl';

const RTL = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;

// Before the character at an offset, on its line; at the end of a paragraph behind the last one.
function place(offset = at) {
  const block = blockAt(article(), offset);
  const isEnd = offset >= end(block) && offset > start(block);
  const character = offsetsToRange(article(), isEnd ? offset - 1 : offset, isEnd ? offset : offset + 1);
  const rect = [...character.getClientRects()].find(({ width }) => width) ?? character.getBoundingClientRect();
  const letter = character.toString();
  const isRight = RTL.test(letter) || (isRtl(block) && !/^[\p{L}\p{N}]/u.test(letter));
  return { left: isRight === isEnd ? rect.left : rect.right, top: rect.top, height: rect.height };
}

function made() {
  const caret = document.createElement('span');
  article().append(Object.assign(caret, { id: 'caret', ariaHidden: 'true' }));
  return caret;
}

function draw() {
  const caret = byId('caret') ?? made();
  caret.hidden = at === null;
  byId('cursor')?.setAttribute('aria-pressed', at !== null);
  for (const each of document.querySelectorAll('[data-while-cursor]')) each.hidden = (each.dataset.whileCursor === 'on') === (at === null);
  if (at === null) return;
  const [box, here] = [article().getBoundingClientRect(), place()];
  Object.assign(caret.style, { left: `${here.left - box.left}px`, top: `${here.top - box.top}px`, height: `${here.height}px` });
}

function show() {
  const block = blockAt(article(), at);
  const seen = () => place().top > 90 && place().top < innerHeight - 140;
  if (!seen()) block.scrollIntoView({ block: 'nearest' });
  if (!seen()) scrollBy(0, place().top - innerHeight / 2);
  draw();
}

// Where one looks: at the selection, at the quote in hand, else at the first paragraph in view.
function begin() {
  const span = selected();
  if (span) return span.start;
  const number = byId(`q${byId('was')?.value}`);
  const { top } = number?.getBoundingClientRect() ?? { top: -1 };
  if (number && top > 0 && top < innerHeight) return offsetIn(number.closest('[data-o]'), number, 0);
  const blocks = blocksIn(article());
  return start(blocks.find((block) => block.getBoundingClientRect().top > 60) ?? blocks[0]);
}

function moveTo(next, { extend = false } = {}) {
  const ends = [0, start(blocksIn(article()).at(-1)) + read(blocksIn(article()).at(-1)).length];
  const from = anchor ?? at;
  at = Math.min(Math.max(next, ends[0]), ends[1]);
  chosen = null;
  anchor = extend && at !== from ? from : null;
  if (anchor === null) unselect();
  else select({ start: Math.min(anchor, at), end: Math.max(anchor, at) }, { backwards: at < anchor });
  show();
}

function pick(span) {
  if (!span) return;
  [anchor, at] = [span.start, span.end];
  select(span);
  show();
  chosen = span;
}

// --- Ways to go ---

// By word: to where words begin; what one selects ends with a word on either side, whichever way it goes.
function byWord(by, { extend }) {
  const isAfter = anchor === null || anchor === at ? by > 0 : at > anchor;
  return stepIn(article(), at, { edge: extend && isAfter ? 'end' : 'start', by, unit: 'word', lang: lang() });
}
const byCharacter = (by) => stepIn(article(), at, { edge: by > 0 ? 'start' : 'end', by, unit: 'grapheme', lang: lang() });

function orEdge(next, by) {
  const here = blockAt(article(), at);
  if (next !== at && blockAt(article(), next) === here) return next;
  const edge = by > 0 ? end(here) : start(here);
  return edge === at ? next : edge;
}

function byLine(by) {
  const here = place();
  column ??= here.left;
  let y = here.top + here.height / 2;
  for (let tries = 0; tries < 12; tries++) {
    y += by * here.height * 0.6;
    const next = pointAt(column, y);
    if (next !== null && Math.abs(place(next).top - here.top) > here.height / 2) return next;
  }
  return at;
}

// The code point under a point of the window; null outside of the text.
function pointAt(x, y) {
  const found = document.caretPositionFromPoint?.(x, y);
  const range = found ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = found ? [found.offsetNode, found.offset] : [range?.startContainer, range?.startOffset];
  const block = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.('#text [data-o]');
  const { top, bottom } = block?.getBoundingClientRect() ?? { top: 1, bottom: 0 };
  return top <= y && y <= bottom ? offsetIn(block, node, offset) : null; // between two it is neither's
}

function byParagraph(by) {
  const here = blockAt(article(), at);
  const edge = by > 0 ? end(here) : start(here);
  if (edge !== at) return edge;
  const blocks = blocksIn(article());
  const next = blocks[blocks.indexOf(here) + by] ?? here;
  return by > 0 ? end(next) : start(next);
}

// --- Sentences ---

const SHORT = /(?:^|[\s“"(])(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Prof|Gen|Col|Lt|Sgt|Sen|Rep|Gov|No|[A-Z])\.\s*$/u;

function sentences(block) {
  const characters = [...read(block).text];
  const edges = boundaries(read(block).text, 'sentence', lang())
    .filter((edge) => edge === characters.length || !SHORT.test(characters.slice(Math.max(0, edge - 12), edge).join('')));
  return edges.slice(1).map((to, index) => {
    let [from, last] = [edges[index], to];
    while (from < last && /\s/u.test(characters[from])) from++;
    while (last > from && /\s/u.test(characters[last - 1])) last--;
    return { start: start(block) + from, end: start(block) + last };
  }).filter((sentence) => sentence.end > sentence.start);
}

function sentence() {
  const from = chosen ? chosen.end : anchor === null ? at : Math.min(anchor, at);
  const blocks = blocksIn(article());
  for (const block of blocks.slice(blocks.indexOf(blockAt(article(), from)))) {
    const found = sentences(block).find((each) => (chosen ? each.start >= from : each.end > from));
    if (found) return found;
  }
  return null;
}

// --- Its controls ---

const GO = { word: byWord, line: byLine, paragraph: byParagraph };
const TAKE = {
  sentence: () => pick(sentence()),
  marks: () => pick(passageFrom(article(), chosen ? chosen.start : Math.min(at, anchor ?? at), chosen ? chosen.start : null)),
  toggle: turnOff,
  off: () => (anchor === null ? turnOff() : moveTo(at)),
};

function turnOff() {
  if (anchor !== null) unselect();
  at = anchor = column = chosen = null;
  draw();
}

function turnOn() {
  at = begin();
  show();
}

// The other end of the selection, by Alt and an arrow.
function moveStart(by) {
  const next = stepIn(article(), anchor, { edge: 'start', by, unit: 'word', lang: lang() });
  if (next === at || next < at !== anchor < at) return;
  anchor = next;
  moveTo(at, { extend: true });
}

function go({ cursor: unit, by: way }, { shiftKey: extend, altKey: alt }) {
  let by = Number(way);
  if (unit === 'word' && isRtl(blockAt(article(), at))) by = -by; // arrows go where they point
  if (unit !== 'line') column = null;
  if (unit === 'word' && alt && !extend && anchor !== null) return moveStart(by);
  const next = unit === 'word' && alt ? byCharacter(by) : GO[unit](by, { extend });
  moveTo(unit === 'word' ? orEdge(next, by) : next, { extend });
}

document.addEventListener('click', (event) => {
  const control = event.target.closest('[data-cursor]');
  if (!control) return;
  const { cursor } = control.dataset;
  if (at === null) {
    if (cursor === 'off') return;
    turnOn();
    isBorrowed = cursor in TAKE && cursor !== 'toggle';
    if (cursor === 'toggle') return;
  } else if (anchor === null && selectedRange() && !(cursor in GO)) at = selected().start;
  if (cursor in TAKE) TAKE[cursor]();
  else {
    isBorrowed &&= event.shiftKey || event.altKey;
    go(control.dataset, event);
  }
});

document.addEventListener('pointerup', (event) => {
  if (at === null || !article()?.contains(event.target)) return;
  const span = selectedRange() && selected();
  [anchor, at] = span ? [span.start, span.end] : [null, pointAt(event.clientX, event.clientY) ?? at];
  chosen = null;
  draw();
});
document.addEventListener('selectionchange', () => {
  if (at !== null && anchor !== null && !selectedRange()) {
    if (isBorrowed) return turnOff();
    anchor = chosen = null; // it became something: the cursor stays where it was
    draw();
  }
});
for (const event of ['htmx:after:swap', 'resize']) addEventListener(event, () => at !== null && draw());
