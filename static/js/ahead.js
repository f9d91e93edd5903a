// Keys typed ahead of the server: while an answer is under way they wait, and are then done one after
// another on what that answer shows. So a fast hand loses no key and none lands on another quote.
// After a refusal they wait for a person to look, and those typed since then wait behind them; so do
// those that come before anybody can have seen it.

import { isChoosing, wantedIn } from './combo.js';
import * as deeds from './deeds.js';
import { caps, controlOf, isTyped, namesOf, press } from './keys.js';
import { leap, takeKeys } from './leap.js';
import { open } from './quotes.js';

const KEPT = new Set(['Enter', 'Escape', 'Backspace', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);
const PRESSES = new Set(['Enter', ' ']); // what has the focus, where no control has the key
const LOOK = 400; // milliseconds after a refusal was painted: what is pressed sooner was meant before it was seen
const waiting = []; // { names, key }: what it may be called, and what it writes ("" for Ctrl+Z)
let held = false; // keys wait for a person
let seenFrom = -LOOK; // when the last refusal was painted
let unsent = null; // the field with a name that waits among the keys
let isStarted = false; // until then every key waits
let meant = null; // the id of the quote they were typed for

const byId = (id) => document.getElementById(id);
const inHand = () => byId('was')?.value;
const isBusy = () => !isStarted || deeds.isUnderWay() || isChoosing();
const isUnseen = (at = performance.now()) => held && at < seenFrom + LOOK;
const isHeld = (at) => deeds.isStuck() || isUnseen(at) || (held && waiting.length > 0);
deeds.keepKeys(() => waiting);

const isOfAControl = (name) => document.querySelector(`[data-key~="${CSS.escape(name)}"]`);

// Is it a key of ours, rather than the browser's own?
function isOurs(event, names) {
  if (names.some(isOfAControl)) return true;
  if (!names.length || event.ctrlKey || event.metaKey) return false;
  return event.key.length === 1 || KEPT.has(event.key);
}

// A key for the conflict in view, or for the note about what waits.
function resolves(event, names) {
  if (isTyped(event.target)) return event.target !== unsent;
  if (PRESSES.has(event.key) && event.target.closest?.('#waiting, #panel .note, #panel .clash')) return true;
  const clash = document.querySelector('#panel .clash');
  const place = [clash, byId('waiting')].find((each) => each && controlOf(names, each));
  if (!place) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  return press(names, { within: place });
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || document.querySelector('dialog[open]')) return;
  const at = event.timeStamp; // a busy page hears of a key later than it was pressed
  held = held && (isBusy() || isHeld(at));
  if (!isBusy() && !isHeld(at) && !waiting.length) return;
  const names = namesOf(event);
  const isChord = names[0]?.startsWith('Ctrl+') || names[0]?.startsWith('Alt+');
  const writes = isTyped(event.target) && event.key.length === 1 && !isChord;
  if (!writes && !isOurs(event, names)) return;
  if (!isBusy() && (!isUnseen(at) || isTyped(event.target)) && resolves(event, names)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!event.repeat) waiting.push({ names, key: isChord ? '' : event.key });
  if (deeds.whatIsWrong()) deeds.keep();
  tell();
}, { capture: true });

document.addEventListener('refused', () => {
  held = true;
  seenFrom = Infinity;
  requestAnimationFrame(() => setTimeout(() => { seenFrom = performance.now(); }));
  meant = inHand();
});
// What was refused is settled: the keys behind it were typed for what comes then.
document.addEventListener('htmx:after:swap', ({ detail: { ctx } }) => {
  const isSettled = held && ctx.request?.method === 'POST' && ctx.response?.status < 400;
  if (isSettled && ctx.request.action.includes(`/quotes/${meant}/`)) meant = inHand();
});
document.addEventListener('deeds', goOn);
document.addEventListener('chosen', () => setTimeout(goOn));

function goOn() {
  while (waiting.length && !isBusy() && !held && !deeds.isStuck()) {
    const { names, key } = waiting.shift();
    const focused = document.activeElement;
    if (isTyped(focused)) type(focused, key);
    else if (!press(names) && PRESSES.has(key)) native(focused, key);
  }
  if (!isBusy() && !waiting.length && !isUnseen()) held = false;
  tell();
}

