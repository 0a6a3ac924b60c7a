// Tokens of terminal input.
import {own} from '../../text/own.js';

/** One key press. */
export interface Key {
  type: 'key';
  /**
   * The key: the character itself ('j', 'G', '+', 'é'), or one of 'space' 'enter' 'esc' 'tab' 'backspace' 'up' 'down'
   * 'left' 'right' 'home' 'end' 'pgup' 'pgdn' 'insert' 'delete' 'f1'…'f12', after any of 'ctrl-' 'alt-' 'shift-' in this order.
   */
  name: string;
  /** Text to insert into a field: one grapheme cluster without hidden characters; absent for keys that insert nothing. */
  text?: string;
  /** Arrival time of its last byte in milliseconds, on the clock that is passed to the reader. */
  at: number;
  /** Number of the read that it arrived with. */
  chunk: number;
}

/** Text that the terminal marked as pasted. It may contain control characters. */
export interface Paste {
  type: 'paste';
  text: string;
  /** Whether the text was cut to 4,096 UTF-16 units. */
  isCut: boolean;
  at: number;
  chunk: number;
}

/** The terminal window gained or lost the focus. */
export interface Focus {
  type: 'focus';
  focused: boolean;
  at: number;
  chunk: number;
}

/** Answer to papertop's status query (DSR 5), which means that the terminal has processed everything written before the query. */
export interface Answer {
  type: 'answer';
  at: number;
  chunk: number;
}

export type KeyToken = Key | Paste | Focus;

/** Any token of terminal input. */
export type InputToken = KeyToken | Answer;

const inkSequences: Readonly<Record<string, string>> = {
  backspace: '\x7f',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
};

/**
 * The bytes of a key for Ink's text and select inputs; undefined for keys that they do not use. No other keys are passed to Ink,
 * because Ink 6.8 throws on many sequences.
 */
export function toInkBytes(token: InputToken): string | undefined {
  if (token.type !== 'key') return undefined;
  return token.text ?? own(inkSequences, token.name);
}
