// Effects of start, stop, restart, destroy and time on one machine. Each returns the same object if nothing changes.
import {Dice} from './dice.js';
import {withEvent, withOpenEventsCancelled} from './history.js';
import {
  NO_CAPACITY,
  restartSegments,
  type Segment,
  startSegments,
  stepsOf,
  stopSegments,
  withState,
  withStep,
} from './lifecycle.js';
import {dueAt, type SimulatedMachine, type Step} from './simulated.js';

/** Maximum number of planned steps. Further restarts are ignored. */
const LONGEST_PLAN = 24;

/** States in which a stop or restart takes effect at once. In other states it is queued. */
const interruptible = new Set(['starting', 'serviceready', 'ready']);

/** The state that the machine reaches when its plan is done. */
function finalState(machine: SimulatedMachine): string {
  return machine.plan.findLast(step => step.state !== undefined)?.state ?? machine.wire.state;
}

/** The machine after all steps due by `now`, or null if it is destroyed. Each step is applied at its scheduled time. */
export function applyDueSteps(machine: SimulatedMachine, now: number, speed: number): SimulatedMachine | null {
  let current = machine;
  while (dueAt(current) <= now) {
    const [step, ...plan] = current.plan;
    if (step?.ends) return null;
    current = step ? withStep({...current, plan}, step, speed) : stop(current, dueAt(current), speed);
  }
  return current;
}

/** Starts the machine if it is off or stopping. Without capacity it returns to off with an error event. */
export function start(machine: SimulatedMachine, at: number, speed: number, hasCapacity = true): SimulatedMachine {
  if (finalState(machine) !== 'off' || machine.wire.state === 'starting') return machine;
  if (hasCapacity) return withTransition(machine, 'start', at, speed, dice => startSegments(machine, dice));
  const failing = (dice: Dice): readonly Segment[] => [
    ['starting', dice.between(1, 3)],
    ['off', 0],
  ];
  return withTransition(machine, 'start', at, speed, failing, NO_CAPACITY);
}

export function stop(machine: SimulatedMachine, at: number, speed: number): SimulatedMachine {
  if (finalState(machine) === 'off') return machine;
  const stopped = interruptible.has(machine.wire.state) ? withPlanCancelled(machine, at) : machine;
  return withTransition(stopped, 'stop', at, speed, dice => stopSegments(stopped, dice));
}

/** Restarts the machine, or starts it if it is off. A restart during a restart is queued. */
export function restart(machine: SimulatedMachine, at: number, speed: number): SimulatedMachine {
  if (machine.plan.length > LONGEST_PLAN) return machine;
  const cleared = interruptible.has(machine.wire.state) ? withPlanCancelled(machine, at) : machine;
  return withTransition(cleared, 'restart', at, speed, dice => restartSegments(cleared, dice));
}

/** Stops the machine immediately; it disappears after some seconds. */
export function destroy(machine: SimulatedMachine, at: number, speed: number): SimulatedMachine {
  if (machine.isDestroyed) return machine;
  const dice = new Dice(machine.dice);
  const isOff = machine.wire.state === 'off';
  const destroyed = {...machine, isDestroyed: true, plan: []};
  const down = isOff ? destroyed : withState(destroyed, 'stopping', at, speed);
  const plan = [{at: at + dice.between(3_000, 12_000) / speed, ends: true as const}];
  return {...down, plan, autoOffAt: null, dice: dice.state};
}

function withPlanCancelled(machine: SimulatedMachine, at: number): SimulatedMachine {
  return machine.plan.length === 0 ? machine : withOpenEventsCancelled({...machine, plan: []}, at);
}

/** The machine with the segments appended to its plan, and an event that tracks them. */
function withTransition(
  machine: SimulatedMachine,
  name: string,
  at: number,
  speed: number,
  segments: (dice: Dice) => readonly Segment[],
  errorMsg?: string,
): SimulatedMachine {
  const dice = new Dice(machine.dice);
  const handle = dice.uuid();
  const from = Math.max(at, machine.plan.at(-1)?.at ?? at);
  const ended = errorMsg === undefined ? {handle, state: 'done'} : {handle, state: 'error', errorMsg};
  const steps = stepsOf(segments(dice), from, speed, {handle, state: 'in progress'}, ended);
  const plan: readonly Step[] = [...machine.plan, ...steps];
  const asked = withEvent({...machine, plan, autoOffAt: null, dice: dice.state}, name, handle, at);
  return applyDueSteps(asked, at, speed) ?? asked;
}
