// The machine that a dialog is about.
import {destroyWord} from '../../catalogue/destroy-word.js';
import type {Machine} from '../../catalogue/machine.js';
import type {Target} from '../model/dialog.js';
import type {Model} from '../model/model.js';

/** The machine as a dialog holds it. */
export function targetOf(model: Model, machine: Machine): Target {
  const {id, name, state} = machine;
  return {id, name, state, word: destroyWord(machine, model.fleet.sharedNames.has(name))};
}
