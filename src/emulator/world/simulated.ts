// A machine as the emulator holds it: what the wire shows, and what drives it.
import type {FieldKind, KnownState, MACHINE_FIELDS} from '../../catalogue/machine.js';

type WireValue<K extends FieldKind> = K extends 'number' | 'hours' ? number : K extends 'boolean' ? boolean : string;
type FieldRow = (typeof MACHINE_FIELDS)[number];
type SpecifiedRow = Exclude<FieldRow, {source: string}>;

/** The 27 fields that the specification prints: bytes are text of digits, dates ISO 8601 text. */
export type WireMachine = {readonly id: string; readonly name: string; readonly state: string} & {
  readonly [F in SpecifiedRow as F['name']]: WireValue<F['kind']> | null;
};

/** One entry of a machine's history as `show` prints it. */
export interface WireEvent {
  readonly name: string;
  readonly state: string;
  readonly errorMsg: string;
  readonly handle: string;
  readonly dtModified: string;
  readonly dtFinished: string | null;
  readonly dtCreated: string;
}

/** One thing that will happen to a machine at a time: a state entered, an event moved on, fields filled in, the end. */
export interface Step {
  readonly at: number;
  readonly state?: KnownState;
  readonly event?: {readonly handle: string; readonly state: string; readonly errorMsg?: string};
  /** The name of an event that begins with this step, under the handle of `event`. */
  readonly opens?: string;
  readonly fills?: true;
  readonly ends?: true;
}

/** What a machine was ordered as. The wire shows most of it only once provisioning has filled it in. */
export interface Order {
  readonly type: string;
  readonly billing: 'hourly' | 'monthly';
  readonly sizeGb: number;
  readonly region: string;
  readonly os: string;
  readonly networkId: string;
  readonly privateIp: string;
}

/** What one month of the specification's own example printed. */
export interface PrintedMonth {
  readonly secondsUsed: number;
  readonly hourlyRate: string;
  readonly storageSecondsUsed: number;
  readonly storageMonthlyRate: string;
}

export interface SimulatedMachine {
  readonly wire: WireMachine;
  /** Newest first, at most ten; null while they are still the ones that `history` draws from the id. */
  readonly events: readonly WireEvent[] | null;
  /** In the order of time. */
  readonly plan: readonly Step[];
  readonly order: Order;
  /** State of the machine's own dice, so that one machine's times do not depend on what others do. */
  readonly dice: number;
  /** When the settled state it was seeded in began; null for machines created since. */
  readonly seededSince: number | null;
  readonly addressKind: 'none' | 'static' | 'dynamic';
  readonly starts: number;
  readonly readySince: number | null;
  /** When it shuts itself down unless something happens before. */
  readonly autoOffAt: number | null;
  /** Since when the current running time is metered, and what was metered before, by month, in seconds. */
  readonly onSince: number | null;
  readonly used: Readonly<Record<string, number>>;
  readonly printed?: Readonly<Record<string, PrintedMonth>>;
  /** Users with access besides the owner. */
  readonly grants: readonly string[];
  /** Destroyed and about to vanish. */
  readonly isDoomed: boolean;
}

/** When something happens to the machine next, if nobody asks anything of it. */
export function dueAt(machine: SimulatedMachine): number {
  return machine.plan[0]?.at ?? machine.autoOffAt ?? Number.POSITIVE_INFINITY;
}

export function isLinux(machine: SimulatedMachine): boolean {
  return machine.wire.agentType !== 'WindowsDesktop';
}

export function iso(time: number): string {
  return new Date(time).toISOString();
}
