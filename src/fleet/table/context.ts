// The data besides the machine that the cells of the table depend on.
import type {ChoiceState} from '../../forms/form.js';
import type {Model} from '../model/model.js';
import type {Operation} from '../model/operation.js';
import type {NoteContext} from './note.js';

/** The context for the cells of the model's table. */
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

/** The newest operation of each machine that has one, by machine id. Cached per list of operations. */
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

/** Short names by user id: the part of an email address before the @, else the label. */
function userNames(users: ChoiceState): ReadonlyMap<string, string> {
  const cached = namesByUsers.get(users);
  if (cached) return cached;
  const items = users.status === 'known' ? users.items : [];
  const byId = new Map(items.map(({value, label}) => [value, /[^\s<(]+(?=@)/.exec(label)?.[0] ?? label]));
  namesByUsers.set(users, byId);
  return byId;
}

/** The data besides the machine that a cell depends on. */
export interface TableContext extends NoteContext {
  /** Short names by user id. */
  readonly users: ReadonlyMap<string, string>;
  readonly isAscii: boolean;
}
