// The article page: selected words become quotes and content, edges move, quotes are gone through.
// What is on the page came from the server and goes back through its forms; nothing is kept here.

import './ahead.js';
import { offsetsToRange, rangeToOffsets, snapIn, stepIn, words } from './offsets.js';

const byId = (id) => document.getElementById(id);
const article = () => byId('text');

// --- The selection ---

let asPlaced = false; // Alt was held: the selection stays as the hand placed it

function selectedRange() {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  return range && article() && range.intersectsNode(article()) ? range : null;
}

function selected() {
  const range = selectedRange();
  const span = range && rangeToOffsets(range, article());
  return span && !asPlaced ? snapIn(article(), span, article().lang) : span;
}

function select({ start, end }) {
  const range = offsetsToRange(article(), start, end);
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
}

document.addEventListener('selectionchange', () => {
  const bar = byId('picked');
  if (bar) bar.hidden = !selectedRange();
});
document.addEventListener('pointerup', (event) => {
  if (!article()?.contains(event.target) || !selectedRange()) return;
  asPlaced = event.altKey;
  // Fingers move the handles of a selection themselves.
  const span = event.pointerType === 'mouse' && selected();
  if (span) select(span);
});
document.addEventListener('mousedown', (event) => {
  if (event.target.closest('#picked')) event.preventDefault(); // keeps the selection
});

// --- Content ---

const parts = () => byId('content').dataset.parts.split(' ').map((part) => {
  const [start, end] = part.split('-').map(Number);
  return { start, end };
});

function send(form, spans) {
  const value = spans.map((span) => ({ ...span, exact: words(article(), span.start, span.end) }));
  form.elements.content.value = JSON.stringify(value);
  getSelection().removeAllRanges();
  form.requestSubmit();
}

// The selection takes the place of the parts it touches; where it touches none, of all of them.
function replaceContent(span) {
  const apart = parts().filter((part) => part.end <= span.start || part.start >= span.end);
  const kept = apart.length === parts().length ? [] : apart;
  send(byId('content'), [...kept, span]);
}

// Moves an edge of the selection, or where there is none, of the active quote.
function moveEdge({ edge, by, unit }) {
  const picked = selected();
  const spans = picked ? [picked] : parts();
  const span = edge === 'start' ? spans[0] : spans.at(-1);
  const options = { edge, by: Number(by), unit, lang: article().lang };
  const moved = { ...span, [edge]: stepIn(article(), span[edge], options) };
  if (moved.start >= moved.end || moved[edge] === span[edge]) return;
  asPlaced ||= Boolean(picked);
  if (picked) select(moved);
  else send(byId('content'), spans.with(edge === 'start' ? 0 : -1, moved));
}

document.addEventListener('click', (event) => {
  const control = event.target.closest('[data-edge], [data-take]');
  if (!control) return;
  if (control.dataset.edge) moveEdge(control.dataset);
  else if (selected() && control.dataset.take === 'quote') send(byId('mark'), [selected()]);
  else if (selected()) replaceContent(selected());
});

// --- From quote to quote ---

function open(address) {
  const url = new URL(address, location.href);
  const shown = url.search;
  for (const field of ['was', 'shown']) url.searchParams.set(field, byId(field).value);
  htmx.ajax('GET', url.pathname + url.search, { source: '#panel', target: '#panel', replace: shown });
}

// Of the quotes under the pointer the innermost; where that is open already, the next one out.
function quoteAt(segment) {
  const quotes = segment.dataset.q.split(' ');
  const active = quotes.indexOf(byId('was')?.value);
  return quotes.at(active > 0 ? active - 1 : -1);
}

document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window
  const link = event.target.closest('#main a[href^="?quote="]');
  const segment = event.target.closest('#text [data-q]');
  if (!link && (!segment || selectedRange())) return;
  event.preventDefault();
  open(link?.getAttribute('href') ?? `?quote=${quoteAt(segment)}`);
});

let inView = '';
function bringIntoView() {
  const active = byId('was')?.value;
  if (active === inView) return;
  inView = active;
  byId(`row-${active}`)?.scrollIntoView({ block: 'nearest' });
  const number = byId(`q${active}`);
  const { top, bottom } = number?.getBoundingClientRect() ?? {};
  if (number && (top < 80 || bottom > innerHeight - 160)) number.scrollIntoView({ block: 'center' });
}
document.addEventListener('htmx:after:swap', bringIntoView);
// An editor goes on where the work is; a reader begins at the beginning, unless led to a quote.
if (byId('state') || location.search.includes('quote=')) bringIntoView();
else inView = byId('was')?.value;
