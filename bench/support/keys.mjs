// Presses keys and sees when the screen has followed.
import {sleep} from './wait.mjs';

/**
 * As a keyboard repeats. Longer than a frame (16 ms), so no key waits for the one before; shorter than the rest (40 ms) after which
 * panes follow the cursor, so that no pane is drawn in between.
 */
const paceMs = 30;

/**
 * Presses one key after the other.
 * @param {(index: number) => string} keyOf
 * @param {number} count
 * @param {(screen: object) => unknown} [seen] what of the screen changes with each key; the time is until the write that
 *   changes it. Without it: until the last write before the next key.
 * @returns {Promise<{ms: number, bytes: number}[]>}
 */
export async function pressKeys(terminal, keyOf, count, seen) {
  const figures = [];
  for (let index = 0; index < count; index += 1) {
    figures.push(await pressKey(terminal, keyOf(index), seen));
  }
  await terminal.quiet(120);
  return figures;
}

/** Waits at least `pace` ms, and at most 5 s for the screen to change. */
export async function pressKey(terminal, key, seen, pace = paceMs) {
  await terminal.take();
  const before = seen?.(terminal.screen);
  const bytes = terminal.bytes();
  const at = performance.now();
  terminal.write(key);
  let done;
  // Waited for, never looked for again and again: beside a busy process the system would let the program wait for its turn.
  for (let left = 5000; !done && left > 0; left = 5000 - (performance.now() - at)) {
    await terminal.more(left);
    done = seen ? await terminal.take(screen => seen(screen) !== before) : {at: terminal.lastAt()};
  }
  if (!done)
    throw new Error(`no answer to ${JSON.stringify(key)} within 5 s; the screen is\n${terminal.screen.text()}`);
  await sleep(Math.max(0, pace - (performance.now() - at)));
  const end = seen ? done : {at: terminal.lastAt(), bytes: terminal.bytes()};
  return {ms: end.at - at, bytes: end.bytes - bytes};
}
