// The built program in an 80×24 pty against the emulator: what keys and forms send, and how the rows end.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {type EmulatorProcess, openPapertop, press, startEmulatorProcess, until} from '../support/papertop.js';
import type {Pty} from '../support/pty.js';

let emulator: EmulatorProcess;
let app: ReturnType<typeof openPapertop>;
let pty: Pty;

before(async () => {
  emulator = await startEmulatorProcess('--speed', '20');
  app = openPapertop(['--endpoint', emulator.url, '--interval', '1']);
  pty = app.pty;
  await pty.waitFor('machines', {timeoutMs: 15_000});
  await pty.waitFor('train-a100-01');
});

after(async () => {
  await app?.close();
  await emulator?.kill();
});

/** Puts the cursor on the machine of that name by filtering for it. */
async function goTo(name: string): Promise<string> {
  await press(pty, '\x1b', '/');
  await press(pty, ...name);
  await press(pty, '\r');
  await pty.waitFor(screen => screen.includes(`1 of`) && screen.includes(name));
  const machine = (await emulator.machines()).find(one => one.name === name);
  return String(machine?.id);
}

async function stateOf(id: string): Promise<unknown> {
  return (await emulator.machine(id))?.state;
}

test('start: + sends one start, and the row becomes ready', async () => {
  const id = await goTo('demo-01');
  const sent = (await emulator.writes()).length;
  await press(pty, '+');
  await until('demo-01 is ready', async () => (await stateOf(id)) === 'ready', 60_000);
  await pty.waitFor(screen => /demo-01\s+● ready/.test(screen));
  const writes = (await emulator.writes()).slice(sent);
  assert.deepEqual(
    writes.map(({method, path, body}) => [method, path, body]),
    [['POST', `/machines/${id}/start`, null]],
  );
});

test('stop: Enter alone sends nothing, y sends one stop, and the row becomes off', async () => {
  const id = await goTo('db-replica');
  const sent = (await emulator.writes()).length;
  await press(pty, '-');
  await pty.waitFor('Cancel');
  await press(pty, '\r');
  await pty.waitFor(screen => !screen.includes('Cancel'));
  assert.equal((await emulator.writes()).length, sent);
  await press(pty, '-');
  await pty.waitFor('Cancel');
  await press(pty, 'y');
  await until('db-replica is off', async () => (await stateOf(id)) === 'off', 60_000);
  await pty.waitFor(screen => /db-replica\s+○ off/.test(screen));
  const writes = (await emulator.writes()).slice(sent);
  assert.deepEqual(
    writes.map(({method, path}) => [method, path]),
    [['POST', `/machines/${id}/stop`]],
  );
});

test('restart: y sends one restart, and the row comes back to ready', async () => {
  const id = await goTo('ci-runner-7');
  const sent = (await emulator.writes()).length;
  await press(pty, 'r');
  await pty.waitFor('Cancel');
  await press(pty, 'y');
  await pty.waitFor(screen => /ci-runner-7: ready after/.test(screen), {timeoutMs: 60_000});
  assert.equal(await stateOf(id), 'ready');
  const writes = (await emulator.writes()).slice(sent);
  assert.deepEqual(
    writes.map(({method, path}) => [method, path]),
    [['POST', `/machines/${id}/restart`]],
  );
});

test('destroy: typed, sent once with releasePublicIp, and the row goes', async () => {
  const id = await goTo('demo-02');
  const sent = (await emulator.writes()).length;
  await press(pty, 'D');
  await pty.waitFor('Cancel');
  await press(pty, '\r', '\r');
  assert.equal((await emulator.writes()).length, sent, 'Enter alone');
  await press(pty, ...'demo-02', '\t', ' ', '\t', '\t', '\r');
  await until('demo-02 is gone', async () => (await emulator.machine(id)) === null, 60_000);
  await pty.waitFor(screen => /demo-02: destroyed/.test(screen), {timeoutMs: 30_000});
  const writes = (await emulator.writes()).slice(sent);
  assert.deepEqual(
    writes.map(({method, path, body}) => [method, path, body]),
    [['POST', `/machines/${id}/destroyMachine`, {releasePublicIp: true}]],
  );
});

