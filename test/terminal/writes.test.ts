// Requests that change machines, against a server that loses, delays and refuses them, through the built program.
import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {after, before, beforeEach, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {openPapertop, press} from '../support/papertop.js';
import type {Pty} from '../support/pty.js';

const json = {'content-type': 'application/json'};
type Row = Record<string, unknown>;

/** The machines, and what happens to a write; reads are answered from the machines, availability never. */
let rows: Row[] = [];
let write: (request: IncomingMessage, response: ServerResponse) => void = () => {};
let writes: string[] = [];
/** What `show` says of a machine in place of what the list says. */
let shown: Row = {};

function answer(request: IncomingMessage, response: ServerResponse): void {
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://localhost');
  const send = (status: number, body: unknown) => response.writeHead(status, json).end(JSON.stringify(body));
  if (request.method === 'POST') {
    writes.push(pathname.replace('/machines/', ''));
    write(request, response);
    return;
  }
  if (pathname.startsWith('/machines/getMachines')) return void send(200, rows);
  if (pathname === '/machines/getAvailability') return;
  if (pathname === '/machines/getMachinePublic') {
    const row = rows.find(({id}) => id === searchParams.get('machineId'));
    return void (row
      ? send(200, {events: [], ...row, ...shown})
      : send(404, {status: 404, message: 'Machine not found'}));
  }
  send(404, {status: 404, message: 'Not found'});
}

let api: FakeApi;
let app: ReturnType<typeof openPapertop>;
let pty: Pty;

const start = () => [
  rowOf('ps1', {name: 'alpha'}),
  rowOf('ps2', {name: 'bravo'}),
  rowOf('ps3', {name: 'delta', state: 'off'}),
];
const change = (id: string, values: Row) => {
  rows = rows.map(row => (row.id === id ? {...row, ...values} : row));
};
const pause = (response: ServerResponse, seconds: number) =>
  response.writeHead(429, {...json, 'retry-after': String(seconds)}).end('{"status":429,"message":"slow down"}');

before(async () => {
  rows = start();
  api = await openFakeApi(answer);
  app = openPapertop(['--endpoint', api.url, '--interval', '1'], {columns: 120, rows: 40});
  pty = app.pty;
  await pty.waitFor('live 1s', {timeoutMs: 15_000});
});

after(async () => {
  await app?.close();
  await api?.close();
});

beforeEach(async () => {
  rows = start();
  writes = [];
  shown = {};
  await press(pty, 'R');
  await pty.waitFor(screen => /alpha +● ready/.test(screen) && /delta +○ off/.test(screen));
  await press(pty, 'g', 'g');
  await pty.waitForIdle(600);
});

async function destroy(name: string): Promise<void> {
  await press(pty, 'D');
  await pty.waitFor('to destroy it');
  await pty.waitForIdle(200);
  await press(pty, ...name, '\r');
}

test('#12 a destroy that is told to wait says so, Esc calls it off, and nothing more is sent', async () => {
  write = (_, response) => pause(response, 6);
  await destroy('alpha');
  await pty.waitFor(screen => /destroy +alpha +waits \d+s: the API asked for a pause/.test(screen));
  await press(pty, '\x1b');
  await pty.waitFor(screen => /destroy +alpha +called off +nothing was sent/.test(screen));
  assert.deepEqual(writes, ['ps1/destroyMachine']);
});

test('#12 a destroy that waited is not sent to a machine that was renamed meanwhile', async () => {
  write = (_, response) => {
    change('ps2', {name: 'omega'});
    pause(response, 3);
  };
  await press(pty, 'j');
  await destroy('bravo');
  await pty.waitFor(screen => /not sent: it has changed: its name is omega now/.test(screen), {timeoutMs: 40_000});
  assert.deepEqual(writes, ['ps2/destroyMachine']);
});

test('#4 a stop that worked but has no answer is not sent again after the machine was started by another person', async () => {
  let lose = () => {};
  write = request => {
    change('ps1', {state: 'off'});
    lose = () => request.socket.destroy();
  };
  await press(pty, '-');
  await pty.waitFor('Cancel');
  await pty.waitForIdle(200);
  await press(pty, 'y');
  await pty.waitFor(screen => /stop +alpha +off after/.test(screen));
  change('ps1', {state: 'ready'});
  await pty.waitFor(screen => /alpha +● ready/.test(screen));
  lose();
  await press(pty, 'R');
  await pty.waitForIdle(3000);
  assert.deepEqual(writes, ['ps1/stop']);
  assert.match(pty.screen(), /stop +alpha +off after/);
});

test('76 a machine that changes under an open stop dialog: it says so, and y sends nothing', async () => {
  write = (_, response) => response.writeHead(204).end();
  await press(pty, '-');
  await pty.waitFor('Cancel');
  change('ps1', {state: 'upgrading'});
  await pty.waitFor('it has changed: it is upgrading now');
  pty.write('n');
  await pty.waitFor(screen => !screen.includes('Cancel'));
  assert.deepEqual(writes, []);
});

test('#5 a destroy whose last look finds another owner says so, and Enter after it sends nothing', async () => {
  shown = {userId: 'u999'};
  await destroy('alpha');
  await pty.waitFor('it has changed: it belongs to another user now');
  await pty.waitForIdle(200);
  pty.write('\r');
  await pty.waitFor(screen => !screen.includes('to destroy it'));
  assert.deepEqual(writes, []);
});

test('#10 a start goes out while everything that the availability screen asked for hangs, and so do lists', async () => {
  write = (_, response) => {
    change('ps3', {state: 'starting'});
    response.writeHead(204).end();
  };
  await press(pty, 'A');
  await pty.waitFor('asking');
  await press(pty, '\x1b');
  await pty.waitFor('bravo');
  await press(pty, 'G');
  await pty.waitForIdle(600);
  await press(pty, '+');
  await pty.waitFor(screen => /delta +◐ starting/.test(screen), {timeoutMs: 5000});
  assert.deepEqual(writes, ['ps3/start']);
});
