// Which events of a machine's history belong to a request.
import {eventKey, type MachineEvent} from '../../catalogue/machine.js';
import type {MachineWithEvents} from '../../catalogue/types.js';
import type {Model} from '../model/model.js';
import type {Operation} from '../model/operation.js';

/** Event times may be whole seconds, as the Date header is, from which the server's clock is known. */
const roundingMs = 1000;
/** Clock difference allowed for while neither the server's clock nor the history before the request is known. */
const skewMs = 5000;
/** A history is that of before a request if it is at most this old. */
const freshMs = 30_000;

/** The events of the machine that are known now; null if its history is not known, or not well enough. */
export function knownEvents({details, time}: Model, id: string | null): ReadonlySet<string> | null {
  const answer = id === null ? undefined : details.get(id);
  if (answer?.status !== 'known' || time.now - answer.at > freshMs) return null;
  return new Set(answer.value.events.map(eventKey));
}

/** The newest event of the operation's method that its request can have caused, or undefined. */
export function eventOf(
  operation: Operation,
  {events}: MachineWithEvents,
  offsetMs: number | null,
): MachineEvent | undefined {
  return events.find(event => event.name === operation.method && isSince(event, operation, offsetMs));
}

function isSince(event: MachineEvent, operation: Operation, offsetMs: number | null): boolean {
  const {eventsBefore, sentWall, askedWall} = operation;
  if (eventsBefore?.has(eventKey(event))) return false;
  if (event.dtCreated === null) return eventsBefore !== null;
  const sent = sentWall ?? askedWall;
  if (offsetMs !== null) return event.dtCreated >= sent + offsetMs - roundingMs;
  // The clocks may differ by any amount, but what was not in the history before is new.
  return eventsBefore !== null || event.dtCreated >= sent - skewMs;
}
