// The listed machines, their index by id and their totals.
import {changedIn} from '../../catalogue/changes.js';
import {type Machine, stateSpec} from '../../catalogue/machine.js';
import {rateOf} from '../../catalogue/rate.js';

/** The machines of a fleet by their id. */
export interface MachineIndex {
  get(id: string): Machine | undefined;
  has(id: string): boolean;
}

/** The machines of the last list and what is derived from them. */
export interface Fleet {
  /** In the server's order. */
  readonly machines: readonly Machine[];
  readonly byId: MachineIndex;
  /** Entries of the list that could not be decoded. */
  readonly broken: number;
  /** Entries of the list that repeat an id. */
  readonly duplicates: number;
  /** Names that more than one machine has; such a machine is shown with its id. */
  readonly sharedNames: ReadonlySet<string>;
  readonly totals: Totals;
}

/** Counts of machines by kind of state, and the cost of the running ones. */
export interface Totals {
  readonly ready: number;
  readonly off: number;
  readonly moving: number;
  /** Machines in any other state, including states that the API does not document. */
  readonly other: number;
  /** Dollars per hour of the running machines with a known price. An estimate: it uses list prices. */
  readonly hourly: number;
  /** Running machines whose price is known. */
  readonly priced: number;
  /** Running machines whose price is not known. */
  readonly unpriced: number;
}

/** A fleet of these machines, computed from scratch. */
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

/** A fleet of these machines. It reuses index and totals of the previous fleet if ids and order are the same. */
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

/** Adds a machine to the totals (`by` 1) or subtracts it (`by` -1). Mutates and returns `totals`. */
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

/** Positions by index, so that the next fleet in the same order does not build the map again. */
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
