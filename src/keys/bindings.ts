// The key of each action as people write it, for texts that name keys.
import type {Bindings} from '../fleet/model/model.js';
import {KEYMAP} from './keymap.js';
import {shownKey} from './names.js';

/** The keys of the keymap: the first row of an action counts. */
export const bindings: Bindings = Object.fromEntries(KEYMAP.map(row => [row.action, shownKey(row)]).reverse());
