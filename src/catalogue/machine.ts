// The fields and states of a machine.

/** Type of a field. On the wire `bytes` is a string of digits, `date` an ISO 8601 string, `hours` a number. */
export type FieldKind = 'text' | 'number' | 'bytes' | 'boolean' | 'date' | 'hours';

export interface FieldSpec {
  readonly name: string;
  readonly kind: FieldKind;
  readonly label: string;
  readonly description: string;
  readonly source?: string;
}

/** The fields of a machine in the order of the specification, then those that only real servers send. */
export const MACHINE_FIELDS = [
  {name: 'os', kind: 'text', label: 'operating system', description: 'the operating system'},
  {name: 'ram', kind: 'bytes', label: 'memory', description: 'memory'},
  {name: 'cpus', kind: 'number', label: 'cpus', description: 'virtual cpus'},
  {name: 'gpu', kind: 'text', label: 'gpu', description: 'the graphics card; "None" on CPU machines'},
  {name: 'storageTotal', kind: 'bytes', label: 'disk', description: 'size of the disk'},
  {name: 'storageUsed', kind: 'bytes', label: 'disk used', description: 'used part of the disk; rarely kept current'},
  {name: 'usageRate', kind: 'text', label: 'usage rate', description: 'machine type and billing'},
  {name: 'shutdownTimeoutInHours', kind: 'hours', label: 'auto-off after', description: 'hours until it is shut down'},
  {name: 'shutdownTimeoutForces', kind: 'boolean', label: 'auto-off forces', description: 'shut down even when in use'},
  {name: 'performAutoSnapshot', kind: 'boolean', label: 'auto snapshots', description: 'snapshots are taken'},
  {name: 'autoSnapshotFrequency', kind: 'text', label: 'snapshot every', description: 'hour, day or week'},
  {name: 'autoSnapshotSaveCount', kind: 'number', label: 'snapshots kept', description: 'how many snapshots are kept'},
  {name: 'agentType', kind: 'text', label: 'agent', description: 'WindowsDesktop, LinuxDesktop or LinuxHeadless'},
  {name: 'dtCreated', kind: 'date', label: 'created', description: 'when it was created'},
  {
    name: 'updatesPending',
    kind: 'boolean',
    label: 'updates pending',
    description: 'the system will update at the next change',
  },
  {name: 'networkId', kind: 'text', label: 'network', description: 'the private network'},
  {name: 'privateIpAddress', kind: 'text', label: 'private ip', description: 'address inside the network'},
  {name: 'publicIpAddress', kind: 'text', label: 'public ip', description: 'address on the internet'},
  {name: 'dynamicPublicIp', kind: 'boolean', label: 'dynamic ip', description: 'a new public address at each start'},
  {name: 'region', kind: 'text', label: 'region', description: 'where it stands'},
  {name: 'userId', kind: 'text', label: 'user', description: 'the user it is assigned to'},
  {name: 'teamId', kind: 'text', label: 'team', description: 'the team it belongs to'},
  {name: 'scriptId', kind: 'text', label: 'script', description: 'the script run at startup'},
  {name: 'dtLastRun', kind: 'date', label: 'script last run', description: 'when the startup script last ran'},
  {name: 'machineType', kind: 'text', label: 'type', description: 'machine type', source: 'vendor samples of 2022'},
  {
    name: 'restorePointFrequency',
    kind: 'text',
    label: 'restore point',
    description: 'when one is made',
    source: 'vendor samples of 2022',
  },
] as const satisfies readonly FieldSpec[];

type ValueOf<K extends FieldKind> = K extends 'text' ? string : K extends 'boolean' ? boolean : number;

type Fields = {readonly [F in (typeof MACHINE_FIELDS)[number] as F['name']]: ValueOf<F['kind']> | null};

/**
 * A decoded machine. Text is clean (see text/clean.ts), bytes are numbers, dates are milliseconds since 1970. A field is null
 * if the server omitted it, sent null, or sent a value that cannot be read.
 */
export interface Machine extends Fields {
  /** Matches `[A-Za-z0-9_-]{1,64}`, so that it is safe in a URL path. */
  readonly id: string;
  readonly name: string;
  /** Part of the name was replaced or cut, so that it cannot be typed as a confirmation. */
  readonly nameIsOdd: boolean;
  /** One of STATES in lower case, or an unknown state as the server sent it. */
  readonly state: string;
}

/** An entry of a machine's history. `show` returns the last ten, newest first. Times are milliseconds since 1970. */
export interface MachineEvent {
  readonly name: string;
  readonly state: string;
  readonly errorMsg: string;
  readonly handle: string;
  readonly dtCreated: number | null;
  readonly dtModified: number | null;
  /** Can be null even if the event is done. */
  readonly dtFinished: number | null;
}

/** What an event is recognised by in another answer of `show`. */
export function eventKey({handle, name, dtCreated}: MachineEvent): string {
  return handle === '' ? `${name} ${dtCreated}` : handle;
}

export interface StateSpec {
  readonly name: string;
  /** In transition to another state, so that it is polled more often. */
  readonly moving: boolean;
  /** In this state the machine is billed and reachable. */
  readonly running: boolean;
  readonly glyph: string;
  readonly ascii: string;
  readonly description: string;
}

/** The eight states of the specification. Servers may send others, which are shown unchanged and block no action. */
export const STATES = [
  {
    name: 'ready',
    moving: false,
    running: true,
    glyph: '●',
    ascii: '*',
    description: 'running, and the agent takes logins',
  },
  {
    name: 'serviceready',
    moving: true,
    running: true,
    glyph: '◌',
    ascii: ':',
    description: 'running, the agent is not up yet',
  },
  {name: 'starting', moving: true, running: true, glyph: '◐', ascii: '>', description: 'on its way to ready'},
  {name: 'stopping', moving: true, running: true, glyph: '◑', ascii: 'x', description: 'on its way to off'},
  {name: 'restarting', moving: true, running: true, glyph: '↻', ascii: '~', description: 'stopping, then starting'},
  {
    name: 'upgrading',
    moving: true,
    running: true,
    glyph: '⇧',
    ascii: '^',
    description: 'its specification is being changed',
  },
  {name: 'provisioning', moving: true, running: false, glyph: '✚', ascii: '+', description: 'being created'},
  {name: 'off', moving: false, running: false, glyph: '○', ascii: 'o', description: 'shut down'},
] as const satisfies readonly StateSpec[];

export type KnownState = (typeof STATES)[number]['name'];

const unknownState: StateSpec = {
  name: '',
  moving: false,
  running: false,
  glyph: '◇',
  ascii: '?',
  description: 'unknown',
};
const statesByName = new Map<string, StateSpec>(STATES.map(row => [row.name, row]));

/** The row of a state. An unknown state gets a row under its own name that blocks no action. */
export function stateSpec(name: string): StateSpec {
  return statesByName.get(name) ?? {...unknownState, name};
}

/** Whether a machine in `state` satisfies a wait for `wanted`. `ready` also satisfies `serviceready`. */
export function satisfies(state: string, wanted: string): boolean {
  return state === wanted || (wanted === 'serviceready' && state === 'ready');
}

/**
 * Name of an operating system without the kernel and distribution details that real servers append after a semicolon, as in
 * "Ubuntu 18.04.1 LTS; uname: …"; '' for null.
 */
export function osText(os: string | null): string {
  return os?.split(';', 1)[0]?.trim() ?? '';
}
