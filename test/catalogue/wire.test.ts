import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {METHODS} from '../../src/catalogue/methods.js';
import type {MethodName} from '../../src/catalogue/types.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import type {Machines} from '../../src/client/machines.js';
import {record} from '../support/recorder.js';

interface Pair {
  readonly method: MethodName;
  readonly notes: readonly string[];
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly request: {
    readonly verb: string;
    readonly target: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string | null;
  };
  readonly answer: {readonly status: number; readonly body: string | null};
}

const pairs = readdirSync('test/wire').map(name => JSON.parse(readFileSync(`test/wire/${name}`, 'utf8')) as Pair);

const common = {
  id: 'ps123abc',
  name: 'My Machine',
  nameIsOdd: false,
  agentType: 'WindowsDesktop',
  machineType: 'Air',
  userId: 'u123abc',
  teamId: 'te456def',
  scriptId: 'sc123abc',
  shutdownTimeoutForces: false,
  performAutoSnapshot: false,
  autoSnapshotFrequency: null,
  autoSnapshotSaveCount: null,
  updatesPending: false,
  dynamicPublicIp: null,
  restorePointFrequency: null,
};

const ready = {
  ...common,
  os: 'Microsoft Windows Server 2016 Datacenter',
  ram: 8_589_938_688,
  cpus: 4,
  gpu: 'GRID K160Q (2GB)',
  storageTotal: 53_687_091_200,
  storageUsed: 110_080,
  usageRate: 'Air monthly',
  shutdownTimeoutInHours: 168,
  dtCreated: Date.UTC(2016, 10, 18, 5, 18, 29, 533),
  state: 'ready',
  networkId: 'n789ghi',
  privateIpAddress: '10.64.21.47',
  publicIpAddress: null,
  region: 'East Coast (NY2)',
  dtLastRun: Date.UTC(2017, 5, 30, 7, 22, 49, 763),
};

const events = [
  {
    name: 'start',
    state: 'done',
    errorMsg: '',
    handle: '8ebe43dd-57c8-4bd4-b770-86b7fd0202e4',
    dtModified: Date.UTC(2017, 7, 16, 14, 36, 24, 802),
    dtFinished: null,
    dtCreated: Date.UTC(2017, 7, 16, 14, 36, 18, 373),
  },
  {
    name: 'start',
    state: 'error',
    errorMsg:
      "Uh oh. This machine type can't start due to insufficient capacity or higher than normal demand. Please try again later.",
    handle: 'f6adb486-f5ae-4ab3-9a1a-51c19df5b337',
    dtModified: Date.UTC(2017, 5, 9, 15, 32, 38, 115),
    dtFinished: Date.UTC(2017, 5, 9, 15, 32, 38, 115),
    dtCreated: Date.UTC(2017, 5, 9, 15, 32, 37, 19),
  },
  {
    name: 'stop',
    state: 'done',
    errorMsg: '',
    handle: 'e352ad96-734f-4a26-8829-007c2f1d89f2',
    dtModified: Date.UTC(2017, 5, 3, 4, 14, 1, 327),
    dtFinished: null,
    dtCreated: Date.UTC(2017, 5, 3, 4, 13, 47, 885),
  },
];

const decoded: Readonly<Record<MethodName, unknown>> = {
  availability: {available: true},
  create: {
    ...common,
    os: null,
    ram: null,
    cpus: 1,
    gpu: null,
    storageTotal: null,
    storageUsed: null,
    usageRate: 'Air hourly',
    shutdownTimeoutInHours: 24,
    dtCreated: Date.UTC(2017, 1, 16, 20, 26, 54, 880),
    state: 'provisioning',
    networkId: null,
    privateIpAddress: null,
    publicIpAddress: '169.255.255.254',
    region: null,
    dtLastRun: null,
  },
  destroy: undefined,
  list: {machines: [ready], broken: 0, duplicates: 0},
  restart: undefined,
  setAccessForUser: null,
  show: {...ready, events},
  start: undefined,
  stop: undefined,
  update: undefined,
  utilization: {
    machineId: 'ps123abc',
    billingMonth: '2017-08',
    secondsUsed: 37_351.08562622,
    hourlyRate: 0.4,
    monthlyRate: null,
    storageSecondsUsed: 678_400,
    storageMonthlyRate: 7,
  },
  waitfor: {...ready, events: []},
};

test('there is one pair for each of the twelve methods', () => {
  const methods = METHODS.filter(row => row.group === 'machines').map(row => row.name);
  assert.deepEqual(pairs.map(pair => pair.method).sort(), [...methods].sort());
});

for (const {method, params, request, answer} of pairs) {
  test(`${method} sends what the specification prints and reads what it answers`, async () => {
    const server = await record(() => answer);
    const key = request.headers['x-api-key'] ?? '';
    const client = createLegacyClient({endpoint: server.url, apiKey: key, userAgentVersion: '1.2.3'});
    const call = client[method].bind(client) as (given: typeof params) => Promise<unknown>;
    const result = await call(params);
    client.close();
    await server.close();

    assert.equal(server.requests.length, 1);
    const [sent] = server.requests;
    assert.deepEqual([sent?.verb, sent?.target, sent?.headers['x-api-key']], [request.verb, request.target, key]);
    assert.match(sent?.headers['user-agent'] ?? '', /^papertop\/1\.2\.3 \(\+node \d+\.\d+\.\d+\)$/);
    if (request.body === null) {
      assert.equal(sent?.body, '');
      assert.equal(sent?.headers['content-type'], undefined);
    } else {
      assert.deepEqual(JSON.parse(sent?.body ?? ''), JSON.parse(request.body));
      assert.equal(sent?.headers['content-type'], 'application/json');
    }
    assert.deepEqual(withoutJson(result), decoded[method]);
  });
}

test('show hands over the JSON as the server sent it', async () => {
  const pair = pairs.find(({method}) => method === 'show');
  const server = await record(() => pair?.answer);
  const client: Machines = createLegacyClient({endpoint: server.url, apiKey: 'a-good-key', userAgentVersion: '1'});
  const {json} = await client.show({machineId: 'ps123abc'});
  client.close();
  await server.close();
  assert.equal(json, JSON.stringify(JSON.parse(pair?.answer.body ?? ''), null, 2));
});

function withoutJson(result: unknown): unknown {
  if (typeof result !== 'object' || result === null || !('json' in result)) return result;
  const {json: _, ...rest} = result;
  return rest;
}
