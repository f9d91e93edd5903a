// What is done on the article page reaches the server once, or waits where one can see it. Each deed
// (a form that is sent, a step to another quote) has an id of its own, which goes with it again when
// it has to be sent again; the server knows a deed that it did. A tab keeps the deed under way and the
// keys typed since then across a reload and a sign-in: nothing else is kept in the browser.

import { insist, isLost } from './insist.js';

const kept = `kept ${location.pathname}`;
const WHY = { 401: 'ended', 403: 'shut', 404: 'gone', 409: null, 422: null }; // null: said in the panel
const OWN = new Set(['was', 'shown', 'csrfmiddlewaretoken']); // the page in view knows them better

let begun = 0; // since the page was loaded
let asked = 0; // under way, or waiting in htmx's queue for those that are
let deed = null; // the one under way, or the last one, where it was not taken
let trouble = null; // "lost", "ended", "shut", "gone" or "refused": what the note above the article says
let keysWaiting = () => [];

const byId = (id) => document.getElementById(id);
const changed = () => document.dispatchEvent(new Event('deeds'));

export const isUnderWay = () => asked > 0;
export const howMany = () => begun;
export const whatIsWrong = () => trouble;
// Nothing can go on before somebody signs in, loads the page again, tries again or gives up.
export const isStuck = () => ['ended', 'shut', 'refused'].includes(trouble);
export const waitingDeeds = () => (deed ? Math.max(asked, 1) : 0);
export const keepKeys = (keys) => { keysWaiting = keys; };

export function clear() {
  [trouble, deed] = [null, null];
  keep();
}

// Lists of options come and go while one types, and others' changes are looked for; nothing has to
// wait for those.
const counts = (ctx) => ctx && (ctx.request.method !== 'GET' || ctx.sourceElement?.id === 'panel');

// crypto.randomUUID is only there on secure pages.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (!counts(ctx)) return;
  const { request } = ctx;
  if (request.method !== 'GET' && !request.body.get('deed')) request.body.set('deed', newId());
  const sent = { method: request.method, action: request.action, fields: [...request.body] };
  request.timeout = '0'; // insist() has patience of its own, and htmx's would drop the deed
  asked++;
  begun++;
  ctx.fetch = (action, options) => {
    deed = sent;
    trouble = isLost() ? 'lost' : null;
    changed();
    return insist(action, { ...options, signal: undefined });
  };
});

document.addEventListener('htmx:before:response', (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status === 401) {
    // htmx would go to the sign-in page at once, and what waits here would be lost.
    event.preventDefault();
    trouble = 'ended';
    document.querySelector('[data-sign-in]')?.setAttribute('href', ctx.hx.redirect ?? '/sign-in/');
    keep();
    changed();
  } else if (counts(ctx) && ctx.response.status < 400) deed = null;
});
document.addEventListener('htmx:response:error', ({ detail: { ctx } }) => {
  if (!counts(ctx)) return;
  const { status } = ctx.response;
  trouble = status in WHY ? WHY[status] : 'refused';
  if (trouble === null || trouble === 'gone') deed = null;
  document.dispatchEvent(new Event('refused'));
});
document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
  if (!counts(ctx)) return;
  trouble = 'refused';
  document.dispatchEvent(new Event('refused'));
});
document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => {
  if (!isStuck()) keep();
  // A click that waits in htmx's own queue goes first; no key may come between.
  setTimeout(() => {
    if (counts(ctx)) asked--;
    changed();
  });
});
document.addEventListener('lost', () => {
  trouble = 'lost';
  keep();
  changed();
});
document.addEventListener('back', () => {
  if (trouble === 'lost') trouble = null;
  changed();
});

// --- Across a reload and a sign-in ---

const me = () => byId('state')?.dataset.user ?? '';

export function keep() {
  const keys = keysWaiting();
  if (!deed && !(trouble && keys.length)) return sessionStorage.removeItem(kept);
  const all = { who: me(), was: byId('was')?.value, deed, keys };
  sessionStorage.setItem(kept, JSON.stringify(all));
}
addEventListener('pagehide', () => asked && keep());

// What was kept for this person: { was, deed, keys }, or null.
export function takeUp() {
  const all = JSON.parse(sessionStorage.getItem(kept) ?? 'null');
  if (!byId('waiting') || !all || all.who !== me()) return null;
  sessionStorage.removeItem(kept);
  return all;
}

// Sends again what was not taken.
export function sendAgain(again = deed) {
  if (!again) return;
  if (again.method === 'GET') return htmx.ajax('GET', again.action, { source: '#panel', target: '#panel' });
  const form = byId('again').cloneNode();
  byId('again').replaceWith(form);
  form.action = again.action;
  form.setAttribute('hx-post', again.action);
  form.replaceChildren(...again.fields.filter(([name]) => !OWN.has(name)).map(([name, value]) => {
    const field = document.createElement('input');
    return Object.assign(field, { type: 'hidden', name, value });
  }));
  htmx.process(form);
  form.requestSubmit();
}
