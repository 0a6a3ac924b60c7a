// Types of the API's JSON answers, as the library returns them.

import type {FieldKind, KnownState, MACHINE_FIELDS} from '../catalogue/machine.js';
import type {ChoiceList} from '../catalogue/spec.js';
import type {MethodName} from '../catalogue/types.js';
import type {WireNetwork, WireScript, WireTemplate, WireUser} from '../catalogue/wire-lists.js';

type Row = (typeof MACHINE_FIELDS)[number];
type Sent<K extends FieldKind> = K extends 'boolean' ? boolean : K extends 'number' | 'hours' ? number : string;

type Simplify<T> = {[K in keyof T]: T[K]};

/** Fields with a `source` are not in the specification and optional, because only some servers send them. */
type Fields = Simplify<
  {readonly [F in Row as F extends {source: string} ? never : F['name']]: Sent<F['kind']> | null} & {
    readonly [F in Row as F extends {source: string} ? F['name'] : never]?: Sent<F['kind']> | null;
  }
>;

/** One of the eight states of the specification. Servers may send others. */
export type MachineState = KnownState | (string & {});

/** A machine. Bytes are strings of digits, dates are ISO 8601 strings. Many fields are null while it is provisioning. */
export interface Machine extends Fields {
  readonly id: string;
  readonly name: string;
  readonly state: MachineState;
}

/** An entry of a machine's history. */
export interface MachineEvent {
  /** Operation, like `start` or `stop`. */
  readonly name: string;
  /** `done`, `error`, or a state of progress. */
  readonly state: string;
  readonly errorMsg: string;
  readonly handle: string;
  readonly dtCreated: string | null;
  readonly dtModified: string | null;
  /** Can be null even if the event is done. */
  readonly dtFinished: string | null;
}

/** Answer of `show` and `waitfor`, with at most ten events, newest first. */
export interface MachineWithEvents extends Machine {
  readonly events?: readonly MachineEvent[];
}

export interface Availability {
  readonly available: boolean;
}

/** Rates are dollars as text, or the number 0 if nothing was used. */
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

/** An empty object: the API confirmed without content (204). */
export type Confirmation = Readonly<Record<string, never>>;

export type {
  WireNetwork as Network,
  WireScript as Script,
  WireTemplate as Template,
  WireUser as User,
} from '../catalogue/wire-lists.js';

/** Results of the twelve methods. */
export interface Answers extends Record<MethodName, unknown> {
  readonly availability: Availability;
  readonly create: Machine;
  readonly destroy: Confirmation;
  readonly list: readonly Machine[];
  readonly restart: Confirmation;
  /** An empty object if the server's confirmation has no machine. */
  readonly setAccessForUser: Machine | Confirmation;
  readonly show: MachineWithEvents;
  readonly start: Confirmation;
  readonly stop: Confirmation;
  readonly update: Confirmation;
  readonly utilization: Utilization;
  readonly waitfor: MachineWithEvents;
}

/** Items of the lists of choices. */
export interface ListItems extends Record<ChoiceList, unknown> {
  readonly templates: WireTemplate;
  readonly networks: WireNetwork;
  readonly users: WireUser;
  readonly scripts: WireScript;
}
