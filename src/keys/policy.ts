// Rejects unintended key presses: auto-repeat, and text pasted without bracketed paste.
import type {KeyRow} from './row.js';
import type {Key} from './token.js';

/** Previous input. Times are on the clock of `Key.at`. */
export interface KeyHistory {
  readonly last: Key | null;
  readonly pastedAt: number | null;
}

/** The same key again within this time counts as auto-repeat. */
const repeatMs = 60;
/** A confirmation this soon after another key is ignored, because people take longer between two keys. */
const confirmQuietMs = 100;
/** Keys this soon after a paste count as part of it. */
const pasteTailMs = 100;
/** This many keys in one read count as pasted. */
const burstKeys = 5;

const confirmActions = new Set(['confirm', 'press']);

/** Why a key press is ignored, or null if it is not. Applies to keys with an effect, and to all keys right after a paste. */
export function ignoredBecause(row: KeyRow, key: Key, {last, pastedAt}: KeyHistory, isForm: boolean): string | null {
  if (pastedAt !== null && key.at - pastedAt < pasteTailMs) return 'pasted text does nothing here';
  if (row.effect === 'none') return null;
  if (last !== null && last.name === key.name && key.at - last.at < repeatMs) return 'a held key acts once';
  if (key.keysInChunk >= burstKeys) return 'keys that come in a burst do not act: press it alone';
  // Not in forms, where Enter moves to the next field and submits only on the button.
  if (confirmActions.has(row.action) && !isForm && last !== null && key.at - last.at < confirmQuietMs) {
    return 'too soon after the key before: press it once more';
  }
  return null;
}
