// Rejects unintended presses of keys with an effect: auto-repeat, pasted text, and text typed for another program.

import type {Key} from './input/token.js';
import type {InputHistory} from './key-history.js';
import type {KeyRow} from './row.js';

/**
 * An acting key is carried out this long after its press, unless another key follows: text arrives faster than a person presses two
 * keys that are both meant. With the time until it is sent the delay stays below 100 ms.
 */
export const holdMs = 80;
/** No key may come before an acting key within this time. */
const quietMs = 100;
/** The same after a run of different keys that came faster than that. */
const afterRunMs = 200;
/** The same after text typed into a field that no longer has the focus: the paste may have left the field with a line feed. */
const afterFieldMs = 150;
/** The same after text that means nothing here, and after another program had the terminal. */
const afterTextMs = 1000;
/** All keys this soon after a paste count as part of it. */
const pasteTailMs = 100;
/** Enter pressed again within this time is not meant for the button that the first press moved to. */
const sameKeyMs = 500;

/** Why a held acting key is dropped when another key follows it. */
export const followedMessage = 'keys in a burst do not act: press it alone';

/** Why a key press is ignored, or null if it is not. @param isActing whether the press would have an effect now */
export function ignoredBecause(row: KeyRow, key: Key, history: InputHistory, isActing: boolean): string | null {
  const since = (at: number) => key.at - at;
  if (since(history.pastedAt) < pasteTailMs) return 'pasted text does nothing here';
  if (!isActing) return null;
  const quiet = since(history.lastAt);
  if (row.effect !== 'leaves' && history.isResting && quiet < afterTextMs)
    return 'keys that act wait for a second without any key: press it again then';
  if (quiet < quietMs) {
    return history.lastName === key.name ? 'a held key acts once' : 'too soon after the key before: press it once more';
  }
  if (since(history.runEndedAt) < afterRunMs) return followedMessage;
  if (since(history.textAt) < afterTextMs) return 'this looks like typed text: wait a second, then press it again';
  if (since(history.fieldTextAt) < afterTextMs && quiet < afterFieldMs)
    return 'too soon after the text: press it once more';
  if (row.action === 'press' && history.lastName === key.name && quiet < sameKeyMs) {
    return 'too soon after the same key: press it once more';
  }
  return null;
}
