// Typeahead: htmx fetches the options (<li role="option" data-value="id" data-label="…">), combobox-nav
// moves through them, a choice goes into the hidden field that data-into names ("" with a new name)
// and sends the form. The list shown for "re" is never chosen from once "reke" is typed: Enter then
// waits for the list that belongs to it.

import Combobox from '../vendor/combobox-nav.js';

const FIELD = 'input[role=combobox]';
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

  // The name it had stays in sight as a placeholder, so that typing begins at once.
  open() {
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
    if (event.key !== 'Enter') return;
    event.preventDefault(); // a choice sends the form, Enter alone does not
    if (this.shown === this.input.value) return;
    event.stopImmediatePropagation();
    this.waits = true;
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
    into.form.requestSubmit(); // not the field's own form: a filter is found in one, and kept in another
    this.input.blur();
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
  if (field) field.asked = field.input.value;
});
document.addEventListener('htmx:after:swap', (event) => typeahead(event)?.show());
document.addEventListener('htmx:error', (event) => {
  const field = typeahead(event);
  if (field) field.waits = false;
});

// Is a choice made that waits for its list?
export const isChoosing = () => Boolean(wired.get(document.activeElement)?.waits);
