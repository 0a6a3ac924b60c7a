// Display names of keys.

import {own} from '../text/own.js';
import type {KeyRow} from './row.js';

const keyWords: Readonly<Record<string, string>> = {
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
  space: 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  home: 'Home',
  end: 'End',
  pgup: 'PgUp',
  pgdn: 'PgDn',
  'shift-tab': 'Shift-Tab',
  f1: 'F1',
  f5: 'F5',
  'g g': 'gg',
};

/** The display name of a key: `Ctrl-D`, `Enter`, `gg`. */
export function keyName(key: string): string {
  return own(keyWords, key) ?? key.replace(/^ctrl-(.)$/, (_, letter: string) => `Ctrl-${letter.toUpperCase()}`);
}

/** The display name of a row's first key. */
export function shownKey(row: KeyRow): string {
  return keyName(row.keys[0] ?? '');
}
