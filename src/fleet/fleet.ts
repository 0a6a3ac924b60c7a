// The machines and their look-ups. A fleet that follows another costs what changed: positions and names are shared.
import {changedIn} from '../catalogue/changes.js';
import {type Machine, stateSpec} from '../catalogue/machine.js';
import {rateOf} from './cost.js';
import type {Fleet, MachineIndex, Totals} from './model.js';

/** The fleet that these machines are. */
export function fleetOf(machines: readonly Machine[], broken = 0, duplicates = 0): Fleet {
  return {
    machines,
    byId: indexOf(machines, positionsOf(machines)),
    broken,
    duplicates,
    sharedNames: sharedNamesOf(machines),
    totals: machines.reduce((totals, machine) => counted(totals, machine, 1), {...nothing}),
  };
}

/** The fleet that `machines` are, with everything of `before` that still holds. */
export function nextFleet(before: Fleet, machines: readonly Machine[], broken: number, duplicates: number): Fleet {
  const changed = changedIn(before.machines, machines);
  if (changed === null) return fleetOf(machines, broken, duplicates);
  const isRenamed = changed.some(index => machines[index]?.name !== before.machines[index]?.name);
  return {
    machines,
    byId: indexOf(machines, positions.get(before.byId) ?? positionsOf(machines)),
    broken,
    duplicates,
    sharedNames: isRenamed ? sharedNamesOf(machines) : before.sharedNames,
    totals: changed.reduce(
      (totals, index) => {
        counted(totals, before.machines[index], -1);
        return counted(totals, machines[index], 1);
      },
      {...before.totals},
    ),
  };
}

type Counting = {-readonly [N in keyof Totals]: Totals[N]};

const nothing: Totals = {ready: 0, off: 0, moving: 0, other: 0, hourly: 0, priced: 0, unpriced: 0};

/** Adds a machine to the totals, or takes it away; returns them. */
function counted(totals: Counting, machine: Machine | undefined, by: 1 | -1): Counting {
  if (!machine) return totals;
  const {name, moving, running} = stateSpec(machine.state);
  totals[name === 'ready' ? 'ready' : name === 'off' ? 'off' : moving ? 'moving' : 'other'] += by;
  if (!running) return totals;
  const rate = rateOf(machine);
  if (typeof rate === 'number') {
    totals.hourly += by * rate;
    totals.priced += by;
  } else if (rate === null) totals.unpriced += by;
  return totals;
}

type Positions = ReadonlyMap<string, number>;

/** Kept beside the index, so that the next fleet in the same order need not count again. */
const positions = new WeakMap<MachineIndex, Positions>();

function positionsOf(machines: readonly Machine[]): Positions {
  return new Map(machines.map(({id}, index) => [id, index]));
}

function indexOf(machines: readonly Machine[], at: Positions): MachineIndex {
  const index: MachineIndex = {
    get: id => {
      const position = at.get(id);
      return position === undefined ? undefined : machines[position];
    },
    has: id => at.has(id),
  };
  positions.set(index, at);
  return index;
}

function sharedNamesOf(machines: readonly Machine[]): ReadonlySet<string> {
  const names = new Set<string>();
  const shared = new Set<string>();
  for (const {name} of machines) {
    if (names.has(name)) shared.add(name);
    names.add(name);
  }
  return shared;
}
