// The machines and their look-ups.

import {changedIn} from '../../catalogue/changes.js';
import {type Machine, stateSpec} from '../../catalogue/machine.js';
import {rateOf} from '../../catalogue/rate.js';

/** The machines of a fleet by their id. */
export interface MachineIndex {
  get(id: string): Machine | undefined;
  has(id: string): boolean;
}

export interface Fleet {
  /** In the server's order. */
  readonly machines: readonly Machine[];
  readonly byId: MachineIndex;
  readonly broken: number;
  readonly duplicates: number;
  /** Names that more than one machine has: these are shown with their id. */
  readonly sharedNames: ReadonlySet<string>;
  readonly totals: Totals;
}

/** How many machines are in which kind of state, and what the running ones cost. */
export interface Totals {
  readonly ready: number;
  readonly off: number;
  readonly moving: number;
  /** In states that are not in the specification. */
  readonly other: number;
  /** Dollars an hour of the running machines whose price is known: list prices, so an estimate wherever it is shown. */
  readonly hourly: number;
  /** How many running machines that is. */
  readonly priced: number;
  /** Running machines whose price is not known. */
  readonly unpriced: number;
}

/** The fleet that these machines are. */
export function fleetOf(machines: readonly Machine[], broken = 0, duplicates = 0): Fleet {
  return {
    machines,
    byId: indexOf(machines, positionsOf(machines)),
    broken,
    duplicates,
    sharedNames: sharedNamesOf(machines),
    totals: machines.reduce((totals, machine) => addToTotals(totals, machine, 1), {...zeroTotals}),
  };
}

/** The fleet that `machines` are, with everything of `before` that still holds. */
export function nextFleet(previous: Fleet, machines: readonly Machine[], broken: number, duplicates: number): Fleet {
  const changed = changedIn(previous.machines, machines);
  if (changed === null) return fleetOf(machines, broken, duplicates);
  const isRenamed = changed.some(index => machines[index]?.name !== previous.machines[index]?.name);
  return {
    machines,
    byId: indexOf(machines, positionsByIndex.get(previous.byId) ?? positionsOf(machines)),
    broken,
    duplicates,
    sharedNames: isRenamed ? sharedNamesOf(machines) : previous.sharedNames,
    totals: changed.reduce(
      (totals, index) => {
        addToTotals(totals, previous.machines[index], -1);
        return addToTotals(totals, machines[index], 1);
      },
      {...previous.totals},
    ),
  };
}

type MutableTotals = {-readonly [N in keyof Totals]: Totals[N]};

const zeroTotals: Totals = {ready: 0, off: 0, moving: 0, other: 0, hourly: 0, priced: 0, unpriced: 0};

/** Adds a machine to the totals, or takes it away; returns them. */
function addToTotals(totals: MutableTotals, machine: Machine | undefined, by: 1 | -1): MutableTotals {
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
const positionsByIndex = new WeakMap<MachineIndex, Positions>();

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
  positionsByIndex.set(index, at);
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
