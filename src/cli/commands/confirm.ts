// Destroy asks for the machine's name.
import {destroyWord} from '../../catalogue/destroy-word.js';
import type {Machine} from '../../catalogue/machine.js';

export interface Question {
  readonly text: string;
  /** What must be typed. */
  readonly word: string;
}

/** Asks for the name, or for the id where the name cannot be typed. Whether another machine has the name is not known here. */
export function destroyQuestion(machine: Machine): Question {
  const {id, name, state} = machine;
  const word = destroyWord(machine, false);
  const what = `${name === '' ? id : `${name} (${id})`}, ${state}`;
  return {
    text: `Destroy ${what}? Its disk and the snapshots derived from it are lost.\nType its ${word === name ? 'name' : 'id'}, ${word}, to destroy it: `,
    word,
  };
}
