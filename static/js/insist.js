// A request that is made again until somebody answers it: when the network is gone, when the server
// starts anew. It tells the page by the events "lost" and "back" on the document.

const PAUSES = [1, 2, 4, 8]; // seconds; then every eight, and at once when the network is back
const PATIENCE = 15_000; // milliseconds until no answer is called none
const NOBODY_THERE = new Set([502, 503, 504]);
const failing = new Set(); // requests that nobody has answered so far

export const isLost = () => failing.size > 0;

function tell(request, fails) {
  const before = isLost();
  if (fails) failing.add(request);
  else failing.delete(request);
  if (isLost() !== before) document.dispatchEvent(new Event(before ? 'back' : 'lost'));
}

// `signal` gives it up; then it throws, as fetch does.
export async function insist(action, request, { signal } = {}) {
  try {
    for (let tries = 0; ; tries++) {
      const answer = await ask(action, request, signal);
      if (answer) return answer;
      tell(request, true);
      await pause(PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000, signal);
    }
  } finally {
    tell(request, false);
  }
}

// The whole answer, as one that breaks off is none; null where there is none.
async function ask(action, request, signal) {
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await fetch(action, { ...request, signal: signal ? AbortSignal.any([signal, patience]) : patience });
    if (NOBODY_THERE.has(answer.status)) return null;
    await answer.clone().text();
    return answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}

function pause(length, signal) {
  return new Promise((done, stop) => {
    const ends = new AbortController();
    const end = (then) => () => {
      ends.abort();
      then(signal?.reason);
    };
    const timer = setTimeout(end(done), length);
    ends.signal.addEventListener('abort', () => clearTimeout(timer));
    addEventListener('online', end(done), { signal: ends.signal });
    signal?.addEventListener('abort', end(stop), { signal: ends.signal });
  });
}
