// The word that must be typed to destroy a machine.
import type {Machine} from './machine.js';

/**
 * The machine's name, or its id where the name cannot be typed as it is shown or could mean another machine.
 * @param isNameShared whether another machine is known to have the same name
 */
export function destroyWord({id, name, nameIsOdd}: Machine, isNameShared: boolean): string {
  const isTypable = !nameIsOdd && name !== '' && name.trim() === name;
  return isTypable && !isNameShared ? name : id;
}
