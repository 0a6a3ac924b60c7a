// Slow lines: the terminal answers late, and whoever has it after papertop reads nothing of that.
import assert from 'node:assert/strict';
import {chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {type FakeApi, openFakeApi, rowOf} from '../support/fakeapi.js';
import {bin, openPapertop, press, until} from '../support/papertop.js';
import type {Pty} from '../support/pty.js';

const machines = Array.from({length: 300}, (_, index) =>
  rowOf(`ps${index}`, {name: `node-${String(index).padStart(3, '0')}`, publicIpAddress: '184.105.3.17'}),
);

let api: FakeApi;
let folder: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'papertop-slow-'));
  // What comes within a second of its start is not the user's: it is the terminal's answer, come late.
  const ssh = `#!/bin/bash\nread -rs -t 1.2 -N 20 late\nprintf '%s' "$late" > "${folder}/late"\n`;
  writeFileSync(join(folder, 'ssh'), ssh);
  chmodSync(join(folder, 'ssh'), 0o755);
  api = await openFakeApi((request, response) => {
    const isList = request.url?.startsWith('/machines/getMachines') ?? false;
    response.writeHead(isList ? 200 : 404, {'content-type': 'application/json'});
    response.end(JSON.stringify(isList ? machines : {error: {status: 404, message: 'Machine not found'}}));
  });
});

after(async () => {
  await api?.close();
  rmSync(folder, {recursive: true, force: true});
});

/** Keys so fast that papertop asks how far the terminal is. */
async function hold(pty: Pty, key: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    pty.write(key);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}

const questions = (pty: Pty) => pty.output().split('\x1b[5n').length - 1;

test('117 on a slow line frames in between are skipped, keys never', async () => {
  const bytesOf = async (bytesPerSecond: number) => {
    const app = openPapertop(['--endpoint', api.url, '--interval', '600'], {bytesPerSecond});
    const {pty} = app;
    try {
      await pty.waitFor('▌ node-000', {timeoutMs: 15_000});
      await pty.waitForIdle(500);
      await hold(pty, 'j', 4);
      await pty.waitForIdle(500);
      const before = pty.bytes();
      await hold(pty, 'j', 80);
      await pty.waitFor('▌ node-084');
      return pty.bytes() - before;
    } finally {
      await app.close();
    }
  };
  const [fast, slow] = [await bytesOf(1_000_000), await bytesOf(1200)];
  assert.ok(slow < fast / 2, `${slow} bytes for the slow line, ${fast} for the fast one`);
});

test('a shell after papertop reads no late answer', async () => {
  const rest = join(folder, 'rest');
  const line = `"${process.execPath}" "${bin}" --endpoint ${api.url}; read -rs -t 1.2 -N 20 late; printf '%s' "$late" > "${rest}"`;
  const app = openPapertop([], {command: 'bash', args: ['-c', line], answersAfterMs: 400});
  const {pty} = app;
  try {
    await pty.waitFor('node-000', {timeoutMs: 15_000});
    await pty.waitForIdle(300);
    await hold(pty, 'j', 12);
    pty.write('q');
    await until('the shell goes on', () => existsSync(rest));
    assert.ok(questions(pty) > 0, 'nothing was asked');
    assert.equal(readFileSync(rest, 'utf8'), '');
  } finally {
    await app.close();
  }
});

test('104 ssh reads no late answer', async () => {
  const late = join(folder, 'late');
  const app = openPapertop(['--endpoint', api.url], {
    answersAfterMs: 400,
    env: {PATH: `${folder}:${process.env.PATH ?? ''}`},
  });
  const {pty} = app;
  try {
    await pty.waitFor('node-000', {timeoutMs: 15_000});
    await pty.waitForIdle(300);
    await hold(pty, 'j', 12);
    // The row is not known to be on the screen while answers are on their way.
    await press(pty, 's');
    await pty.waitFor('not on the screen yet');
    await pty.waitFor('▌ node-012');
    await pty.waitForIdle(500);
    pty.write('s');
    await until('ssh has read', () => existsSync(late));
    assert.ok(questions(pty) > 0, 'nothing was asked');
    assert.equal(readFileSync(late, 'utf8'), '');
    await pty.waitFor('▌ node-012');
    await press(pty, 'q');
    await pty.exit;
  } finally {
    await app.close();
  }
});
