// What nobody saw, or did not mean for papertop, sends nothing: a terminal that hangs or is too small, ssh, stops, pastes, cut sequences.
import assert from 'node:assert/strict';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {openPapertop, press} from '../support/papertop.js';
import type {Pty} from '../support/pty.js';

const machines = [
  rowOf('psa', {name: 'alpha', publicIpAddress: '184.105.3.17'}),
  rowOf('psb', {name: 'bravo'}),
  rowOf('psd', {name: 'delta', state: 'off'}),
];

let api: FakeApi;
let folder: string;
let writes: string[] = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'papertop-unseen-'));
  writeFileSync(join(folder, 'ssh'), `#!/bin/bash\nread -rs -n 3\nexit $(cat "${folder}/code")\n`);
  chmodSync(join(folder, 'ssh'), 0o755);
  api = await openFakeApi((request, response) => {
    if (request.method === 'POST') writes.push(`${request.method} ${request.url}`);
    const isList = request.url?.startsWith('/machines/getMachines') ?? false;
    response.writeHead(isList ? 200 : 404, {'content-type': 'application/json'});
    response.end(JSON.stringify(isList ? machines : {error: {status: 404, message: 'Machine not found'}}));
  });
});

after(async () => {
  await api?.close();
  rmSync(folder, {recursive: true, force: true});
});

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

async function withApp(use: (pty: Pty) => Promise<void>): Promise<void> {
  writes = [];
  const path = `${folder}:${process.env.PATH ?? ''}`;
  const app = openPapertop(['--endpoint', api.url, '--interval', '600'], {env: {PATH: path}});
  try {
    await app.pty.waitFor('▌ alpha', {timeoutMs: 15_000});
    await app.pty.waitForIdle(300);
    await use(app.pty);
  } finally {
    await app.close();
  }
}

async function type(pty: Pty, text: string, gapMs: number): Promise<void> {
  if (gapMs === 0) pty.write(text);
  else {
    for (const character of text) {
      pty.write(character);
      await sleep(gapMs);
    }
  }
}

test('#1 37 a terminal that does not read: no key acts, until it has caught up', async () => {
  await withApp(async pty => {
    await press(pty, 'G');
    await pty.waitForIdle(300);
    pty.pauseReading();
    for (let count = 0; count < 150; count += 1) {
      pty.write(count % 2 === 0 ? 'k' : 'j');
      await sleep(20);
    }
    for (const keys of ['-y', 'ry', '+', 'p']) {
      for (const key of keys) {
        await sleep(700);
        pty.write(key);
      }
    }
    await sleep(300);
    pty.resumeReading();
    await pty.waitForIdle(600);
    assert.deepEqual(writes, []);
    await press(pty, '\x1b');
    await pty.waitFor(screen => !screen.includes('Cancel'));
    await sleep(300);
    await press(pty, 'g', 'g');
    await pty.waitFor('▌ alpha');
    await press(pty, '-');
    await pty.waitFor('Cancel');
    await press(pty, 'y');
    await pty.waitFor(() => writes.length === 1);
    assert.match(writes[0] ?? '', /psa\/stop/);
  });
});

test('#1 a window without room for the dialog: no key acts', async () => {
  await withApp(async pty => {
    for (const [columns, rows] of [
      [20, 5],
      [28, 30],
      [100, 5],
    ] as const) {
      pty.resize(columns, rows);
      await pty.waitFor('too small');
      await press(pty, '-', 'y', 'r', 'y', 'G', '+', '\x1b');
    }
    pty.resize(80, 24);
    await pty.waitFor('delta');
    await pty.waitForIdle(300);
    assert.deepEqual(writes, []);
  });
});

test('#2 104 lines typed through the end of ssh send nothing', async () => {
  for (const code of ['255', '0', '130']) {
    writeFileSync(join(folder, 'code'), code);
    await withApp(async pty => {
      await press(pty, 's');
      await pty.waitFor('leave with exit');
      for (const line of ['ls && apt -y upgrade\r', '-y\r-y\r+', 'sudo rm -ry x\r']) await type(pty, line, 120);
      await pty.waitFor('3 machines');
      await pty.waitForIdle(300);
      assert.deepEqual(writes, [], `ssh ended with ${code}`);
    });
  }
});

test('#2 keys typed while papertop was stopped send nothing', async () => {
  await withApp(async pty => {
    await press(pty, 'G');
    await pty.waitForIdle(300);
    process.kill(pty.pid, 'SIGSTOP');
    await sleep(200);
    pty.write('+');
    await sleep(200);
    process.kill(pty.pid, 'SIGCONT');
    await sleep(60);
    pty.write('+');
    await sleep(500);
    assert.deepEqual(writes, []);
    await sleep(1200);
    pty.write('+');
    await pty.waitFor(() => writes.length === 1);
  });
});

test('18 pastes without brackets send nothing, at any speed', async () => {
  await withApp(async pty => {
    await press(pty, 'G');
    await pty.waitForIdle(300);
    for (const text of ['a+b', 'https://example.com/?p=1', 'p+=-y\r']) {
      for (const gap of [0, 1, 5, 20, 60]) {
        await type(pty, text, gap);
        await sleep(300);
        await press(pty, '\x1b', '\x1b');
        await sleep(300);
      }
    }
    assert.deepEqual(writes, []);
  });
});

test('#25 a paste whose Escape comes early is a paste', async () => {
  await withApp(async pty => {
    await press(pty, 'G');
    await pty.waitForIdle(300);
    for (const [first, ...rest] of [
      ['\x1b', '[200~+\x1b[201~'],
      ['\x1b', '[', '200~', '+', '\x1b[201~'],
      ['\x1b', 'P>|xterm(388)+\x1b\\'],
      ['\x1b', '[43;1:3u'],
    ] as const) {
      pty.write(first);
      for (const piece of rest) {
        await sleep(65);
        pty.write(piece);
      }
      await sleep(400);
    }
    assert.deepEqual(writes, []);
    assert.match(pty.screen(), /▌ delta/, 'no other screen was opened');
  });
});

test('#13 26 a flood of text into a field does not hold back Ctrl-C', async () => {
  await withApp(async pty => {
    await press(pty, '/');
    await sleep(200);
    for (let count = 0; count < 40; count += 1) pty.write('abcdefghij'.repeat(250));
    await sleep(100);
    pty.write('\x03');
    await pty.waitFor('▌ alpha', {timeoutMs: 5000});
    await press(pty, 'j');
    await pty.waitFor('▌ bravo');
  });
});
