// The program built without its launcher: it must stay whole, so that the launcher can be deleted whenever Node starts quickly.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {openPty} from '../support/pty.js';

interface BuildScript {
  readonly buildPapertop: (outdir: string, options: {readonly isPlain: boolean}) => Promise<string>;
}

const folder = mkdtempSync(join(tmpdir(), 'papertop-plain-'));
let bin = '';

before(async () => {
  const script: BuildScript = await import(pathToFileURL(resolve('scripts/build.mjs')).href);
  bin = await script.buildPapertop(join(folder, 'dist'), {isPlain: true});
});
after(() => rmSync(folder, {recursive: true, force: true}));

function said(...args: readonly string[]): string {
  const env = {PATH: process.env.PATH, HOME: folder};
  return execFileSync(process.execPath, [bin, ...args], {cwd: folder, env, encoding: 'utf8'});
}

test('the plain program runs commands', () => {
  const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {readonly version: string};
  assert.equal(said('--version'), `papertop ${version}\n`);
  assert.match(said('machines', 'list', '--help'), /^Usage: papertop machines list/);
});

test('the plain program shows the demo and quits, and keeps no cache', async () => {
  const env = {HOME: folder, XDG_CACHE_HOME: undefined, XDG_CONFIG_HOME: undefined};
  const pty = openPty({command: process.execPath, args: [bin, '--demo'], columns: 80, rows: 24, cwd: folder, env});
  try {
    await pty.waitFor(screen => /\bNAME\b/.test(screen) && /\bready\b/.test(screen));
    pty.write('q');
    assert.deepEqual(await pty.exit, {code: 0, signal: 0});
    assert.equal(pty.modes().alternate, false);
    assert.equal(existsSync(join(folder, '.cache')), false);
  } finally {
    pty.kill('SIGKILL');
  }
});
