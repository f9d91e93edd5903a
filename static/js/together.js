// Others at the same article: what they did is fetched every few seconds and drawn where it shows.
// Whatever a person is in the middle of stays: a selection, a field, an open chip, a choice to be
// made, a deed under way. It is drawn the next time.

import * as deeds from './deeds.js';
import { isTyped } from './keys.js';

const PAUSE = 5000;
const byId = (id) => document.getElementById(id);
let tag = ''; // of the last answer that was drawn whole
let asking = false;

function isInUse(target) {
  const selection = getSelection();
  const isSelected = !selection.isCollapsed && selection.rangeCount && selection.getRangeAt(0).intersectsNode(target);
  if (target.closest('#text')) return isSelected;
  if (!target.closest('#panel')) return false;
  return isTyped(document.activeElement) && target.contains(document.activeElement)
    || Boolean(isSelected || target.querySelector('details[open], .clash'));
}

// Leaves out of an answer what is in use, and what the page shows already.
function sift(text) {
  const sent = Object.assign(document.createElement('template'), { innerHTML: text }).content;
  const partials = [...sent.querySelectorAll('hx-partial')];
  const targetOf = (partial) => document.querySelector(partial.getAttribute('hx-target'));
  const left = partials.filter((partial) => {
    const target = targetOf(partial);
    return target && isInUse(target);
  });
  const drawn = partials.filter((partial) => {
    if (left.includes(partial) || !targetOf(partial)) return false;
    if (left.length && partial.getAttribute('hx-target') === '#since') return false;
    return !isShown(partial, targetOf(partial));
  });
  return { html: drawn.map((partial) => partial.outerHTML).join(''), isWhole: !left.length };
}

// The panel is drawn anew for another version or number of its quote, and for nothing less.
function isShown(partial, target) {
  if (target.id !== 'panel') return target.isEqualNode(partial.firstElementChild);
  const says = (panel) => ['[name=version]', '#inspector-h'].map((each) => {
    const found = panel.querySelector(each);
    return found?.value ?? found?.textContent;
  });
  return says(target).join() === says(partial).join();
}

async function draw(html) {
  const lit = document.querySelector('#panel .rows > .lit')?.id;
  await htmx.swap({ text: html, target: byId('people'), swap: 'none', sourceElement: byId('people') });
  const row = lit && byId(lit);
  if (!row) return;
  row.parentElement.querySelectorAll(':scope > .lit').forEach((each) => each.classList.remove('lit'));
  row.classList.add('lit');
}

async function ask() {
  const people = byId('people');
  if (!people || asking || document.hidden || deeds.isUnderWay() || deeds.whatIsWrong()) return;
  asking = true;
  const before = deeds.howMany();
  try {
    const asked = new URLSearchParams({ since: byId('since').value });
    for (const field of ['was', 'shown']) asked.set(field, byId(field)?.value ?? '');
    const answer = await fetch(`${people.dataset.address}?${asked}`, {
      headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial', ...(tag && { 'If-None-Match': tag }) },
    });
    if (answer.status !== 200) return;
    const { html, isWhole } = sift(await answer.text());
    if (deeds.howMany() !== before) return; // older than the page
    tag = isWhole ? answer.headers.get('ETag') : '';
    if (html) await draw(html);
  } catch {
    // no network: what one does oneself tells
  } finally {
    asking = false;
  }
}

// --- Who is where ---

function showPeople() {
  document.querySelectorAll('.queue .who, .also').forEach((each) => each.remove());
  for (const person of document.querySelectorAll('#people [data-quote]')) {
    const { quote, name } = person.dataset;
    const row = byId(`row-${quote}`)?.querySelector('.m');
    if (row) row.append(Object.assign(person.cloneNode(true), { className: 'who small' }));
    if (quote !== byId('was')?.value) continue;
    const says = byId('people').dataset.says.replace('%s', name);
    const line = Object.assign(document.createElement('p'), { className: 'fine also', textContent: says });
    byId('inspector-h')?.closest('header')?.append(line);
  }
}

// --- Numbers of quotes in the paragraphs of a long text, which are not drawn anew ---

function renumber() {
  const field = byId('numbers');
  if (!field?.value) return;
  for (const pair of field.value.split(' ')) {
    const [id, number] = pair.split(':');
    const link = byId(`q${id}`);
    if (!link || link.dataset.n === number) continue;
    link.setAttribute('aria-label', link.getAttribute('aria-label').replace(link.dataset.n, number));
    link.dataset.n = number;
  }
  field.value = '';
}

document.addEventListener('htmx:after:swap', () => {
  renumber();
  showPeople();
});
document.addEventListener('visibilitychange', ask);
if (byId('people')) {
  setInterval(ask, PAUSE);
  ask();
}
