// Typeahead: htmx fetches the options (<li role="option" data-value="id" data-label="…">), combobox-nav
// moves through them, a choice goes into the hidden field that data-into names ("" with a new name)
// and sends the form. The list shown for "re" is never chosen from once "reke" is typed: Enter then
// waits for the list that belongs to it.

import Combobox from '../vendor/combobox-nav.js';
import { insist } from './insist.js';

const FIELD = 'input[role=combobox]';
const GOES = new Set(['Home', 'End', 'ArrowLeft', 'ArrowRight']);
const wired = new WeakMap();

class Typeahead {
  constructor(input) {
    this.input = input;
    this.list = document.getElementById(input.getAttribute('aria-controls'));
    this.nav = new Combobox(input, this.list, { firstOptionSelectionMode: 'selected', tabInsertsSuggestions: false });
    this.shown = null; // what was typed when the list in view was asked for
    this.asked = null;
    this.waits = false;
    // Before combobox-nav sees the key.
    input.addEventListener('keydown', (event) => this.key(event), { capture: true });
    input.addEventListener('blur', () => this.close());
    this.list.addEventListener('mousedown', (event) => event.preventDefault()); // keep the focus
    this.list.addEventListener('combobox-commit', ({ target }) => this.choose(target));
  }

  // The name it had stays in sight as a placeholder, so that typing begins at once; a key that goes
  // somewhere in a name takes it in, to be changed.
  open() {
    this.had = this.input.value;
    this.input.placeholder = this.input.value;
    this.input.value = '';
    this.input.dispatchEvent(new Event('open'));
  }

  close() {
    this.waits = false;
    this.list.hidden = true;
    this.nav.stop();
    if (!this.chosen) this.input.value = this.input.placeholder;
  }

  key(event) {
    if (GOES.has(event.key) && !this.input.value && this.had) this.takeIn(event);
    if (event.key !== 'Enter') return;
    event.preventDefault(); // a choice sends the form, Enter alone does not
    if (this.shown === this.input.value) return;
    event.stopImmediatePropagation();
    this.waits = true;
  }

  takeIn(event) {
    event.preventDefault();
    const at = ['Home', 'ArrowLeft'].includes(event.key) ? 0 : this.had.length;
    this.input.value = this.had;
    this.input.setSelectionRange(at, at);
    this.input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  show() {
    this.shown = this.asked;
    this.list.hidden = !this.list.children.length || document.activeElement !== this.input; // left already
    this.nav.stop();
    if (this.list.hidden) return;
    this.nav.start();
    if (this.waits && this.shown === this.input.value) this.list.querySelector('[aria-selected=true]')?.click();
  }

  choose(option) {
    const into = document.getElementById(this.input.dataset.into);
    this.chosen = true;
    this.input.value = option.dataset.label;
    into.value = option.dataset.value;
    const kind = document.getElementById(this.input.dataset.kindInto);
    if (kind) kind.value = option.dataset.kind ?? '';
    into.form.requestSubmit(); // not the field's own form: a filter is found in one, and kept in another
    this.input.blur();
    document.dispatchEvent(new Event('chosen'));
  }

  // While the list cannot be had, it says so; what is typed stays, and Enter waits for it.
  fail() {
    if (document.activeElement !== this.input) return;
    this.shown = null;
    this.nav.stop();
    const says = document.getElementById('keys')?.dataset.noList ?? '';
    const told = Object.assign(document.createElement('li'), { role: 'option', ariaDisabled: 'true', textContent: says });
    this.list.replaceChildren(told);
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
  }
}

const typeahead = (event) => wired.get(event.detail.ctx?.sourceElement);

document.addEventListener('focusin', ({ target }) => {
  if (!target.matches(FIELD)) return;
  if (!wired.has(target)) wired.set(target, new Typeahead(target));
  wired.get(target).open();
});
document.addEventListener('htmx:config:request', (event) => {
  const field = typeahead(event);
  if (!field) return;
  const { ctx } = event.detail;
  field.asked = field.input.value;
  ctx.request.timeout = '0'; // until it is answered, or something else is typed
  ctx.fetch = (action, request) => insist(action, request, { signal: request.signal });
});
document.addEventListener('lost', () => wired.get(document.activeElement)?.fail());
document.addEventListener('htmx:after:swap', (event) => typeahead(event)?.show());
for (const broken of ['htmx:error', 'htmx:response:error']) {
  document.addEventListener(broken, (event) => {
    const field = typeahead(event);
    if (!field) return;
    field.waits = false;
    field.fail();
  });
}

// Is a choice made that waits for its list?
export const isChoosing = () => Boolean(wired.get(document.activeElement)?.waits);

// The keys that were typed into a field whose list cannot be had: its own, the letters, perhaps Enter.
export function wantedIn(input) {
  const field = wired.get(input);
  if (!field) return null;
  const keys = [input.dataset.key?.split(' ')[0], ...input.value, field.waits ? 'Enter' : null];
  field.waits = false;
  return keys.filter(Boolean);
}
