// The initial fleet: handwritten machines of all kinds, in all eight states, of different users, and random ones after them.
import type {KnownState} from '../../catalogue/machine.js';
import type {Region} from '../../catalogue/offers.js';
import type {TemplateKey} from '../world/account-data.js';
import {Dice, hash} from '../world/dice.js';

export interface FleetRow {
  readonly name: string;
  readonly type: string;
  readonly region: Region['short'];
  readonly template: TemplateKey;
  readonly user: string;
  readonly state: KnownState;
  readonly diskGb: number;
  readonly ageDays: number;
  /** Hours since the last start or stop finished. */
  readonly sinceHours: number;
  readonly billing?: 'monthly';
  readonly ip?: 'static' | 'dynamic';
  /** Automatic shutdown in hours, 168 by default; null for never. */
  readonly autoOff?: number | null;
  readonly snapshots?: readonly [frequency: string, kept: number];
  readonly scriptId?: string;
  readonly hasUpdates?: true;
  /** Its last start failed for lack of capacity. */
  readonly hasFailed?: true;
}

const [sam, jon, anna, bo, mei, jo] = ['u123abc', 'u12abc', 'uanna7k2', 'ubo3m9xq', 'umei5r1t', 'ujo8d4wz'];

type Place = readonly [type: string, region: Region['short'], template: TemplateKey];
type Time = readonly [state: KnownState, sinceHours: number, ageDays: number];

function row(
  name: string,
  place: Place,
  user: string,
  diskGb: number,
  time: Time,
  more: Partial<FleetRow> = {},
): FleetRow {
  const [type, region, template] = place;
  const [state, sinceHours, ageDays] = time;
  return {name, type, region, template, user, state, diskGb, ageDays, sinceHours, ...more};
}

const LONG_NAME = 'quarterly-forecast-backtest-with-the-extended-feature-set-do-not-stop-before-friday';

/** The machines after the specification's `My Machine`. */
export const FLEET_ROWS: readonly FleetRow[] = [
  row('train-a100-01', ['A100', 'NY2', 'ml'], jon, 250, ['ready', 3.2, 41], {
    ip: 'dynamic',
    autoOff: 24,
    snapshots: ['week', 4],
  }),
  row('train-a100-02', ['A100', 'NY2', 'own'], jon, 250, ['starting', 14, 41], {
    ip: 'dynamic',
    autoOff: 24,
    scriptId: 'sc123abc',
  }),
  row('train-p5k-07', ['P5000', 'CA1', 'ubuntu20'], mei, 250, ['off', 19, 12], {hasFailed: true}),
  row('train-p5k-08', ['P5000', 'CA1', 'ubuntu20'], mei, 500, ['ready', 218, 12], {ip: 'static', autoOff: null}),
  row('win-cad-anna', ['GPU+', 'AMS1', 'windows10'], anna, 100, ['ready', 22, 210], {ip: 'static', hasUpdates: true}),
  row('win-cad-bo', ['GPU+', 'AMS1', 'windows10'], bo, 100, ['stopping', 9, 210], {ip: 'dynamic'}),
  row('build-linux-1', ['C5', 'NY2', 'ubuntu22'], sam, 50, ['serviceready', 30, 95], {scriptId: 'sc123abc'}),
  row('build-linux-2', ['C5', 'NY2', 'ubuntu22'], sam, 50, ['restarting', 51, 95], {scriptId: 'sc123abc'}),
  row('sandbox-jo', ['P4000', 'CA1', 'ml'], jo, 100, ['provisioning', 0, 0], {ip: 'dynamic'}),
  row('legacy-air', ['Air', 'NY2', 'windows'], sam, 50, ['upgrading', 700, 1_730], {billing: 'monthly'}),
  row('demo-01', ['P4000', 'NY2', 'desktop'], sam, 50, ['off', 320, 88]),
  row('demo-02', ['P4000', 'NY2', 'desktop'], sam, 50, ['off', 321, 88], {ip: 'static'}),
  row('render-v100-a', ['V100', 'NY2', 'ubuntu18'], bo, 1000, ['ready', 7.7, 160], {ip: 'dynamic', autoOff: 8}),
  row('render-v100-b', ['V100', 'AMS1', 'ubuntu18'], bo, 1000, ['off', 40, 160], {ip: 'dynamic', autoOff: 8}),
  row('ci-runner-7', ['C7', 'NY2', 'ubuntu22'], sam, 100, ['ready', 80, 300], {autoOff: null}),
  row('web-staging', ['C4', 'AMS1', 'ubuntu20'], anna, 50, ['ready', 1_410, 400], {
    ip: 'static',
    autoOff: null,
    snapshots: ['day', 7],
  }),
  row('db-replica', ['C8', 'CA1', 'ubuntu20'], jon, 500, ['ready', 2_900, 610], {
    autoOff: null,
    snapshots: ['hour', 3],
  }),
  row('jupyter-mei', ['RTX4000', 'CA1', 'ml'], mei, 250, ['ready', 5.4, 66], {ip: 'dynamic', autoOff: 12}),
  row('レンダリング-東京', ['P6000', 'NY2', 'desktop'], mei, 250, ['ready', 1.1, 19], {ip: 'static'}),
  row('🚀 launch-box', ['P4000', 'AMS1', 'ubuntu22'], jo, 100, ['off', 6, 33], {ip: 'dynamic'}),
  row(LONG_NAME, ['A4000', 'NY2', 'ubuntu22'], anna, 250, ['ready', 61, 8], {ip: 'dynamic'}),
  row('centos-legacy', ['C3', 'NY2', 'centos'], jon, 50, ['off', 2_300, 1_200]),
  row('demo-mon', ['Advanced', 'CA1', 'windows'], anna, 100, ['ready', 130, 500], {
    billing: 'monthly',
    hasUpdates: true,
  }),
];

