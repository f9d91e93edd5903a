// A link with data-copy puts its own address on the clipboard, and says so; without a script, or with
// a key held, it is a link like any other.

document.addEventListener('click', async (event) => {
  const link = event.target.closest('[data-copy]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) return;
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    location.assign(link.href);
    return;
  }
  const words = link.textContent;
  link.textContent = link.dataset.copy;
  setTimeout(() => { link.textContent = words; }, 2000);
});
