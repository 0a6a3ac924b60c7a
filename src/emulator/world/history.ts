// Events of a machine: past ones, which are generated from its id on first use, and those that happened since.
import {Dice, fraction, hash} from './dice.js';
import {iso, type SimulatedMachine, type WireEvent} from './simulated.js';

/** `show` returns the last ten events. */
const KEPT = 10;
const HOUR = 3_600_000;

/** The machine's events, at most ten, newest first. */
export function eventsOf(machine: SimulatedMachine): readonly WireEvent[] {
  return machine.events ?? generatedEvents(machine);
}

/** The machine with a new event that was requested at `at`. */
export function withEvent(machine: SimulatedMachine, name: string, handle: string, at: number): SimulatedMachine {
  const time = iso(at);
  const event = {name, state: 'new', errorMsg: '', handle, dtModified: time, dtFinished: null, dtCreated: time};
  return {...machine, events: [event, ...eventsOf(machine)].slice(0, KEPT)};
}

/** The machine with this event in another state. Does nothing if the event is no longer among the last ten. */
export function withEventState(
  machine: SimulatedMachine,
  change: {readonly handle: string; readonly state: string; readonly errorMsg?: string},
  at: number,
): SimulatedMachine {
  const events = eventsOf(machine).map(event =>
    event.handle === change.handle ? withEventStateOf(event, change.state, change.errorMsg ?? '', at) : event,
  );
  return {...machine, events};
}

/** The machine with all open events cancelled. */
export function withOpenEventsCancelled(machine: SimulatedMachine, at: number): SimulatedMachine {
  const events = eventsOf(machine).map(event => (isOpen(event) ? withEventStateOf(event, 'cancelled', '', at) : event));
  return {...machine, events};
}

function isOpen(event: WireEvent): boolean {
  return event.state === 'new' || event.state === 'in progress';
}

function withEventStateOf(event: WireEvent, state: string, errorMsg: string, at: number): WireEvent {
  const time = iso(at);
  // Real servers leave dtFinished null on some finished events. Failed events always have it.
  const keepsNull = state === 'in progress' || (state === 'done' && fraction(event.handle) < 0.4);
  return {...event, state, errorMsg, dtModified: time, dtFinished: keepsNull ? null : time};
}

/** Past starts and stops that lead to the machine's seeded state, back to its creation. */
function generatedEvents(machine: SimulatedMachine): readonly WireEvent[] {
  const dice = new Dice(hash(machine.wire.id, 'events'));
  const created = Date.parse(machine.wire.dtCreated ?? '');
  const events: WireEvent[] = [];
  const isOn = machine.onSince !== null;
  let name: 'start' | 'stop' = isOn ? 'start' : 'stop';
  let end = machine.seededSince ?? created;
  const wanted = dice.whole(2, KEPT);
  while (events.length < wanted) {
    const begin = end - (name === 'start' ? dice.between(28_000, 88_000) : dice.between(13_000, 48_000));
    if (begin < created + HOUR) break;
    events.push(doneEvent(dice, name, begin, end));
    name = name === 'start' ? 'stop' : 'start';
    end = begin - dice.between(1, 30) * HOUR;
  }
  if (events.length < wanted) events.push(doneEvent(dice, 'create', created, created + dice.between(90_000, 240_000)));
  return events;
}

function doneEvent(dice: Dice, name: string, begin: number, end: number): WireEvent {
  const handle = dice.uuid();
  const asked = {name, state: 'new', errorMsg: '', handle, dtModified: '', dtFinished: null, dtCreated: iso(begin)};
  return withEventStateOf(asked, 'done', '', end);
}