test('update: the form shows what the machine has and sends only what was changed', async () => {
  const id = await goTo('web-staging');
  const sent = (await emulator.writes()).length;
  await press(pty, 'e');
  await pty.waitFor('auto-off after');
  await press(pty, '-', '2', '\t', '\x7f', '\x7f', '\x7f', '\x7f', '2', '4');
  await press(pty, ...Array.from({length: 7}, () => '\t'), '\r');
  await until('the update is sent', async () => (await emulator.writes()).length > sent);
  await pty.waitFor('web-staging-2');
  const writes = (await emulator.writes()).slice(sent);
  assert.deepEqual(
    writes.map(({method, path, body}) => [method, path, body]),
    [
      [
        'POST',
        `/machines/${id}/updateMachinePublic`,
        {machineId: id, machineName: 'web-staging-2', shutdownTimeoutInHours: 24},
      ],
    ],
  );
});

test('access: the user is chosen from the list; granting is the GET of the specification', async () => {
  const id = await goTo('jupyter-mei');
  const sent = (await emulator.writes()).length;
  await press(pty, 'u');
  await pty.waitFor('jon');
  await press(pty, '\r', '\r', '\r');
  assert.equal((await emulator.writes()).length, sent, 'Enter alone');
  await pty.waitFor(screen => !screen.includes('Cancel'));
  await press(pty, 'u');
  await pty.waitFor('jon');
  await press(pty, 'j', 'o', 'n', '\t', '\t', '\t', '\r');
  await until('the access is sent', async () => (await emulator.writes()).length > sent);
  const writes = (await emulator.writes()).slice(sent);
  assert.deepEqual(
    writes.map(({method, path, query}) => [method, path, query]),
    [['GET', `/machines/${id}/setMachineAccessPublic`, {userId: 'u12abc'}]],
  );
});

test('create: region, type and template are chosen, problems are told before anything is sent, one request leaves', async () => {
  await press(pty, '\x1b', '\x1b');
  const sent = (await emulator.writes()).length;
  await press(pty, 'n');
  await pty.waitFor('name');
  // Nothing filled in: the act button tells what is missing and sends nothing.
  await press(pty, '\x1b[Z', '\r');
  await pty.waitFor('required');
  assert.equal((await emulator.writes()).length, sent);
  await press(pty, ...'brandnew', '\t', ...'NY2', '\t', ...'P4000', '\t', ...'t0nspur5', '\t');
  await press(pty, '\x1b[Z', '\x1b[Z', '\x1b[Z', '\x1b[Z', '\x1b[Z', '\r');
  await until('the create is sent', async () => (await emulator.writes()).length > sent);
  const writes = (await emulator.writes()).slice(sent);
  assert.deepEqual(
    writes.map(({method, path}) => [method, path]),
    [['POST', '/machines/createSingleMachinePublic']],
  );
  const body = writes[0]?.body as Record<string, unknown>;
  const {teamId: _team, ...rest} = body;
  assert.deepEqual(rest, {
    machineName: 'brandnew',
    region: 'East Coast (NY2)',
    machineType: 'P4000',
    templateId: 't0nspur5',
    size: 50,
    billingType: 'hourly',
  });
  await goTo('brandnew');
  await pty.waitFor(screen => /brandnew\s+● ready/.test(screen), {timeoutMs: 60_000});
});

test('28 q quits, and the terminal is as it was', async () => {
  await press(pty, '\x1b', '\x1b', 'q');
  const {code} = await pty.exit;
  assert.equal(code, 0);
  const {alternate, cursorHidden, bracketedPaste, mouse} = pty.modes();
  assert.deepEqual([alternate, cursorHidden, bracketedPaste, mouse], [false, false, false, false]);
});
