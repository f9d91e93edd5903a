// Quotation marks of a text: the passages between them, edges in and out of them.
// All offsets are code points, as in offsets.js.

import { blockAt, blocksIn, end, read, start, words } from './offsets.js';

const CLOSES = {
  '“': '”', '„': '“”', '‟': '”', '«': '»', '»': '«', '‘': '’', '‚': '‘’', '‹': '›', '›': '‹',
  '「': '」', '『': '』', '〝': '〞', '"': '"', '＂': '＂',
};
const CLOSING = new Set(Object.values(CLOSES).join(''));
const isWord = (character) => /[\p{L}\p{N}]/u.test(character ?? '');

// Between letters it is an apostrophe, and after one it is a mark only where one was opened.
const isApostrophe = (all, at) => all[at] === '’' && isWord(all[at - 1]) && isWord(all[at + 1]);

// [start, end] of the words inside each pair of marks, in the order they begin. What is not closed
// in a paragraph goes to its end: the next one goes on with it.
export function passages(text) {
  const all = [...text];
  const opened = []; // { mark, at }
  const found = [];
  const add = (from, to) => {
    while (from < to && /\s/u.test(all[from])) from++;
    while (to > from && /\s/u.test(all[to - 1])) to--;
    if (to > from) found.push([from, to]);
  };
  all.forEach((character, at) => {
    if (isApostrophe(all, at)) return;
    const closed = opened.findLastIndex(({ mark }) => CLOSES[mark].includes(character));
    if (closed >= 0) {
      const [{ at: from }] = opened.splice(closed);
      add(from, at);
    } else if (character in CLOSES && !(isWord(all[at - 1]) && '»›"'.includes(character))) {
      opened.push({ mark: character, at: at + 1 });
    }
  });
  if (opened.length) add(opened[0].at, all.length);
  return found.sort(([a], [b]) => a - b);
}

// The passage after one that begins at `after`; else the innermost round `at`, else the next one.
export function passageFrom(root, at, after) {
  const blocks = blocksIn(root);
  const here = blocks.indexOf(blockAt(root, at));
  for (const block of blocks.slice(here)) {
    const all = passages(read(block).text).map(([from, to]) => ({ start: start(block) + from, end: start(block) + to }));
    const next = (from) => all.find((passage) => passage.start > from);
    const round = all.findLast((passage) => passage.start <= at && at <= passage.end);
    const found = after === null ? round ?? next(at - 1) : next(after);
    if (found) return found;
  }
  return null;
}

// The same words with the quotation marks round them (by > 0) or without (by < 0).
export function marksRound(root, { start: from, end: to }, by) {
  const block = { from: start(blockAt(root, from)), to: end(blockAt(root, to - 1)) };
  const character = (at) => (at >= block.from && at < block.to ? words(root, at, at + 1) : '');
  const opens = (at) => character(at) in CLOSES;
  const closes = (at) => CLOSING.has(character(at));
  if (by > 0) return { start: opens(from - 1) ? from - 1 : from, end: closes(to) ? to + 1 : to };
  return { start: opens(from) ? from + 1 : from, end: closes(to - 1) ? to - 1 : to };
}
