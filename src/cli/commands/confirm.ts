// Destroy asks for the machine's name.
import type {Machine} from '../../catalogue/machine.js';

export interface Question {
  readonly text: string;
  /** What must be typed. */
  readonly word: string;
}

/** Asks for the name, or for the id where the name is empty or does not show all that it is. */
export function destroyQuestion({id, name, nameIsOdd, state}: Machine): Question {
  const isTypable = !nameIsOdd && name.trim() !== '' && name.trim() === name;
  const word = isTypable ? name : id;
  const what = `${name === '' ? id : `${name} (${id})`}, ${state}`;
  return {
    text: `Destroy ${what}? Its disk and the snapshots derived from it are lost.\nType its ${isTypable ? 'name' : 'id'}, ${word}, to destroy it: `,
    word,
  };
}
