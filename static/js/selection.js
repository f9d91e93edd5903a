// The selected words: snapped to whole words and to the inside of quotation marks, unless Alt was
// held while selecting or the page was told to take selections as they are.

import { offsetsToRange, rangeToOffsets, snapIn } from './offsets.js';

const byId = (id) => document.getElementById(id);
export const article = () => byId('text');

let asPlaced = false; // this selection stays as the hand placed it
let isSnapping = true;
let placed = null; // the same selection before it snapped

export function selectedRange() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  return range && article() && range.intersectsNode(article()) ? range : null;
}

// { start, end } in code points, or null.
export function selected() {
  const range = selectedRange();
  const span = range && rangeToOffsets(range, article());
  return span && isSnapping && !asPlaced ? snapIn(article(), span, article().lang) : span;
}

// Selects words that are exactly these; `backwards`: what moves next is their start.
export function select({ start, end }, { backwards = false } = {}) {
  const range = offsetsToRange(article(), start, end);
  const [from, to] = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]];
  getSelection().setBaseAndExtent(...(backwards ? [...to, ...from] : [...from, ...to]));
  asPlaced = true;
  showBar();
}

export function unselect() {
  getSelection().removeAllRanges();
  showBar();
}

// What the selection can become. Browsers tell of a selection later than the next key may come.
function showBar() {
  const range = selectedRange();
  if (!range) asPlaced = false;
  const bar = byId('picked');
  if (bar) bar.hidden = !range;
}
document.addEventListener('selectionchange', showBar);

document.addEventListener('pointerup', (event) => {
  if (!article()?.contains(event.target) || !selectedRange()) return;
  asPlaced = event.altKey;
  placed = rangeToOffsets(selectedRange(), article());
  // Fingers move the handles of a selection themselves.
  const span = event.pointerType === 'mouse' && !asPlaced && isSnapping && selected();
  if (span) select(span);
});

document.addEventListener('mousedown', (event) => {
  if (event.target.closest('.floats, .keys, [data-take], [data-edge]')) event.preventDefault(); // keeps the selection
});

document.addEventListener('click', (event) => {
  const control = event.target.closest('[data-snaps]');
  if (!control) return;
  isSnapping = !isSnapping;
  control.setAttribute('aria-pressed', isSnapping);
  const span = placed && selectedRange() && (isSnapping ? snapIn(article(), placed, article().lang) : placed);
  if (span) select(span);
});
