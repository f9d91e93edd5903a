// What the selected words become: controls with data-take hand them to their form, those with
// data-edge move an edge of the selection or of the quote in hand.

import { cursorAt } from './cursor.js';
import { openChip } from './inspector.js';
import { isTyped } from './keys.js';
import { marksRound } from './marks.js';
import { stepIn, words } from './offsets.js';
import { article, select, selected, unselect } from './selection.js';

const partsOf = (form) => form.dataset.parts.split(' ').map((part) => {
  const [start, end] = part.split('-').map(Number);
  return { start, end };
});

const byId = (id) => document.getElementById(id);
const exact = (span) => ({ ...span, exact: words(article(), span.start, span.end) });

// `fields` are spans by the name of their field, or plain values.
function send(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = Array.isArray(value) ? JSON.stringify(value.map(exact)) : value;
  }
  unselect();
  form.requestSubmit();
}

// --- Content: from the parts it has to those it gets ---

const touch = (part, span) => part.end > span.start && part.start < span.end;
const CHANGES = {
  // The selection takes the place of the parts it touches; where it touches none, of all of them.
  content(parts, span) {
    const apart = parts.filter((part) => !touch(part, span));
    return [...(apart.length === parts.length ? [] : apart), span];
  },
  // It joins the parts it touches.
  add(parts, span) {
    const near = parts.filter((part) => part.end >= span.start && part.start <= span.end);
    const start = Math.min(span.start, ...near.map((part) => part.start));
    const end = Math.max(span.end, ...near.map((part) => part.end));
    return [...parts.filter((part) => !near.includes(part)), { start, end }];
  },
  // It is taken out of the parts, of which there may be more then, or less.
  cut: (parts, span) => parts.flatMap((part) => [
    { start: part.start, end: Math.min(part.end, span.start) },
    { start: Math.max(part.start, span.end), end: part.end },
  ]).map(trimmed).filter((part) => part.end > part.start),
};

// What is left beside a cut begins and ends with a word, not with white space.
function trimmed({ start, end }) {
  if (end <= start) return { start, end: start };
  const text = [...words(article(), start, end)];
  const first = text.findIndex((character) => /\S/u.test(character));
  const last = text.findLastIndex((character) => /\S/u.test(character));
  return first < 0 ? { start, end: start } : { start: start + first, end: start + last + 1 };
}

// Whether the selected words went into a form.
function take(control) {
  const name = control.dataset.take;
  const form = byId(control.dataset.form) ?? control.form;
  const span = selected();
  if (!span || !form) return false;
  if (!(name in CHANGES)) send(form, { spans: [span], content: [span], take: name, at: '' });
  else {
    const content = CHANGES[name](partsOf(form), span).sort((a, b) => a.start - b.start);
    if (content.length && JSON.stringify(content) !== JSON.stringify(partsOf(form))) send(form, { content });
  }
  return true;
}

function instead({ dataset, form }) {
  if (dataset.otherwise) turnTo(document.querySelector(dataset.otherwise));
  else if (dataset.take === 'quote' && cursorAt() !== null) send(form, { spans: '', content: '', at: cursorAt() });
}

function turnTo(element) {
  if (!element) return;
  if (element.matches('details')) openChip(element);
  else if (isTyped(element)) element.focus();
  else element.click();
}

// --- Edges ---

function moveEdge({ edge, by, unit }, form) {
  const picked = selected();
  if (!picked && !form) return;
  const spans = picked ? [picked] : partsOf(form);
  const at = edge === 'start' ? 0 : spans.length - 1;
  const moved = edge === 'marks' ? marksRound(article(), spans[at], Number(by)) : {
    ...spans[at],
    [edge]: stepIn(article(), spans[at][edge], { edge, by: Number(by), unit, lang: article().lang }),
  };
  if (moved.start >= moved.end || (moved.start === spans[at].start && moved.end === spans[at].end)) return;
  if (picked) select(moved);
  else send(form, { content: spans.with(at, moved) });
}

document.addEventListener('click', (event) => {
  const control = event.target.closest('[data-edge], [data-take]');
  if (!control) return;
  if (control.dataset.edge) moveEdge(control.dataset, control.form ?? byId('content'));
  else if (take(control)) event.preventDefault(); // a chip stays shut
  else instead(control);
});

// Other forms that want words take those selected, where they have none yet.
document.addEventListener('submit', ({ target }) => {
  const field = target.elements.namedItem('spans');
  const span = field && !field.value && !target.elements.namedItem('take') && selected();
  if (span) field.value = JSON.stringify([exact(span)]);
}, { capture: true });
