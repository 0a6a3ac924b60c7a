// What was typed and when, from which the policy tells deliberate presses from text.
import type {Key} from './input/token.js';

/** `bound`: the keymap has it; `field`: it went to a text field; `text`: it means nothing here, as text for another program would. */
export type KeyUse = 'bound' | 'field' | 'text';

const never = Number.NEGATIVE_INFINITY;
/** Keys closer than this belong to a run. */
const runGapMs = 100;
/** So many different keys in a row are a run. The same key is auto-repeat, which ends when it is released. */
const runKeys = 3;
/** Text goes on while the pauses in it are shorter than this. */
const textGapMs = 1000;

/** The past of the keyboard. Times are on the clock of `Key.at`. */
export class InputHistory {
  lastAt = never;
  lastName = '';
  pastedAt = never;
  /** The last key of a run of at least three different keys. */
  runEndedAt = never;
  /** The last key of text that means nothing here. Every key that follows within a second belongs to it. */
  textAt = never;
  /** The last key that went to a text field. */
  fieldTextAt = never;
  /** Whether another program had the terminal, and keys have not been quiet for a second since. */
  isResting = false;
  private runLength = 0;

  /** Adds a key. To be called after the policy has judged it. */
  add({name, at}: Key, use: KeyUse): void {
    if (at - this.lastAt >= textGapMs) this.isResting = false;
    const isNear = at - this.lastAt < runGapMs;
    if (!isNear) this.runLength = 1;
    else if (name !== this.lastName) this.runLength += 1;
    if (this.runLength >= runKeys) this.runEndedAt = at;
    if (use === 'text' || at - this.textAt < textGapMs) this.textAt = at;
    if (use === 'field') this.fieldTextAt = at;
    this.lastAt = at;
    this.lastName = name;
  }

  addPaste(at: number): void {
    this.pastedAt = at;
    this.lastAt = at;
  }

  /** Another program had the terminal until now. */
  rest(at: number): void {
    this.isResting = true;
    this.lastAt = Math.max(this.lastAt, at);
  }

  /** The event loop was busy until now, so that the next key may have been typed right after the last one. */
  wasBusyUntil(at: number): void {
    this.lastAt = Math.max(this.lastAt, at);
  }
}
