// From page to page: keys pressed when one has set off for another page were meant for that one. They
// go there, and so do those pressed before its scripts were ready. Where it does not come (a link was
// a download), they are done here after a while.

import { isTyped, namesOf, press } from './keys.js';

const LONGEST = 15_000; // milliseconds: what comes later is another matter
const KEPT = 'keys on their way';
let isUnderWay = false;
let keys = []; // { names, key }: as ahead.js has them
let takes = (those) => those.forEach(({ names }) => press(names));

const keyOf = (event) => ({ names: namesOf(event), key: event.ctrlKey || event.metaKey || event.altKey ? '' : event.key });

function arrived() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
  sessionStorage.removeItem(KEPT);
  const early = globalThis.takeEarlyKeys?.().map(keyOf) ?? [];
  return [...(kept && Date.now() < kept.at + LONGEST ? kept.keys : []), ...early];
}

// Whoever does keys in order on this page has those that arrived with it, before others do them.
export function takeKeys(by) {
  takes = by;
}

// Sets off for another page with keys that wait already.
export function leap(waiting = []) {
  isUnderWay = true;
  keys.push(...waiting);
  setTimeout(stay, LONGEST);
}

function stay() {
  isUnderWay = false;
  const meant = keys;
  keys = [];
  if (meant.length) takes(meant);
}

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey } = event;
  if (!isUnderWay || ctrlKey || metaKey || event.isComposing || isTyped(event.target)) return;
  if (key.length > 1 && key !== 'Enter' && key !== 'Backspace') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!event.repeat) keys.push(keyOf(event));
}, { capture: true });

// A link or a form that nobody else takes up leaves the page; those that somebody clicks on with a
// mouse, too, but then the hand is at the mouse.
addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  const isElsewhere = link && !link.hash && !link.target && !link.hasAttribute('download');
  if (isElsewhere && !event.isTrusted && !event.defaultPrevented) leap();
});
addEventListener('submit', (event) => {
  if (!event.defaultPrevented && event.target.method !== 'dialog') leap();
});
addEventListener('pagehide', () => {
  if (isUnderWay && keys.length) sessionStorage.setItem(KEPT, JSON.stringify({ at: Date.now(), keys }));
  [isUnderWay, keys] = [false, []];
});

// All scripts of the page are there by then.
document.addEventListener('DOMContentLoaded', () => {
  keys = arrived();
  stay();
});
