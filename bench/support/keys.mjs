// Presses keys and measures when the screen has changed.
import {sleep} from './wait.mjs';

/**
 * Interval of a keyboard's auto-repeat. Longer than a frame (16 ms), so that no key waits for the previous one, and shorter than the
 * delay (40 ms) after which panes follow the cursor, so that no pane is drawn in between.
 */
const paceMs = 30;

/**
 * Presses keys one after the other.
 * @param {(index: number) => string} keyOf
 * @param {number} count
 * @param {(screen: object) => unknown} [seen] the part of the screen that each key changes. The time is measured until the write
 *   that changes it, or, without `seen`, until the last write before the next key.
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
  // Waits for events instead of polling, because the scheduler would delay the program in favour of a busy process.
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
