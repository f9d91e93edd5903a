// A request that is made again until somebody answers it: when the network is gone, when the server
// starts anew. It tells the page by the events "lost" and "back" on the document.

const PAUSES = [1, 2, 4, 8]; // seconds; then every eight, and at once when the network is back
const PATIENCE = 15_000; // milliseconds until no answer is called none
const NOBODY_THERE = new Set([502, 503, 504]);
let isLost = false;

export function tell(lost) {
  if (lost === isLost) return;
  isLost = lost;
  document.dispatchEvent(new Event(lost ? 'lost' : 'back'));
}

// `signal` gives it up; then it throws, as fetch does.
export async function insist(action, request, { signal } = {}) {
  for (let tries = 0; ; tries++) {
    try {
      const patience = AbortSignal.timeout(PATIENCE);
      const answer = await fetch(action, { ...request, signal: signal ? AbortSignal.any([signal, patience]) : patience });
      if (!NOBODY_THERE.has(answer.status)) {
        await answer.clone().text(); // an answer that breaks off is none
        tell(false);
        return answer;
      }
    } catch (error) {
      if (signal?.aborted) throw error;
    }
    tell(true);
    await pause(PAUSES[Math.min(tries, PAUSES.length - 1)] * 1000, signal);
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
