// What start, stop, restart, destroy and time do to one machine. Each returns the same machine where nothing is to do.
import {Dice} from './dice.js';
import {withEvent, withOpenEventsCancelled} from './history.js';
import {
  applied,
  entered,
  NO_CAPACITY,
  restartStretches,
  type Stretch,
  startStretches,
  stepsOf,
  stopStretches,
} from './lifecycle.js';
import {dueAt, type SimulatedMachine, type Step} from './simulated.js';

/** Requests on top of requests are kept up to here; more change nothing. */
const LONGEST_PLAN = 24;

/** States out of which a stop or a restart takes effect at once; during others it waits for its turn. */
const interruptible = new Set(['starting', 'serviceready', 'ready']);

/** The state the machine ends in if nothing more is asked of it. */
function goal(machine: SimulatedMachine): string {
  return machine.plan.findLast(step => step.state !== undefined)?.state ?? machine.wire.state;
}

/** The machine with all that was due by `now` done; null once it is gone. Steps happen at their own time, however late. */
export function settle(machine: SimulatedMachine, now: number, speed: number): SimulatedMachine | null {
  let current = machine;
  while (dueAt(current) <= now) {
    const [step, ...plan] = current.plan;
    if (step?.ends) return null;
    current = step ? applied({...current, plan}, step, speed) : stop(current, dueAt(current), speed);
  }
  return current;
}

/** Boots the machine if it is off or on its way there. Without capacity it falls back to off with an error event. */
export function start(machine: SimulatedMachine, at: number, speed: number, hasCapacity = true): SimulatedMachine {
  if (goal(machine) !== 'off' || machine.wire.state === 'starting') return machine;
  if (hasCapacity) return scheduled(machine, 'start', at, speed, dice => startStretches(machine, dice));
  const failing = (dice: Dice): readonly Stretch[] => [
    ['starting', dice.between(1, 3)],
    ['off', 0],
  ];
  return scheduled(machine, 'start', at, speed, failing, NO_CAPACITY);
}

export function stop(machine: SimulatedMachine, at: number, speed: number): SimulatedMachine {
  if (goal(machine) === 'off') return machine;
  const stopped = interruptible.has(machine.wire.state) ? interrupted(machine, at) : machine;
  return scheduled(stopped, 'stop', at, speed, dice => stopStretches(stopped, dice));
}

/** Restarts, and restarts again when that is asked during a restart. A machine that is off boots. */
export function restart(machine: SimulatedMachine, at: number, speed: number): SimulatedMachine {
  if (machine.plan.length > LONGEST_PLAN) return machine;
  const cleared = interruptible.has(machine.wire.state) ? interrupted(machine, at) : machine;
  return scheduled(cleared, 'restart', at, speed, dice => restartStretches(cleared, dice));
}

/** Shut down at once and gone after some seconds. */
export function destroy(machine: SimulatedMachine, at: number, speed: number): SimulatedMachine {
  if (machine.isDoomed) return machine;
  const dice = new Dice(machine.dice);
  const isOff = machine.wire.state === 'off';
  const doomed = {...machine, isDoomed: true, plan: []};
  const down = isOff ? doomed : entered(doomed, 'stopping', at, speed);
  const plan = [{at: at + dice.between(3_000, 12_000) / speed, ends: true as const}];
  return {...down, plan, autoOffAt: null, dice: dice.state};
}

function interrupted(machine: SimulatedMachine, at: number): SimulatedMachine {
  return machine.plan.length === 0 ? machine : withOpenEventsCancelled({...machine, plan: []}, at);
}

/** The machine with the stretches after whatever it is busy with, and an event that follows them. */
function scheduled(
  machine: SimulatedMachine,
  name: string,
  at: number,
  speed: number,
  stretches: (dice: Dice) => readonly Stretch[],
  errorMsg?: string,
): SimulatedMachine {
  const dice = new Dice(machine.dice);
  const handle = dice.uuid();
  const from = Math.max(at, machine.plan.at(-1)?.at ?? at);
  const ended = errorMsg === undefined ? {handle, state: 'done'} : {handle, state: 'error', errorMsg};
  const steps = stepsOf(stretches(dice), from, speed, {handle, state: 'in progress'}, ended);
  const plan: readonly Step[] = [...machine.plan, ...steps];
  const asked = withEvent({...machine, plan, autoOffAt: null, dice: dice.state}, name, handle, at);
  return settle(asked, at, speed) ?? asked;
}
