// The account's templates, networks, users and scripts. Ids of the specification's examples come first.

import {REGIONS} from '../../catalogue/offers.js';
import type {WireNetwork, WireScript, WireTemplate, WireUser} from '../../catalogue/wire-lists.js';
import type {SimulatedMachine} from './simulated.js';

export interface AccountData {
  readonly templates: readonly WireTemplate[];
  readonly networks: readonly WireNetwork[];
  readonly users: readonly WireUser[];
  readonly scripts: readonly WireScript[];
}

export const TEAM = 'te456def';
/** Id of the user that the API key belongs to. */
export const SELF = 'u123abc';

function template(id: string, os: string, dtCreated: string, label: string | null = os): WireTemplate {
  return {id, name: `paperspace/${id}`, label, os, dtCreated};
}

const TEMPLATES = {
  windows: template(
    't123abc',
    'Microsoft Windows Server 2016 Datacenter',
    '2016-10-04T17:12:40.113Z',
    'Windows Server 2016',
  ),
  windows10: template('tnr2oh1m', 'Windows 10 (Server 2022)', '2022-03-17T18:40:05.201Z'),
  ubuntu22: template('t0nspur5', 'Ubuntu 22.04 Server', '2022-08-29T15:03:11.480Z'),
  ubuntu20: template('tkni3aa4', 'Ubuntu 20.04 Server', '2021-10-20T00:50:49.780Z'),
  ubuntu18: template('t04azgph', 'Ubuntu 18.04 Server', '2018-05-08T21:26:31.002Z'),
  desktop: template('tz0ireoj', 'Ubuntu 20.04 Desktop', '2021-10-20T00:54:02.517Z'),
  ml: template('twnlo3zj', 'Ubuntu 20.04 Server', '2022-01-11T19:08:44.926Z', 'ML-in-a-Box Ubuntu 20.04'),
  centos: template('t9taj00e', 'Centos 7 Server', '2017-06-22T16:58:39.330Z', null),
  own: {
    ...template('tq7w2e9r', 'Ubuntu 22.04 Server', '2023-02-14T09:31:00.655Z', 'train base, CUDA 12'),
    teamId: TEAM,
    userId: 'u12abc',
    region: 'East Coast (NY2)',
  },
} as const satisfies Readonly<Record<string, WireTemplate>>;

export type TemplateKey = keyof typeof TEMPLATES;

/** A template of seeded machines. */
export function seedTemplate(key: TemplateKey): WireTemplate {
  return TEMPLATES[key];
}

const [ny2, ca1, ams1] = REGIONS;

function network(id: string, name: string, region: string, address: string): WireNetwork {
  return {
    id,
    name,
    region,
    dtCreated: '2016-11-02T14:20:17.000Z',
    network: address,
    netmask: '255.255.255.0',
    teamId: TEAM,
  };
}

const NETWORKS = [
  network('n123abc', 'office', ny2.name, '10.64.20.0'),
  network('n789ghi', 'default', ny2.name, '10.64.21.0'),
  network('nq4x8zt2', 'default-ca1', ca1.name, '10.65.12.0'),
  network('nd0e5amk', 'default-ams1', ams1.name, '10.66.3.0'),
];

/** Id of the network for machines that are created without one. */
export function defaultNetwork(region: string): string {
  return NETWORKS.findLast(row => row.region === region)?.id ?? 'n789ghi';
}

function user(id: string, firstname: string, lastname: string, dtCreated: string): WireUser {
  const email = `${firstname.toLowerCase()}@acme.example`;
  return {id, email, firstname, lastname, dtCreated, teamId: TEAM};
}

const USERS = [
  user('u123abc', 'Sam', 'Vimes', '2016-10-30T10:00:02.110Z'),
  user('u12abc', 'Jon', 'Larsen', '2016-11-18T05:02:11.871Z'),
  user('uanna7k2', 'Anna', 'Costa', '2019-03-04T08:15:47.004Z'),
  user('ubo3m9xq', 'Bo', 'Lindqvist', '2019-03-04T08:21:03.690Z'),
  user('umei5r1t', 'Mei', 'Tanaka', '2021-06-28T23:40:55.312Z'),
  user('ujo8d4wz', 'Jo', 'Okafor', '2023-01-09T13:05:20.048Z'),
];

function script(id: string, name: string, description: string | null, runOnce: boolean): WireScript {
  const dtCreated = '2017-02-10T12:44:09.517Z';
  return {id, ownerType: 'team', ownerId: TEAM, name, description, dtCreated, isEnabled: true, runOnce};
}

const SCRIPTS = [
  script('sc123abc', 'setup', 'mounts the shared drive', false),
  script('sc9k2m4p', 'install drivers', null, true),
];

/** The initial account data of every world. */
export const INITIAL_ACCOUNT: AccountData = {
  templates: Object.values(TEMPLATES),
  networks: NETWORKS,
  users: USERS,
  scripts: SCRIPTS,
};

/** The agent type of machines created from a template. */
export function agentOf(from: WireTemplate): NonNullable<SimulatedMachine['wire']['agentType']> {
  if (/windows/i.test(from.os)) return 'WindowsDesktop';
  return /desktop|ml-in-a-box/i.test(`${from.os} ${from.label ?? ''}`) ? 'LinuxDesktop' : 'LinuxHeadless';
}
