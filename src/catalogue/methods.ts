// The API methods, one row each. Facts without a `source` come from the specification.
import {AVAILABILITY_TYPES, MACHINE_TYPES, REGIONS} from './offers.js';
import type {MethodSpec, ParamSpec} from './spec.js';

const regionNames = REGIONS.map(region => region.name);
const typeNames = MACHINE_TYPES.map(type => type.name);

const machineId = {name: 'machineId', kind: 'text', required: true, label: 'machine', description: 'id of the machine'} as const;
const inPath = {...machineId, in: 'path'} as const satisfies ParamSpec;
const inQuery = {...machineId, in: 'query'} as const satisfies ParamSpec;

const machineExample = '--machineId "ps123abc"';

const sizes = {kind: 'number', unit: 'GB', integer: true, min: 1} as const;
const hours = {kind: 'number', unit: 'hours', min: 0} as const;

/** A filter of a list method: an exact match on one field. */
function where<const N extends string, const K extends ParamSpec['kind']>(name: N, kind: K, of = 'machines') {
  return {name, kind, in: 'query', label: name, description: `only ${of} with this ${name}`} as const;
}

/** Filters of the template, network, user and script lists. The specification documents only one, the e-mail address of users. */
function whereOf<const N extends string>(of: string, name: N) {
  return {...where(name, 'text', of), source: "vendor's client"} as const;
}

const create = {
  group: 'machines',
  name: 'create',
  http: {verb: 'POST', path: '/machines/createSingleMachinePublic'},
  answers: 'machine',
  status: 201,
  effect: 'changes',
  retry: 'once',
  description: 'create a new machine',
  example: '--region "East Coast (NY2)" --machineType "Air" --size 50 --billingType "hourly" --machineName "My Machine 1" --templateId "t123abc"',
  params: [
    {name: 'machineName', in: 'body', kind: 'text', required: true, label: 'name', description: 'a memorable name for this machine'},
    {name: 'region', in: 'body', kind: 'text', required: true, choices: regionNames, open: true, label: 'region', description: 'where it stands'},
    {name: 'machineType', in: 'body', kind: 'text', required: true, choices: typeNames, open: true, label: 'type', description: 'machine type'},
    {name: 'templateId', in: 'body', kind: 'text', required: true, list: 'templates', label: 'template', description: 'the template to create it from'},
    {...sizes, name: 'size', in: 'body', required: true, label: 'disk', description: 'size of the disk in GB'},
    {name: 'billingType', in: 'body', kind: 'text', required: true, choices: ['hourly', 'monthly'], label: 'billing', description: 'hourly or monthly billing'},
    {name: 'assignPublicIp', in: 'body', kind: 'boolean', label: 'public ip', description: 'assign a new public ip address; not together with a dynamic one'},
    {name: 'dynamicPublicIp', in: 'body', kind: 'boolean', label: 'dynamic ip', description: 'a new public ip address at each start, released at each stop'},
    {name: 'networkId', in: 'body', kind: 'text', list: 'networks', label: 'network', description: 'create it on this private network'},
    {name: 'teamId', in: 'body', kind: 'text', label: 'team', description: 'required when creating for a team'},
    {name: 'userId', in: 'body', kind: 'text', list: 'users', label: 'owner', description: 'assign it to this user; not together with a new user'},
    {name: 'email', in: 'body', kind: 'text', label: 'new user: e-mail', description: 'e-mail address of a user to create', pattern: {test: /^[^\s@]+@[^\s@]+$/, message: 'an e-mail address, like jon@example.com'}},
    {name: 'password', in: 'body', kind: 'text', secret: true, label: 'new user: password', description: 'password of the user to create'},
    {name: 'firstName', in: 'body', kind: 'text', label: 'new user: first name', description: 'first name of the user to create'},
    {name: 'lastName', in: 'body', kind: 'text', label: 'new user: last name', description: 'last name of the user to create'},
    {name: 'notificationEmail', in: 'body', kind: 'text', label: 'notify', description: 'send a notification here when it is complete', pattern: {test: /^[^\s@]+@[^\s@]+$/, message: 'an e-mail address, like jon@example.com'}},
    {name: 'scriptId', in: 'body', kind: 'text', list: 'scripts', label: 'script', description: 'a script to run on startup'},
  ],
  exclusions: [
    {these: ['assignPublicIp'], those: ['dynamicPublicIp'], message: 'a public ip is either assigned or dynamic, not both'},
    {
      these: ['userId'],
      those: ['email', 'password', 'firstName', 'lastName'],
      message: 'either an existing user or a new one, not both',
      // The specification's parameter list excludes the two, its shell example gives both, and its HTTP request for that example has no userId.
      shellLeavesOut: {names: ['userId'], source: "the specification's HTTP request of its own shell example"},
    },
  ],
  together: [{all: ['email', 'password', 'firstName', 'lastName'], message: 'a new user needs an e-mail address, a password, a first and a last name'}],
} as const satisfies MethodSpec;

