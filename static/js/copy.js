// A button with data-copies puts the words of that element on the clipboard, and says so. Where the
// browser refuses, the words are selected instead: Ctrl+C is then one key away. Without a script
// there is no button, and the words can be selected like any.

for (const button of document.querySelectorAll('[data-copies]')) button.hidden = false;

document.addEventListener('click', async ({ target }) => {
  const button = target.closest('[data-copies]');
  if (!button) return;
  const source = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(source.textContent);
  } catch {
    getSelection().selectAllChildren(source);
    return;
  }
  const words = button.textContent;
  button.textContent = button.dataset.done;
  document.getElementById('copied').textContent = button.dataset.done;
  setTimeout(() => {
    button.textContent = words;
    document.getElementById('copied').textContent = '';
  }, 2000);
});
