// The keyboard: every command is a real control on the page with data-key="a" (several spellings
// apart by spaces); its key clicks or focuses it. So what the mouse can do and what the keyboard can
// do never differ, and the list of keys is made from the page itself.
// data-lit-key="1" is the same for the row that is lit, data-keys-first stands on what goes before
// everything else while it is in sight. Where <html data-letters="off"> stands, keys that write a
// character do nothing alone: Alt has to be held with them.

const TYPED = 'textarea, select, [contenteditable], input:not([type=button], [type=submit], [type=checkbox], [type=radio], [type=range])';
const CAPS = {
  ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Shift: '⇧', Backspace: '⌫', Enter: '⏎',
  Escape: 'Esc', PageDown: 'PgDn', PageUp: 'PgUp',
};
const FIRST = '[data-keys-first]:not([hidden], [hidden] *)';

export const isTyped = (element) => Boolean(element?.closest?.(TYPED));
const isOff = () => document.documentElement.dataset.letters === 'off';

// What a key may be called: "Shift+ArrowLeft", "Ctrl+z", "a", "?", what is meant first. Digits are
// named by their place, too, as layouts differ in what stands there; letters by their place where
// Alt makes another character of them.
export function namesOf(event) {
  const isAltGr = event.getModifierState?.('AltGraph') ?? false;
  const [ctrl, alt] = [(event.ctrlKey || event.metaKey) && !isAltGr, event.altKey && !isAltGr];
  const [, letter, digit] = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(event.code) ?? [];
  let key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (alt) key = { Comma: ',', Period: '.' }[event.code] ?? (letter && !/[a-z]/.test(key) ? letter.toLowerCase() : key);
  const isLetter = key.length > 1 || key.toLowerCase() !== key.toUpperCase();
  const shift = event.shiftKey && isLetter ? 'Shift+' : ''; // "?" needs no Shift in its name
  const before = (ctrl ? 'Ctrl+' : '') + (alt ? 'Alt+' : '');
  const place = digit && !event.shiftKey ? [before + digit] : [];
  const names = [...place, before + shift + key];
  if (!isOff() || ctrl || key.length > 1) return names;
  return alt ? [...names, ...[digit, shift + key].filter(Boolean)] : [];
}

// A held key goes on from quote to quote and moves edges; decisions are made one press at a time.
const repeats = (control) => control.matches('a, [data-edge], [data-cursor]');

// In something that is shut, and not what opens it.
const isShut = (control) => {
  const shut = control.closest('details:not([open])');
  return Boolean(shut) && control.parentElement !== shut;
};

const answers = (control) =>
  !control.disabled && !control.closest('[hidden], dialog:not([open])') && !isShut(control);

// The control on the page, or within a part of it, that has one of these names. An open chip has the
// digits for itself.
export function controlOf(names, within = document) {
  const isChipOpen = document.querySelector('details.chip[open]');
  for (const name of names) {
    const spelt = CSS.escape(name);
    const lit = isChipOpen ? '' : `, .lit [data-lit-key~="${spelt}"]`;
    const all = [...within.querySelectorAll(`[data-key~="${spelt}"]${lit}`)];
    const found = all.filter(answers);
    if (found.length) return found.find((control) => control.closest(FIRST)) ?? found[0];
  }
  return null;
}

const without = new Map(); // keys that no control has: name -> what they do

export function hear(name, { does, says }) {
  without.set(name, { does, says });
}

// Do what the key does; false where nothing on the page has it.
export function press(names, { isHeld = false, within } = {}) {
  const control = controlOf(names, within);
  if (!control) return !within && names.some((name) => without.get(name)?.does());
  if (isHeld && !repeats(control)) return true;
  if (isTyped(control)) control.focus();
  else if (control.dataset.cursor) {
    const held = { shiftKey: names[0].includes('Shift+'), altKey: names[0].includes('Alt+') };
    control.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...held }));
  } else {
    control.click();
    if (control.matches('summary')) control.dispatchEvent(new CustomEvent('chip', { bubbles: true }));
  }
  return true;
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (document.querySelector('dialog[open]')) return;
  if (isTyped(event.target)) {
    if (event.key === 'Escape') event.target.blur();
  } else if (press(namesOf(event), { isHeld: event.repeat })) {
    event.preventDefault();
  }
});

// --- The list of keys ---

const make = (tag, ...children) => {
  const element = document.createElement(tag);
  element.append(...children);
  return element;
};

const cap = (key) => CAPS[key] ?? (key.length === 1 ? key.toUpperCase() : key);

export const caps = (name) => {
  const keys = name.length > 1 && name.endsWith('+') ? [...name.slice(0, -2).split('+'), '+'] : name.length > 1 ? name.split('+') : [name];
  return make('kbd', keys.map(cap).join(keys.length > 1 && keys[0] !== 'Shift' ? ' ' : ''));
};

// As it has to be pressed.
const spelt = (name) => (isOff() && /^(Shift\+)?.$/u.test(name) ? `Alt+${name}` : name);

function label(control) {
  const named = control.dataset.says ?? control.getAttribute('aria-label');
  if (named) return named;
  const source = (control.labels?.[0] ?? control).cloneNode(true);
  source.querySelectorAll('kbd, [aria-hidden=true]').forEach((key) => key.remove());
  return source.textContent.trim().replace(/\s+/g, ' ');
}

function listed() {
  const rows = new Map(); // spellings -> words; the first control that has them names them
  for (const control of document.querySelectorAll(':is([data-key], [data-lit-key]):not([role=alert] *)')) {
    const names = control.dataset.key ?? control.dataset.litKey;
    if (!rows.has(names) && !isShut(control)) rows.set(names, label(control));
  }
  for (const [name, { says }] of without) if (says()) rows.set(name, says());
  return rows;
}

document.addEventListener('click', (event) => {
  const dialog = event.target.closest('[data-help]') && document.getElementById('keys');
  if (!dialog) return;
  const rows = [...listed()].map(([names, words]) => {
    const spellings = names.split(' ').flatMap((name) => [caps(spelt(name)), ' ']);
    return make('div', make('dt', ...spellings), make('dd', words));
  });
  dialog.querySelector('dl').replaceChildren(...rows);
  dialog.showModal();
});