const update = {
  group: 'machines',
  name: 'update',
  http: {verb: 'POST', path: '/machines/:machineId/updateMachinePublic'},
  answers: 'nothing',
  status: 204,
  effect: 'changes',
  retry: 'idempotent',
  description: 'change attributes of a machine',
  example: '--machineId "ps123abc" --machineName "New Machine Name" --shutdownTimeoutInHours 24 --performAutoSnapshot true',
  params: [
    {...inPath, alsoInBody: true},
    {name: 'machineName', in: 'body', kind: 'text', label: 'name', description: 'new name for the machine'},
    {...hours, name: 'shutdownTimeoutInHours', in: 'body', nullable: true, label: 'auto-off after', description: 'hours until it is shut down when nobody is logged in; null is never', source: 'null: terraform provider'},
    {name: 'shutdownTimeoutForces', in: 'body', kind: 'boolean', label: 'auto-off forces', description: 'shut down even when somebody is connected'},
    {name: 'performAutoSnapshot', in: 'body', kind: 'boolean', label: 'auto snapshots', description: 'take snapshots by itself'},
    {name: 'autoSnapshotFrequency', in: 'body', kind: 'text', nullable: true, choices: ['hour', 'day', 'week', 'month'], label: 'snapshot every', description: 'hour, day, week, or null', source: 'the specification types it number and lists words; month: vendor samples'},
    {name: 'autoSnapshotSaveCount', in: 'body', kind: 'number', integer: true, min: 0, unit: 'snapshots', label: 'snapshots kept', description: 'number of snapshots to save'},
    {name: 'dynamicPublicIp', in: 'body', kind: 'boolean', label: 'dynamic ip', description: 'a new public ip address at each start, released at each stop'},
  ],
} as const satisfies MethodSpec;

const list = {
  group: 'machines',
  name: 'list',
  http: {verb: 'GET', path: '/machines/getMachines'},
  answers: 'machines',
  status: 200,
  effect: 'reads',
  retry: 'read',
  description: 'list the machines of the user or the team',
  params: [
    {...inQuery, required: undefined},
    where('name', 'text'),
    where('os', 'text'),
    where('ram', 'text'),
    where('cpus', 'number'),
    where('gpu', 'text'),
    where('storageTotal', 'text'),
    where('storageUsed', 'text'),
    where('usageRate', 'text'),
    where('shutdownTimeoutInHours', 'number'),
    where('performAutoSnapshot', 'boolean'),
    where('autoSnapshotFrequency', 'text'),
    where('autoSnapshotSaveCount', 'number'),
    where('agentType', 'text'),
    where('dtCreated', 'text'),
    where('state', 'text'),
    where('updatesPending', 'boolean'),
    where('networkId', 'text'),
    where('privateIpAddress', 'text'),
    where('publicIpAddress', 'text'),
    where('region', 'text'),
    where('userId', 'text'),
    where('teamId', 'text'),
    where('scriptId', 'text'),
    where('dtLastRun', 'text'),
  ],
} as const satisfies MethodSpec;

