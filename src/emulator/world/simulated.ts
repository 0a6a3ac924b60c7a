// A simulated machine: the fields that the API shows, and the state that drives it.
import type {FieldKind, KnownState, MACHINE_FIELDS} from '../../catalogue/machine.js';

type WireValue<K extends FieldKind> = K extends 'number' | 'hours' ? number : K extends 'boolean' ? boolean : string;
type FieldRow = (typeof MACHINE_FIELDS)[number];
type SpecifiedRow = Exclude<FieldRow, {source: string}>;

/** The 27 fields in the specification. Bytes are strings of digits, dates are ISO 8601 strings. */
export type WireMachine = {readonly id: string; readonly name: string; readonly state: string} & {
  readonly [F in SpecifiedRow as F['name']]: WireValue<F['kind']> | null;
};

/** An entry of a machine's history as `show` returns it. */
export interface WireEvent {
  readonly name: string;
  readonly state: string;
  readonly errorMsg: string;
  readonly handle: string;
  readonly dtModified: string;
  readonly dtFinished: string | null;
  readonly dtCreated: string;
}

/** A scheduled change of a machine: a new state, an event update, fields to fill in, or its removal. */
export interface Step {
  readonly at: number;
  readonly state?: KnownState;
  readonly event?: {readonly handle: string; readonly state: string; readonly errorMsg?: string};
  /** Name of an event that begins with this step, with the handle of `event`. */
  readonly opens?: string;
  readonly fills?: true;
  readonly ends?: true;
}

/** The specification that a machine was created with. Most of it is visible in `wire` only after provisioning. */
export interface MachineSpec {
  readonly type: string;
  readonly billing: 'hourly' | 'monthly';
  readonly sizeGb: number;
  readonly region: string;
  readonly os: string;
  readonly networkId: string;
  readonly privateIp: string;
}

/** The billing month in the specification's example. */
export interface PrintedMonth {
  readonly secondsUsed: number;
  readonly hourlyRate: string;
  readonly storageSecondsUsed: number;
  readonly storageMonthlyRate: string;
}

export interface SimulatedMachine {
  readonly wire: WireMachine;
  /** At most ten, newest first; null while they are those that history.ts generates from the id. */
  readonly events: readonly WireEvent[] | null;
  /** In chronological order. */
  readonly plan: readonly Step[];
  readonly spec: MachineSpec;
  /** State of the machine's own random generator, so that its timing does not depend on other machines. */
  readonly dice: number;
  /** When the seeded state began; null for machines that were created later. */
  readonly seededSince: number | null;
  readonly addressKind: 'none' | 'static' | 'dynamic';
  readonly starts: number;
  readonly readySince: number | null;
  /** Time of the automatic shutdown, or null. */
  readonly autoOffAt: number | null;
  /** Start of the current metering period; null while the machine is off. */
  readonly onSince: number | null;
  /** Metered seconds by month, without the current period. */
  readonly used: Readonly<Record<string, number>>;
  readonly printed?: Readonly<Record<string, PrintedMonth>>;
  /** Ids of users with access besides the owner. */
  readonly grants: readonly string[];
  /** Destroyed, but not yet removed. */
  readonly isDestroyed: boolean;
}

/** Time of the machine's next scheduled change; Infinity if there is none. */
export function dueAt(machine: SimulatedMachine): number {
  return machine.plan[0]?.at ?? machine.autoOffAt ?? Number.POSITIVE_INFINITY;
}

export function isLinux(machine: SimulatedMachine): boolean {
  return machine.wire.agentType !== 'WindowsDesktop';
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}