function native(focused, key) {
  if (focused?.matches('a, button, summary')) focused.click();
  else if (key === ' ') scrollBy({ top: innerHeight * 0.85 });
}

function type(field, key) {
  if (!key) return;
  if (key.length > 1 && key !== 'Backspace') {
    const isLeft = field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    // A browser sends a form only for keys that it saw itself.
    if (isLeft && key === 'Enter' && field.matches('input')) field.form?.requestSubmit(field.form.querySelector('button:not([type=button], [form])'));
    return;
  }
  const { selectionStart: from, selectionEnd: to } = field;
  if (key !== 'Backspace') field.setRangeText(key, from, to, 'end');
  else field.setRangeText('', from === to ? Math.max(0, from - 1) : from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

// --- What the page says about it ---

const say = (element, number) => {
  element.textContent = element.dataset.says.replace('%s', number);
};

function tell() {
  const [note, state, off] = ['waiting', 'state', 'offline'].map(byId);
  if (!note) return;
  const trouble = deeds.whatIsWrong();
  const others = isBusy() && trouble === 'lost' ? deeds.waitingDeeds() : 0;
  const shown = { keys: waiting.length > 0 && (isHeld() || Boolean(trouble)), [trouble ?? 'none']: true };
  note.hidden = !trouble && !shown.keys;
  note.querySelectorAll('[data-why]').forEach((line) => { line.hidden = !shown[line.dataset.why]; });
  note.querySelectorAll('[data-why=keys] button').forEach((button) => {
    button.hidden = !isHeld() || (button.dataset.ahead === 'send' && deeds.isStuck());
  });
  note.querySelector('[data-waiting]').replaceChildren(...waiting.flatMap(({ names, key }) => [caps(names[0] ?? key), ' ']));
  state.classList.toggle('off', trouble === 'lost');
  off.hidden = trouble !== 'lost';
  if (!off.hidden) say(off, others + waiting.length);
}

document.addEventListener('click', async (event) => {
  const choice = event.target.closest('[data-ahead]')?.dataset.ahead;
  if (!choice) return;
  if (choice === 'again') {
    held = false; // what was typed behind it follows it
    return deeds.sendAgain();
  }
  if (choice === 'drop') {
    waiting.length = 0;
    unsent = null;
    deeds.clear();
  } else if (meant && meant !== inHand()) await open(`?quote=${meant}`);
  held = choice === 'send' && Boolean(meant) && meant !== inHand(); // gone since then
  goOn();
});

// What was typed into a field whose list nobody sends any more is a few keys, too.
document.addEventListener('htmx:before:response', ({ detail: { ctx } }) => {
  const typed = ctx.response.status === 401 && !unsent?.isConnected && wantedIn(ctx.sourceElement);
  if (!typed) return;
  unsent = ctx.sourceElement;
  waiting.unshift(...typed.map((key) => ({ names: [key], key })));
  deeds.keep();
});

// The answer leads to another page: what was typed since then is meant for that one.
document.addEventListener('htmx:before:response', ({ detail: { ctx } }) => {
  if (ctx.hx.redirect && ctx.response.status < 400) leap(waiting.splice(0));
});

// --- What was kept, and what arrived with the page ---

const kept = deeds.takeUp();
if (kept) {
  waiting.push(...kept.keys);
  meant = kept.was;
  held = !kept.deed && meant !== inHand();
}
takeKeys((keys) => {
  waiting.push(...keys);
  goOn();
});

// htmx takes up the forms of a page a moment after it was loaded.
const isReady = () => !document.querySelector('[hx-post]') || Boolean(document.querySelector('[data-htmx-powered]'));

function start() {
  if (isStarted || document.readyState === 'loading' || !isReady()) return;
  isStarted = true;
  if (kept?.deed) deeds.sendAgain(kept.deed);
  else goOn();
}
document.addEventListener('DOMContentLoaded', start);
document.addEventListener('htmx:after:process', start);
