// What the API answers with, as it sends it: the names and the types of values of its JSON.

import type {FieldKind, KnownState, MACHINE_FIELDS} from '../catalogue/machine.js';
import type {ChoiceList} from '../catalogue/spec.js';
import type {MethodName} from '../catalogue/types.js';
import type {WireNetwork, WireScript, WireTemplate, WireUser} from '../catalogue/wire-lists.js';

type Row = (typeof MACHINE_FIELDS)[number];
type Sent<K extends FieldKind> = K extends 'boolean' ? boolean : K extends 'number' | 'hours' ? number : string;

type Simplify<T> = {[K in keyof T]: T[K]};

/** Rows with a source of their own are beyond the specification: some servers send them. */
type Fields = Simplify<
  {readonly [F in Row as F extends {source: string} ? never : F['name']]: Sent<F['kind']> | null} & {
    readonly [F in Row as F extends {source: string} ? F['name'] : never]?: Sent<F['kind']> | null;
  }
>;

/** One of the eight states of the specification; a server may name others. */
export type MachineState = KnownState | (string & {});

/** A machine. Bytes travel as text of digits, dates as ISO 8601 text; much is null while it is provisioning. */
export interface Machine extends Fields {
  readonly id: string;
  readonly name: string;
  readonly state: MachineState;
}

/** One entry of a machine's history. */
export interface MachineEvent {
  /** What was done, like `start` or `stop`. */
  readonly name: string;
  /** `done`, `error`, or what is under way. */
  readonly state: string;
  readonly errorMsg: string;
  readonly handle: string;
  readonly dtCreated: string | null;
  readonly dtModified: string | null;
  /** Null at times even on events that are done. */
  readonly dtFinished: string | null;
}

/** What `show` and `waitfor` answer: at most ten events, newest first. */
export interface MachineWithEvents extends Machine {
  readonly events?: readonly MachineEvent[];
}

export interface Availability {
  readonly available: boolean;
}

/** Rates are dollars as text, or the number 0 where nothing was used. */
export interface UtilizationPart {
  readonly machineId: string;
  readonly secondsUsed: number;
  readonly hourlyRate?: string | number;
  readonly monthlyRate?: string | number;
  readonly billingMonth: string;
}

export interface Utilization {
  readonly machineId: string;
  readonly utilization: UtilizationPart;
  readonly storageUtilization?: UtilizationPart;
}

/** An empty object: the API said yes (204) and nothing else. */
export type Confirmation = Readonly<Record<string, never>>;

export type {
  WireNetwork as Network,
  WireScript as Script,
  WireTemplate as Template,
  WireUser as User,
} from '../catalogue/wire-lists.js';

/** What each of the twelve methods resolves with. */
export interface Answers extends Record<MethodName, unknown> {
  readonly availability: Availability;
  readonly create: Machine;
  readonly destroy: Confirmation;
  readonly list: readonly Machine[];
  readonly restart: Confirmation;
  /** Servers that confirm without a machine answer with an empty object. */
  readonly setAccessForUser: Machine | Confirmation;
  readonly show: MachineWithEvents;
  readonly start: Confirmation;
  readonly stop: Confirmation;
  readonly update: Confirmation;
  readonly utilization: Utilization;
  readonly waitfor: MachineWithEvents;
}

/** What each list of choices resolves with, item by item. */
export interface ListItems extends Record<ChoiceList, unknown> {
  readonly templates: WireTemplate;
  readonly networks: WireNetwork;
  readonly users: WireUser;
  readonly scripts: WireScript;
}
