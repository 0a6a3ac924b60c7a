/** Resolves after so many milliseconds. */
export function sleep(ms) {
  return new Promise(resolve => setTimeout(resolve, ms));
}

/** Resolves in the next turn of the event loop. */
export function nextTurn() {
  return new Promise(resolve => setImmediate(resolve));
}
