// The target of a dialog: the machine as the person sees it, and what has become of it since.
import {destroyWord} from '../../catalogue/destroy-word.js';
import {changesOf, identityOf} from '../../catalogue/identity.js';
import type {Machine} from '../../catalogue/machine.js';
import type {Target} from '../model/dialog.js';
import type {Model} from '../model/model.js';

/** The machine in the form that a dialog keeps, with the word that confirms a destroy. */
export function targetOf(model: Model, machine: Machine): Target {
  return {...identityOf(machine), word: destroyWord(machine, isNameShared(model, machine))};
}

/** What a dialog must say and ask again, because its machine is not as the dialog says any more. */
export interface TargetChange {
  readonly target: Target;
  /** What has changed, as a sentence without a full stop. */
  readonly notice: string;
}

/** Compares the target with the machine as it is now. Null if nothing that the dialog says has changed. */
export function targetChange(model: Model, target: Target, machine: Machine): TargetChange | null {
  const now = targetOf(model, machine);
  // An id that had to be typed stays the word: it names the machine whatever happens to names.
  const word = target.word === target.id ? target.id : now.word;
  const changes = [...changesOf(target, now)];
  if (word !== target.word && now.name === target.name) changes.push('its name alone does not identify it any more');
  return changes.length === 0 ? null : {target: {...now, word}, notice: `it has changed: ${changes.join(', ')}`};
}

/** Whether another machine than this one has its name. `machine` may be newer than the list. */
function isNameShared({fleet}: Model, {id, name}: Machine): boolean {
  if (fleet.sharedNames.has(name)) return true;
  const listed = fleet.byId.get(id);
  return listed?.name !== name && fleet.machines.some(other => other.id !== id && other.name === name);
}
