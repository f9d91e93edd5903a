// The panel beside the article: its chips open one at a time, its lit row goes up and down, and what
// had the focus has it again after the panel was drawn anew.

import { hear, isTyped } from './keys.js';

const FIELDS = 'input:not([type=hidden]), select, textarea, button:not(.tool)';
const byId = (id) => document.getElementById(id);

let focused = []; // ids of what had the focus when an answer came, and of what it stood in

// Where the focus rests while one works by single keys: the article, which Space then scrolls.
export function rest() {
  focused = [];
  byId('text').focus({ preventScroll: true });
}
byId('text').tabIndex = -1;

// --- Chips ---

let before = null; // what had the focus before a chip was opened

export function openChip(chip) {
  if (!document.activeElement.closest('details.chip')) before = document.activeElement;
  for (const other of document.querySelectorAll('details.chip[open]')) if (other !== chip) other.open = false;
  chip.open = true;
  const form = [...chip.children].find((child) => !child.matches('summary'));
  form?.querySelector(FIELDS)?.focus();
}

function shut(chip) {
  const had = chip.contains(document.activeElement);
  chip.open = false;
  if (!had) return;
  if (before?.isConnected && before !== document.body && !isTyped(before)) before.focus({ preventScroll: true });
  else rest();
}

document.addEventListener('chip', ({ target }) => {
  const chip = target.closest('details.chip');
  if (chip?.open) openChip(chip);
});
document.addEventListener('click', ({ target }) => {
  const summary = target.closest('details.chip > summary');
  // Opened by its summary alone, the summary keeps the focus: Tab goes on into it.
  if (summary) for (const other of document.querySelectorAll('details.chip[open]')) if (other !== summary.parentElement) other.open = false;
});
document.addEventListener('keydown', (event) => {
  const chip = event.key === 'Escape' && document.querySelector('details.chip[open]');
  if (!chip || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  shut(chip);
}, { capture: true });

// --- The lit row ---

function light(by) {
  const rows = [...document.querySelectorAll('#panel .rows > li')];
  if (!rows.length) return false;
  const now = rows.findIndex((row) => row.matches('.lit'));
  const next = now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + by, 0), rows.length - 1);
  rows.forEach((row, at) => row.classList.toggle('lit', at === next));
  rows[next].scrollIntoView({ block: 'nearest' });
  const told = byId('says');
  if (told) told.textContent = rows[next].querySelector('.top > [id]')?.textContent ?? '';
  return true;
}

const says = (name) => () => byId('panel')?.querySelector('.rows') && byId('says')?.dataset[name];
hear('ArrowUp', { does: () => light(-1), says: says('up') });
hear('ArrowDown', { does: () => light(1), says: says('down') });

// --- Focus ---

document.addEventListener('chosen', rest);
// Who the further source is comes next.
let adding = null;
document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.id === 'source-add') adding = ctx.request;
});
document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  if (ctx.request !== adding || ctx.response.status >= 400) return;
  const last = [...document.querySelectorAll('#panel [id^=speaker][role=combobox]')].at(-1);
  if (last !== document.activeElement) last?.focus();
});
document.addEventListener('htmx:before:swap', () => {
  const { activeElement } = document;
  focused = [];
  for (let each = activeElement; each && each !== document.body; each = each.parentElement) if (each.id) focused.push(each.id);
});
document.addEventListener('htmx:after:swap', () => {
  if (!focused.length || document.activeElement !== document.body) return;
  const again = byId(focused[0]);
  if (again && !again.closest('details:not([open])')) again.focus({ preventScroll: true });
  if (document.activeElement === document.body) rest();
});
