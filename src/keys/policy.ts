// Which key presses were meant: acting keys ignore auto-repeat and what looks pasted without brackets.
import type {KeyRow} from './row.js';
import type {Key} from './token.js';

/** What came before a key. Times in the milliseconds of the keys. */
export interface KeyHistory {
  readonly last: Key | null;
  readonly pastedAt: number | null;
}

/** The same key again within this time is a key that is held down. */
const repeatMs = 60;
/** What confirms must stand alone: a person takes longer than this between two keys. */
const confirmQuietMs = 100;
/** Keys this soon after a paste are its rest. */
const pasteTailMs = 100;
/** This many keys in one read are pasted, not typed. */
const burstKeys = 5;

const confirming = new Set(['confirm', 'press']);

/** Why this press does not count, or null when it does. Only keys that act are judged, and what follows a paste. */
export function ignoredBecause(row: KeyRow, key: Key, {last, pastedAt}: KeyHistory, isForm: boolean): string | null {
  if (pastedAt !== null && key.at - pastedAt < pasteTailMs) return 'pasted text does nothing here';
  if (row.effect === 'none') return null;
  if (last !== null && last.name === key.name && key.at - last.at < repeatMs) return 'a held key acts once';
  if (key.keysInChunk >= burstKeys) return 'keys that come in a burst do not act: press it alone';
  // A form's Enter goes from field to field; nothing is sent before its button has the focus.
  if (confirming.has(row.action) && !isForm && last !== null && key.at - last.at < confirmQuietMs) {
    return 'too soon after the key before: press it once more';
  }
  return null;
}
