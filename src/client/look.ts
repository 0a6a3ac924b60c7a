// Decides by a `show` whether a write that has waited or failed may be sent.
import {changesOf, type Identity} from '../catalogue/identity.js';
import {eventKey, stateSpec} from '../catalogue/machine.js';
import {type AnyParams, type MachineWithEvents, methodSpec} from '../catalogue/types.js';
import {guarded, readJson} from './answer-reader.js';
import type {Connection} from './connection.js';
import {decodeMachineWithEvents} from './decode/decode.js';
import {type Call, makeCall} from './http/prepared-request.js';
import type {Before, Look} from './http/sending.js';

/** Event times may be whole seconds, as the Date header is. */
const ROUNDING_MS = 1000;
/** If the server's time is unknown, an event of the last day may be newer than the request. */
const UNKNOWN_CLOCK_MS = 24 * 3_600_000;

/**
 * The look before `call`; undefined for a call without a machine.
 * @param target the machine as it was confirmed; null if only its id is known
 */
export function lookBefore(call: Call, target: Identity | null, connection: Connection): Look | undefined {
  const {machineId} = call;
  if (machineId === undefined) return undefined;
  let expected = target;
  let last: MachineWithEvents | null = null;
  const {limits, proxySecrets: secrets} = connection;
  const params = {machineId} satisfies AnyParams;
  const show = makeCall({name: 'show', method: methodSpec('show'), params, limits, secrets});
  return {
    call: show,
    isNeededFirst: target !== null,
    async judge(body, before) {
      const machine = await guarded(show, connection, () => decodeMachineWithEvents(readJson(show, connection, body)));
      if (machine?.id !== machineId) return 'what it is like now is not known';
      // A write of our own came first, so that the state that it left is the one to go by.
      if (expected && before.isAfterOther && !last) expected = {...expected, state: machine.state};
      const [reason] = [
        ...(expected ? changesOf(expected, machine) : stateChanges(call, machine, last, before)),
        ...newerEvents(machine, last, before),
      ];
      last = machine;
      return reason === undefined ? null : `it has changed: ${reason}`;
    },
  };
}

/** Without a target, the state must be as in the look before, or in the first look one in which the request has not worked. */
function stateChanges(
  {method}: Call,
  {state}: MachineWithEvents,
  last: MachineWithEvents | null,
  {unsureSince}: Before,
): readonly string[] {
  const mayBeDone =
    unsureSince !== null &&
    ((method.name === 'start' && state !== 'off') ||
      (method.name === 'stop' && (state === 'stopping' || !stateSpec(state).running)));
  return mayBeDone || (last && last.state !== state) ? [`it is ${state} now`] : [];
}

/** The events that may be of the request that was sent, or of another one after it. */
function newerEvents(
  {events}: MachineWithEvents,
  last: MachineWithEvents | null,
  {unsureSince, isServerTime}: Before,
): readonly string[] {
  if (unsureSince === null) return [];
  const known = last && new Set(last.events.map(eventKey));
  const since = unsureSince - (isServerTime ? ROUNDING_MS : UNKNOWN_CLOCK_MS);
  return events
    .filter(event => (known ? !known.has(eventKey(event)) : event.dtCreated === null || event.dtCreated >= since))
    .map(({name}) => `${name} was asked of it since`);
}
