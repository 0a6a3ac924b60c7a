// The keys of the fleet's screens for the manual.
import {KEYMAP} from './keymap.js';
import {keyName} from './names.js';

/** Each row of the table's and the details' keys: how they are written, and what they do. */
export function keyFacts(): readonly {readonly name: string; readonly words: string}[] {
  return KEYMAP.filter(({where}) => where.includes('table') || where.includes('details')).map(({keys, words}) => ({
    name: keys.map(keyName).join(' '),
    words,
  }));
}
