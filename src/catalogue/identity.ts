// What a confirmation is given for: the facts of a machine that must be the same when its request is sent.
import {type Machine, osText} from './machine.js';

/** A machine as a person saw it when they confirmed. */
export type Identity = Pick<Machine, 'id' | 'name' | 'state' | 'dtCreated' | 'os' | 'userId' | 'teamId'>;

export function identityOf({id, name, state, dtCreated, os, userId, teamId}: Identity): Identity {
  return {id, name, state, dtCreated, os, userId, teamId};
}

/**
 * What is different now, each as half a sentence about the machine; empty if nothing is. Null is a value that the server did
 * not send, which differs from nothing.
 */
export function changesOf(before: Identity, now: Identity): readonly string[] {
  const isOther = <T>(a: T | null, b: T | null) => a !== null && b !== null && a !== b;
  const changes: string[] = [];
  if (before.id !== now.id) changes.push(`its id is ${now.id} now`);
  if (before.name !== now.name) changes.push(`its name is ${now.name || 'empty'} now`);
  if (before.state !== now.state) changes.push(`it is ${now.state} now`);
  if (isOther(before.dtCreated, now.dtCreated)) changes.push('it was created at another time');
  if (isOther(before.os && osText(before.os), now.os && osText(now.os)))
    changes.push(`its system is ${osText(now.os)} now`);
  if (isOther(before.userId, now.userId)) changes.push('it belongs to another user now');
  if (isOther(before.teamId, now.teamId)) changes.push('it belongs to another team now');
  return changes;
}
