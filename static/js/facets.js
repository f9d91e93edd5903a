// Filters beside a list: a choice is taken or left out, never both; what is typed is added as a
// choice. Without a script both are checkboxes and fields of a plain form.

document.addEventListener('change', ({ target }) => {
  if (!target.checked) return;
  for (const other of target.closest('.opt')?.querySelectorAll('input:checked') ?? []) {
    if (other !== target) other.checked = false;
  }
}, { capture: true }); // before the form is read

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !event.target.matches('[data-adds]')) return;
  event.preventDefault();
  if (event.target.value.trim()) event.target.dispatchEvent(new Event('change', { bubbles: true }));
});

// It comes back as a choice that is on.
document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx?.sourceElement?.matches('[data-adds]')) ctx.sourceElement.value = '';
});
