// Creates the target of a dialog.
import {destroyWord} from '../../catalogue/destroy-word.js';
import type {Machine} from '../../catalogue/machine.js';
import type {Target} from '../model/dialog.js';
import type {Model} from '../model/model.js';

/** The machine in the form that a dialog keeps, with the word that confirms a destroy. */
export function targetOf(model: Model, machine: Machine): Target {
  const {id, name, state} = machine;
  return {id, name, state, word: destroyWord(machine, model.fleet.sharedNames.has(name))};
}
