// The keyboard: every command is a real control on the page with data-key="a" (several spellings
// apart by spaces); its key clicks or focuses it. So what the mouse can do and what the keyboard can
// do never differ, and the list of keys is made from the page itself.

const TYPED = 'textarea, select, [contenteditable], input:not([type=button], [type=submit], [type=checkbox], [type=radio], [type=range])';
const CAPS = {
  ArrowLeft: '←', ArrowRight: '→', Shift: '⇧', Backspace: '⌫', Enter: '⏎', Escape: 'Esc',
};

export const isTyped = (element) => Boolean(element?.closest?.(TYPED));

// "Shift+ArrowLeft", "Ctrl+z", "a", "?"; digits by their place on the keyboard, whatever its layout.
export function nameOf(event) {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
  const plain = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
  if (digit && plain) return digit[1];
  // Alt makes other characters of these on a Mac.
  const place = event.altKey && { Comma: 'Alt+,', Period: 'Alt+.' }[event.code];
  if (place) return place;
  const isLetter = event.key.toLowerCase() !== event.key.toUpperCase();
  return [
    (event.ctrlKey || event.metaKey) && 'Ctrl',
    event.altKey && 'Alt',
    event.shiftKey && isLetter && 'Shift', // "?" needs no Shift in its name
    event.key.length === 1 ? event.key.toLowerCase() : event.key,
  ].filter(Boolean).join('+');
}

// A held key goes on from quote to quote and moves edges; decisions are made one press at a time.
const repeats = (control) => control.matches('a, [data-edge]');

const answers = (control) => !control.disabled && !control.closest('[hidden], dialog:not([open])');

// Do what the key does; false where no control on the page has it.
export function press(name, { isHeld = false } = {}) {
  const controls = document.querySelectorAll(`[data-key~="${CSS.escape(name)}"]`);
  const control = [...controls].find(answers);
  if (!control) return false;
  if (isHeld && !repeats(control)) return true;
  if (isTyped(control)) control.focus();
  else control.click();
  return true;
}

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (document.querySelector('dialog[open]')) return;
  if (isTyped(event.target)) {
    if (event.key === 'Escape') event.target.blur();
  } else if (press(nameOf(event), { isHeld: event.repeat })) {
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
  const keys = name === '+' ? ['+'] : name.split('+');
  return make('kbd', keys.map(cap).join(keys.length > 1 && keys[0] !== 'Shift' ? ' ' : ''));
};

function label(control) {
  const named = control.getAttribute('aria-label');
  if (named) return named;
  const source = (control.labels?.[0] ?? control).cloneNode(true);
  source.querySelectorAll('kbd, [aria-hidden=true]').forEach((key) => key.remove());
  return source.textContent.trim();
}

document.addEventListener('click', (event) => {
  const dialog = event.target.closest('[data-help]') && document.getElementById('keys');
  if (!dialog) return;
  const rows = [...document.querySelectorAll('[data-key]')].flatMap((control) => {
    const spellings = control.dataset.key.split(' ').flatMap((name) => [caps(name), ' ']);
    return [make('dt', ...spellings), make('dd', label(control))];
  });
  dialog.querySelector('dl').replaceChildren(...rows);
  dialog.showModal();
});