/** The twelve machine methods of the specification and the four list methods that provide choices for their parameters. */
export const METHODS = [
  {
    group: 'machines',
    name: 'availability',
    http: {verb: 'GET', path: '/machines/getAvailability'},
    params: [
      {name: 'region', in: 'query', kind: 'text', required: true, choices: regionNames, open: true, label: 'region', description: 'name of the region'},
      {name: 'machineType', in: 'query', kind: 'text', required: true, choices: AVAILABILITY_TYPES, open: true, label: 'type', description: 'machine type'},
    ],
    answers: 'availability',
    status: 200,
    effect: 'reads',
    retry: 'read',
    description: 'whether a machine type can be had in a region now',
    example: '--region "East Coast (NY2)" --machineType "GPU+"',
  },
  create,
  {
    group: 'machines',
    name: 'destroy',
    http: {verb: 'POST', path: '/machines/:machineId/destroyMachine'},
    params: [inPath, {name: 'releasePublicIp', in: 'body', kind: 'boolean', label: 'release public ip', description: 'release any public ip address assigned to the machine'}],
    answers: 'nothing',
    status: 204,
    effect: 'destroys',
    retry: 'look-first',
    description: 'destroy a machine, its disk and the snapshots derived from it',
    example: machineExample,
  },
  list,
  {group: 'machines', name: 'restart', http: {verb: 'POST', path: '/machines/:machineId/restart'}, params: [inPath], answers: 'nothing', status: 204, effect: 'changes', retry: 'once', description: 'restart a machine', example: machineExample},
  {
    group: 'machines',
    name: 'setAccessForUser',
    http: {verb: 'GET', path: '/machines/:machineId/setMachineAccessPublic'},
    alternative: {verb: 'POST', path: '/machines/:machineId/setMachineAccess', source: "vendor's client since 0.2.0"},
    params: [
      inPath,
      {name: 'userId', in: 'query', kind: 'text', required: true, list: 'users', label: 'user', description: 'id of the user'},
      {name: 'enableAccess', in: 'query', kind: 'boolean', label: 'access', description: 'grant access (the default) or revoke it', source: "vendor's client; the specification misspells it"},
    ],
    answers: 'machine',
    status: 200,
    effect: 'changes',
    retry: 'idempotent',
    description: 'grant a user access to a machine, or revoke it',
    example: '--machineId "ps123abc" --userId "u12abc"',
  },
  {group: 'machines', name: 'show', http: {verb: 'GET', path: '/machines/getMachinePublic'}, params: [inQuery], answers: 'machine-with-events', status: 200, effect: 'reads', retry: 'read', description: 'everything about one machine, with its last events', example: machineExample},
  {group: 'machines', name: 'start', http: {verb: 'POST', path: '/machines/:machineId/start'}, params: [inPath], answers: 'nothing', status: 204, effect: 'changes', retry: 'idempotent', description: 'start a machine', example: machineExample},
  {group: 'machines', name: 'stop', http: {verb: 'POST', path: '/machines/:machineId/stop'}, params: [inPath], answers: 'nothing', status: 204, effect: 'changes', retry: 'idempotent', description: 'stop a machine; whoever is logged in is kicked out', example: machineExample},
  update,
  {
    group: 'machines',
    name: 'utilization',
    http: {verb: 'GET', path: '/machines/getUtilization'},
    params: [inQuery, {name: 'billingMonth', in: 'query', kind: 'text', required: true, label: 'month', description: 'billing period in YYYY-MM form', pattern: {test: /^\d{4}-(0[1-9]|1[0-2])$/, message: 'a month like 2017-08'}}],
    answers: 'utilization',
    status: 200,
    effect: 'reads',
    retry: 'read',
    description: 'hours used and rates of a machine in one month',
    example: '--machineId "ps123abc" --billingMonth "2017-08"',
  },
  {
    group: 'machines',
    name: 'waitfor',
    params: [inQuery, {name: 'state', in: 'query', kind: 'text', required: true, choices: ['off', 'serviceready', 'ready'], label: 'state', description: 'the state to wait for'}],
    answers: 'machine-with-events',
    status: 200,
    effect: 'reads',
    retry: 'read',
    description: 'wait until a machine is in a state',
    example: '--machineId "ps123abc" --state "off"',
  },
  {
    group: 'templates',
    name: 'list',
    http: {verb: 'GET', path: '/templates/getTemplates'},
    params: [whereOf('templates', 'id'), whereOf('templates', 'name'), whereOf('templates', 'label'), whereOf('templates', 'os'), whereOf('templates', 'dtCreated'), whereOf('templates', 'teamId'), whereOf('templates', 'userId'), whereOf('templates', 'region')],
    answers: 'templates',
    status: 200,
    effect: 'reads',
    retry: 'read',
    description: 'list the templates',
  },
  {
    group: 'networks',
    name: 'list',
    http: {verb: 'GET', path: '/networks/getNetworks'},
    params: [whereOf('networks', 'id'), whereOf('networks', 'name'), whereOf('networks', 'region'), whereOf('networks', 'dtCreated'), whereOf('networks', 'network'), whereOf('networks', 'netmask'), whereOf('networks', 'teamId')],
    answers: 'networks',
    status: 200,
    effect: 'reads',
    retry: 'read',
    description: 'list the private networks',
  },
  {
    group: 'users',
    name: 'list',
    http: {verb: 'GET', path: '/users/getUsers'},
    params: [whereOf('users', 'id'), whereOf('users', 'email'), whereOf('users', 'firstname'), whereOf('users', 'lastname'), whereOf('users', 'dtCreated'), whereOf('users', 'teamId')],
    answers: 'users',
    status: 200,
    effect: 'reads',
    retry: 'read',
    description: 'list the users of the team',
  },
  {
    group: 'scripts',
    name: 'list',
    http: {verb: 'GET', path: '/scripts/getScripts'},
    params: [whereOf('scripts', 'id'), whereOf('scripts', 'ownerType'), whereOf('scripts', 'ownerId'), whereOf('scripts', 'name'), whereOf('scripts', 'description'), whereOf('scripts', 'dtCreated'), {...whereOf('scripts', 'isEnabled'), kind: 'boolean'}, {...whereOf('scripts', 'runOnce'), kind: 'boolean'}],
    answers: 'scripts',
    status: 200,
    effect: 'reads',
    retry: 'read',
    description: 'list the startup scripts',
  },
] as const satisfies readonly MethodSpec[];