const ROLES = ['train', 'render', 'build', 'notebook', 'batch', 'web', 'sim', 'dev', 'eval', 'stream'] as const;
const PEOPLE = [sam, jon, anna, bo, mei, jo] as const;
const PLACES: readonly [Place, ...Place[]] = [
  ['P4000', 'NY2', 'ubuntu20'],
  ['P5000', 'NY2', 'ml'],
  ['V100', 'NY2', 'own'],
  ['A100', 'NY2', 'ml'],
  ['C5', 'NY2', 'ubuntu22'],
  ['C3', 'CA1', 'ubuntu22'],
  ['C7', 'CA1', 'centos'],
  ['A5000', 'CA1', 'ubuntu22'],
  ['RTX4000', 'AMS1', 'desktop'],
  ['GPU+', 'AMS1', 'windows10'],
  ['Air', 'NY2', 'windows'],
  ['C4', 'AMS1', 'ubuntu20'],
];
const MOVING = ['starting', 'stopping', 'restarting', 'serviceready'] as const;
const IPS: readonly [FleetRow['ip'], ...FleetRow['ip'][]] = ['static', 'dynamic', undefined, undefined];
const DISKS = [50, 50, 100, 250, 500] as const;

/** Random row number `index`, for fleets larger than FLEET_ROWS. One in two hundred machines is in a transition. */
export function randomRow(seed: number, index: number): FleetRow {
  const dice = new Dice(hash(seed, 'row', index));
  const place = dice.pick(PLACES);
  const isMoving = dice.chance(0.005);
  const state = isMoving ? dice.pick(MOVING) : dice.chance(0.66) ? 'ready' : 'off';
  const name = `${dice.pick(ROLES)}-${place[0].toLowerCase().replace('+', '')}-${String(index).padStart(4, '0')}`;
  const time: Time = [state, dice.between(0.2, 160), dice.whole(7, 900)];
  const ip = dice.pick(IPS);
  return row(name, place, dice.pick(PEOPLE), dice.pick(DISKS), time, {
    ...(ip && {ip}),
    ...(dice.chance(0.03) && {hasUpdates: true as const}),
    ...(place[0] === 'Air' && {billing: 'monthly' as const}),
  });
}
