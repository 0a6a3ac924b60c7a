// Confirmation of destroy on the command line.
import type {Machine} from '../../catalogue/machine.js';

export interface Question {
  readonly text: string;
  /** The text that must be typed. */
  readonly word: string;
}

/** Asks for the machine's name, or for its id if the name is empty or cannot be typed. */
export function destroyQuestion({id, name, nameIsOdd, state}: Machine): Question {
  const isTypable = !nameIsOdd && name.trim() !== '' && name.trim() === name;
  const word = isTypable ? name : id;
  const what = `${name === '' ? id : `${name} (${id})`}, ${state}`;
  return {
    text: `Destroy ${what}? Its disk and the snapshots derived from it are lost.\nType its ${isTypable ? 'name' : 'id'}, ${word}, to destroy it: `,
    word,
  };
}
