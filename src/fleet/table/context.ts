// What the cells of a table are made of, beside the machine.
import type {ChoiceState} from '../../forms/form.js';
import type {Model} from '../model/model.js';
import type {Operation} from '../model/operation.js';
import type {NoteContext} from './note.js';

/** What the cells of this model's table are made of. */
export function tableContext(model: Model): TableContext {
  return {
    time: model.time,
    operations: newestOperations(model.operations),
    watches: model.watches,
    details: model.details,
    users: userNames(model.choices.users),
    isAscii: model.isAscii,
  };
}

const newestByOperations = new WeakMap<readonly Operation[], ReadonlyMap<string, Operation>>();

/** The newest operation of each machine that has one. */
export function newestOperations(operations: readonly Operation[]): ReadonlyMap<string, Operation> {
  const cached = newestByOperations.get(operations);
  if (cached) return cached;
  const byMachine = new Map<string, Operation>();
  for (const operation of operations) {
    const {machineId} = operation;
    if (machineId !== null && !byMachine.has(machineId)) byMachine.set(machineId, operation);
  }
  newestByOperations.set(operations, byMachine);
  return byMachine;
}

const namesByUsers = new WeakMap<ChoiceState, ReadonlyMap<string, string>>();

/** Short names of users: what stands before the @ of an address, else the label. */
function userNames(users: ChoiceState): ReadonlyMap<string, string> {
  const cached = namesByUsers.get(users);
  if (cached) return cached;
  const items = users.status === 'known' ? users.items : [];
  const byId = new Map(items.map(({value, label}) => [value, /[^\s<(]+(?=@)/.exec(label)?.[0] ?? label]));
  namesByUsers.set(users, byId);
  return byId;
}

/** What cells are made of, beside the machine. */
export interface TableContext extends NoteContext {
  /** Short names by user id. */
  readonly users: ReadonlyMap<string, string>;
  readonly isAscii: boolean;
}
