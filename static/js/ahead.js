// Keys typed ahead of the server: while an answer is under way they wait, and are then done one after
// another on what that answer shows. So a fast hand loses no key and none lands on another quote.
// After a refusal they wait for a person to look.

import { isChoosing } from './combo.js';
import { caps, isTyped, nameOf, press } from './keys.js';

const KEPT = new Set(['Enter', 'Escape', 'Backspace', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);
const PRESSES = new Set(['Enter', ' ']); // what has the focus, where no control has the key
const WHY = { 409: null, 422: null, 403: 'shut', 404: 'gone' }; // the first two are said in the panel
const waiting = [];
let underWay = 0;
let held = false; // keys wait for a person
let trouble = null; // what the note above the article says: "offline", "gone", "shut" or "refused"

const isBusy = () => underWay > 0 || isChoosing();
// Lists of options come and go while one types; nothing has to wait for them.
const counts = (event) => !event.detail.ctx?.sourceElement?.matches?.('[role=combobox]');

document.addEventListener('keydown', (event) => {
  if (!isBusy() || event.isComposing || document.querySelector('dialog[open]')) return;
  const name = nameOf(event);
  if (event.key.length > 1 && !KEPT.has(event.key)) return;
  if (name.startsWith('Ctrl+') && name !== 'Ctrl+z') return; // the browser's own
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!event.repeat) waiting.push({ name, key: event.key });
}, { capture: true });

document.addEventListener('htmx:before:request', (event) => {
  if (!counts(event)) return;
  underWay++;
  trouble = null;
});
document.addEventListener('htmx:finally:request', (event) => {
  if (!counts(event)) return setTimeout(goOn);
  underWay--;
  setTimeout(goOn); // a click that waits in htmx's own queue goes first
});
document.addEventListener('htmx:response:error', (event) => {
  const { status } = event.detail.ctx.response;
  if (counts(event)) fail(status in WHY ? WHY[status] : 'refused');
});
document.addEventListener('htmx:error', (event) => {
  if (counts(event)) fail('offline');
});

function fail(why) {
  held = true;
  trouble = why;
}

function goOn() {
  while (waiting.length && !isBusy() && !held) {
    const { name, key } = waiting.shift();
    const focused = document.activeElement;
    if (isTyped(focused)) type(focused, key);
    else if (!press(name) && PRESSES.has(key) && focused?.matches('a, button')) focused.click();
  }
  if (isBusy()) return;
  if (!waiting.length) held = false;
  tell();
}

function type(field, key) {
  if (key.length > 1 && key !== 'Backspace') {
    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    return;
  }
  const { selectionStart: from, selectionEnd: to } = field;
  if (key !== 'Backspace') field.setRangeText(key, from, to, 'end');
  else field.setRangeText('', from === to ? Math.max(0, from - 1) : from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function tell() {
  const note = document.getElementById('waiting');
  if (!note) return;
  note.hidden = !trouble && !waiting.length;
  note.querySelectorAll('[data-why]').forEach((line) => {
    line.hidden = line.dataset.why === 'keys' ? !waiting.length : line.dataset.why !== trouble;
  });
  note.querySelector('[data-waiting]').replaceChildren(...waiting.flatMap(({ name }) => [caps(name), ' ']));
}

document.addEventListener('click', (event) => {
  const choice = event.target.closest('[data-ahead]')?.dataset.ahead;
  if (!choice) return;
  if (choice === 'drop') waiting.length = 0;
  held = false;
  goOn();
});
