// The user that a create makes beside the machine: whether it exists when the answer was lost or the machine was refused.
import type {User} from '../../catalogue/types.js';
import type {Model} from '../model/model.js';
import type {NewUser, Operation} from '../model/operation.js';
import {type Step, toast} from '../model/step.js';
import {userWords} from './creation.js';
import {withOperation} from './tracking.js';

/** How often the list of users is asked for while the user is not in it. */
const againMs = 20_000;

/** The user of a create's parameters; null if it makes none. */
export function newUserOf(email: string | undefined): NewUser | null {
  return email === undefined ? null : {email, status: 'unasked', id: null, askedAt: 0};
}

/** Asks for the users, unless the user was found or was asked for a moment ago. */
export function lookUpUser(model: Model, number: number): Step {
  const operation = model.operations.find(one => one.number === number);
  const user = operation?.newUser;
  if (!operation || !user || user.status === 'asking' || user.status === 'present') return [model];
  if (user.status !== 'unasked' && model.time.now - user.askedAt < againMs) return [model];
  const asking: NewUser = {...user, status: 'asking', askedAt: model.time.now};
  return [withUser(model, operation, asking), {type: 'look-up-users', operation: number}];
}

/** Stores whether the user exists, and says so at once: the same e-mail address would be refused. */
export function onUsersLookedUp(model: Model, operation: Operation, users: readonly User[] | null): Step {
  const {newUser} = operation;
  if (!newUser) return [model];
  const found = users?.find(({email}) => email.toLowerCase() === newUser.email.toLowerCase());
  if (!found) return [withUser(model, operation, {...newUser, status: users ? 'absent' : 'unseen'})];
  const present = {...newUser, status: 'present', id: found.id} as const;
  const isRefused = operation.phase === 'failed';
  const words = isRefused
    ? userWords(newUser.email, found.id, 'the machine does not')
    : `the user ${newUser.email} exists (${found.id}), the machine is not listed yet: checking`;
  const message = isRefused ? `${operation.message ?? ''}; ${words}` : words;
  const isOpen = isRefused || operation.phase === 'unknown';
  if (!isOpen) return [withUser(model, operation, present)];
  return toast('bad', `create ${operation.machineName}: ${words}`)(withUser(model, {...operation, message}, present));
}

function withUser(model: Model, operation: Operation, newUser: NewUser): Model {
  return withOperation(model, {...operation, newUser});
}
