// A chart in <div data-brush="said_from said_to" data-first="2030-01" data-unit="month">: dragging over
// its columns fills the two fields, whose own change does the rest. Keyboard: the fields.

const MONTHS = { month: 1, quarter: 3, year: 12 };
let drag = null; // { box, svg, start, end }

const columnAt = (svg, x) => {
  const { left, width } = svg.getBoundingClientRect();
  const columns = svg.viewBox.baseVal.width;
  return Math.max(0, Math.min(columns - 1, Math.floor(((x - left) / width) * columns)));
};

// The first day of a column or, with `after`, the last.
function day(box, column, after) {
  const [year, month] = box.dataset.first.split('-').map(Number);
  const length = MONTHS[box.dataset.unit];
  const at = month - 1 + (column + after) * length;
  const date = new Date(Date.UTC(2000, at, 1 - after));
  date.setUTCFullYear(date.getUTCFullYear() + year - 2000);
  return date.toISOString().slice(0, 10);
}

function draw({ svg, start, end }) {
  let chosen = svg.querySelector('.sel');
  if (!chosen) {
    chosen = document.createElementNS(svg.namespaceURI, 'rect');
    chosen.setAttribute('class', 'sel');
    chosen.setAttribute('y', 0);
    chosen.setAttribute('height', svg.viewBox.baseVal.height);
    svg.prepend(chosen);
  }
  chosen.setAttribute('x', Math.min(start, end));
  chosen.setAttribute('width', Math.abs(end - start) + 1);
  for (const grip of svg.querySelectorAll('.grip')) grip.remove();
}

addEventListener('pointerdown', (event) => {
  const svg = event.target.closest?.('[data-brush] svg');
  if (!svg || event.button) return;
  event.preventDefault();
  const start = columnAt(svg, event.clientX);
  drag = { box: svg.closest('[data-brush]'), svg, start, end: start };
  svg.setPointerCapture(event.pointerId);
  draw(drag);
});
addEventListener('pointermove', (event) => {
  if (!drag) return;
  drag.end = columnAt(drag.svg, event.clientX);
  draw(drag);
});
addEventListener('pointercancel', () => { drag = null; });
addEventListener('pointerup', () => {
  if (!drag) return;
  const { box } = drag;
  const [first, last] = [drag.start, drag.end].sort((a, b) => a - b);
  drag = null;
  const [from, to] = box.dataset.brush.split(' ').map((id) => document.getElementById(id));
  if (!from || !to) return;
  from.value = day(box, first, 0);
  to.value = day(box, last, 1);
  to.dispatchEvent(new Event('change', { bubbles: true }));
});
