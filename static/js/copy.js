// A button with data-copies puts the words of that element on the clipboard, or its own data-words,
// and says so. Where the browser refuses, the words are selected instead: Ctrl+C is then one key
// away. Without a script there is no button, and the words can be selected like any.

const show = () => {
  for (const button of document.querySelectorAll('[data-copies][hidden]')) button.hidden = false;
};
show();
document.addEventListener('htmx:after:swap', show);

const say = (words) => {
  const told = document.getElementById('copied');
  if (told) told.textContent = words;
};

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copies]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copies)
    ?? button.closest('.qc').querySelector('blockquote');
  try {
    await navigator.clipboard.writeText(button.dataset.words ?? (source.value || source.textContent));
  } catch {
    if (source.select) source.select();
    else getSelection().selectAllChildren(source);
    return;
  }
  if (button.textContent === button.dataset.done) return;
  const words = button.textContent;
  const label = button.getAttribute('aria-label');
  button.removeAttribute('aria-label'); // what is seen is part of what it is called
  button.textContent = button.dataset.done;
  say(button.dataset.done);
  setTimeout(() => {
    button.textContent = words;
    button.setAttribute('aria-label', label);
    say('');
  }, 2000);
});
