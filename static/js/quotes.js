// From quote to quote: what is clicked on is taken in hand, and brought into view. On a phone it
// comes up as a sheet.

import { selectedRange } from './selection.js';

const byId = (id) => document.getElementById(id);
const isSmall = matchMedia('(max-width: 58rem)');

export function open(address) {
  const url = new URL(address, location.href);
  const shown = url.search;
  for (const field of ['was', 'shown']) url.searchParams.set(field, byId(field).value);
  return htmx.ajax('GET', url.pathname + url.search, { source: '#panel', target: '#panel', replace: shown });
}

// Of the quotes under the pointer the innermost; where that is open already, the next one out.
function quoteAt(segment) {
  const quotes = segment.dataset.q.split(' ');
  const active = quotes.indexOf(byId('was')?.value);
  return quotes.at(active > 0 ? active - 1 : -1);
}

document.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window
  const link = event.target.closest('#main a[href^="?quote="]');
  const segment = event.target.closest('#text [data-q]');
  if (!link && (!segment || selectedRange())) return;
  event.preventDefault();
  open(link?.getAttribute('href') ?? `?quote=${quoteAt(segment)}`);
  if (isSmall.matches && event.target.closest('#text')) location.hash = 'panel';
});

let inView = '';
function bringIntoView() {
  const active = byId('was')?.value;
  if (active === inView) return;
  inView = active;
  byId(`row-${active}`)?.scrollIntoView({ block: 'nearest' });
  const number = byId(`q${active}`);
  const { top, bottom } = number?.getBoundingClientRect() ?? {};
  if (number && (top < 80 || bottom > innerHeight - 160)) number.scrollIntoView({ block: 'center' });
}
document.addEventListener('htmx:after:swap', bringIntoView);
// An editor goes on where the work is; a reader begins at the beginning, unless led to a quote.
if (byId('state') || location.search.includes('quote=')) bringIntoView();
else inView = byId('was')?.value;
