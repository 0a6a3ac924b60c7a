// The machine that a dialog is about.
import type {Machine} from '../../catalogue/machine.js';
import type {Target} from '../model/dialog.js';
import type {Model} from '../model/model.js';

/** The machine as a dialog holds it. Its id must be typed where its name could mean another or cannot be typed. */
export function targetOf(model: Model, machine: Machine): Target {
  const {id, name, nameIsOdd, state} = machine;
  const isPlain = !nameIsOdd && name.trim() === name && name !== '' && !model.fleet.sharedNames.has(name);
  return {id, name, state, word: isPlain ? name : id};
}
