/** One key press. */
export interface Key {
  type: 'key';
  /**
   * What was pressed: the character itself ('j', 'G', '+', 'é'), or one of 'space' 'enter' 'esc' 'tab' 'backspace' 'up' 'down'
   * 'left' 'right' 'home' 'end' 'pgup' 'pgdn' 'insert' 'delete' 'f1'…'f12', after any of 'ctrl-' 'alt-' 'shift-' in this order.
   */
  name: string;
  /** What a text field inserts: one user-perceived character without hidden ones; absent for keys that type nothing. */
  text?: string;
  /** When its last byte arrived, in the milliseconds of the clock handed to the reader. */
  at: number;
  /** The number of the read it came with; keys with one number arrived together. */
  chunk: number;
  /** How many keys came with that read, this one included: pasting without brackets brings many at once. */
  keysInChunk: number;
}

/** What a terminal marked as pasted. The text is as pasted, control characters included. */
export interface Paste {
  type: 'paste';
  text: string;
  /** Whether more was pasted than is kept (4,096 UTF-16 units). */
  isCut: boolean;
  at: number;
  chunk: number;
}

/** The terminal's window got or lost the focus. */
export interface Focus {
  type: 'focus';
  focused: boolean;
  at: number;
  chunk: number;
}

/** The terminal has come to a question of papertop's: it has shown everything that was written before. */
export interface Answer {
  type: 'answer';
  at: number;
  chunk: number;
}

export type KeyToken = Key | Paste | Focus;

/** What is read from a terminal. */
export type InputToken = KeyToken | Answer;

const inkSequences: Readonly<Record<string, string>> = {
  backspace: '\x7f',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
};

/**
 * The bytes that tell Ink's text and select inputs of this key; undefined for every key they need not know. Only these
 * few are ever passed on: Ink 6.8 throws on many other sequences.
 */
export function toInkBytes(token: InputToken): string | undefined {
  if (token.type !== 'key') return undefined;
  return token.text ?? inkSequences[token.name];
}
