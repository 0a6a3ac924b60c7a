// What clients in the field put on the wire, each in its own way: the emulator takes it as the real server does.
import assert from 'node:assert/strict';
import {request} from 'node:http';
import {test} from 'node:test';
import {type RunningEmulator, startEmulator} from '../../src/emulator/server.js';
import {KEY, parsed} from '../support/emulated.js';

interface Reply {
  readonly status: number | undefined;
  readonly json: unknown;
}

/** One request with exactly these headers, their letter case kept, and a body also where the verb has none. */
function send({port}: RunningEmulator, line: string, headers: Record<string, string>, body: string): Promise<Reply> {
  const [method = '', path = ''] = line.split(' ');
  const length: Record<string, string> = body === '' ? {} : {'Content-Length': String(Buffer.byteLength(body))};
  return new Promise((resolve, reject) => {
    const sent = request({host: '127.0.0.1', port, method, path, headers: {...headers, ...length}}, async response => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(Buffer.from(chunk));
      resolve({status: response.statusCode, json: parsed(Buffer.concat(chunks).toString())});
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const json = {'Content-Type': 'application/json'};
const vendor = {'x-api-key': KEY, ps_client_name: 'paperspace-node', ps_client_version: '0.2.4', Connection: 'close'};
const gradient = {'X-API-Key': KEY, 'User-Agent': 'python-requests/2.31', ps_client_name: 'gradient-cli', ...json};
const go = {'X-Api-Key': KEY, 'User-Agent': 'Go-http-client/1.1', ...json};
const NY = 'East%20Coast%20%28NY2%29';
const id = 'ps123abc';

const requests: readonly (readonly [
  who: string,
  line: string,
  headers: Record<string, string>,
  body: string,
  status: number,
])[] = [
  ['node: parentheses escaped', `GET /machines/getAvailability?region=${NY}&machineType=GPU%2B`, vendor, '', 200],
  [
    'node: machineId in path and body',
    `POST /machines/${id}/start`,
    {...vendor, ...json},
    `{"machineId":"${id}"}`,
    204,
  ],
  ['node: the state it waits for', `GET /machines/getMachinePublic?machineId=${id}&state=off`, vendor, '', 200],
  ['node: null and false as words', 'GET /machines/getMachines?gpu=null&updatesPending=false', vendor, '', 200],
  [
    'node: access by POST',
    `POST /machines/${id}/setMachineAccess`,
    {...vendor, ...json},
    `{"machineId":"${id}","userId":"u123abc","enableAccess":true}`,
    200,
  ],
  ['gradient: slash, GET with a body', 'GET /machines/getMachines/', gradient, '{"params":{}}', 200],
  ['gradient: slash after a verb', `POST /machines/${id}/stop/`, gradient, '{}', 204],
  ['gradient: null as the body', `POST /machines/${id}/restart/`, gradient, 'null', 204],
  ['gradient: machineId in a GET’s body', 'GET /machines/getMachinePublic/', gradient, `{"machineId":"${id}"}`, 200],
  ['python: parameters of a POST in the query', `POST /machines/${id}/updateMachinePublic?machineName=py`, go, '', 204],
  ['go: a filter it does not know, in a GET’s body', 'GET /machines/getMachines', go, '{"filter":{"limit":20}}', 200],
  ['.net: a word with a capital in the query', `POST /machines/${id}/destroyMachine?releasePublicIp=True`, go, '', 204],
];

test('what real clients send is understood', async t => {
  for (const [who, line, headers, body, status] of requests) {
    const emulator = await startEmulator({key: KEY});
    t.after(() => emulator.close());
    const reply = await send(emulator, line, headers, body);
    assert.equal(reply.status, status, `${who}: ${JSON.stringify(reply.json)}`);
  }
});

test('what they send has its effect', async t => {
  const emulator = await startEmulator({key: KEY});
  t.after(() => emulator.close());
  const shown = async () => {
    const {json} = await send(emulator, `GET /machines/getMachinePublic?machineId=${id}`, vendor, '');
    return json as Readonly<Record<string, unknown>>;
  };
  await send(
    emulator,
    `POST /machines/${id}/updateMachinePublic/?machineName=from%20py&performAutoSnapshot=True`,
    go,
    '',
  );
  const {name, performAutoSnapshot} = await shown();
  assert.deepEqual([name, performAutoSnapshot], ['from py', true]);
  const body = `{"machineId":"ps0other","machineName":"from node","whatever":[1],"shutdownTimeoutForces":"true"}`;
  await send(emulator, `POST /machines/${id}/updateMachinePublic`, {...vendor, ...json}, body);
  const after = await shown();
  assert.deepEqual([after.name, after.shutdownTimeoutForces], ['from node', true]);
  const {json: none} = await send(emulator, 'GET /machines/getMachines/?state=nowhere', gradient, '{}');
  assert.deepEqual(none, []);
});

test('a missing key is told in one shape, a wrong key in the other, whatever the letter case', async t => {
  const emulator = await startEmulator({key: KEY});
  t.after(() => emulator.close());
  for (const line of ['GET /machines/getMachines/', `POST /machines/${id}/start`]) {
    const missing = await send(emulator, line, json, '');
    assert.deepEqual(missing, {
      status: 401,
      json: {error: {name: 'Error', status: 401, message: 'Authorization Required'}},
    });
    for (const header of ['x-api-key', 'X-API-Key', 'X-Api-Key', 'X-API-KEY']) {
      const wrong = await send(emulator, line, {[header]: 'nobody'}, '');
      assert.deepEqual(wrong, {status: 400, json: {status: 400, message: 'Invalid API token'}});
      assert.notEqual((await send(emulator, line, {[header]: KEY}, '')).status, 400);
    }
  }
});
