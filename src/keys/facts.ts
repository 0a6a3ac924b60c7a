// The key table of the manual.
import {KEYMAP} from './keymap.js';
import {keyName} from './names.js';

/** Keys of the table and details screens: display names, and descriptions. */
export function keyFacts(): readonly {readonly name: string; readonly description: string}[] {
  return KEYMAP.filter(({where}) => where.includes('table') || where.includes('details')).map(
    ({keys, description}) => ({
      name: keys.map(keyName).join(' '),
      description,
    }),
  );
}
