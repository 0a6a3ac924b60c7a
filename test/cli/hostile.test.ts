// Hostile words on the command line, in the environment and in files: nothing that is printed controls the terminal.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {listAccounts} from '../../src/cli/commands/accounts-list.js';
import {login} from '../../src/cli/commands/login.js';
import {callCommand} from '../../src/cli/commands/method.js';
import {quickScreen} from '../../src/launch/quick-options.js';
import {callOf, hostOf, read} from '../support/shell.js';

const folder = mkdtempSync(join(tmpdir(), 'papertop-hostile-'));
after(() => rmSync(folder, {recursive: true, force: true}));

const attacks = [
  'a\x1b]0;x\x07',
  'a\u202eb',
  'a\x9b2Jb',
  'a\x7fb',
  '\x1b]52;c;eA==\x07',
  'a\u2066b\u2069',
  'a\u200bb',
  'a\nb\r\tc',
];
const forbidden = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

test('#14 a refused command line is repeated without what controls the terminal', () => {
  const lines = (attack: string): readonly (readonly string[])[] => [
    [attack],
    [`--${attack}`],
    ['--sort', attack],
    ['--sort', `${attack}:desc`],
    ['--scope', attack],
    ['--scope', `${attack}=x`],
    ['--scope', `state=${attack}`],
    ['--interval', attack],
    ['--demo', attack],
    ['--endpoint', attack],
    ['--account', attack, '--account', attack],
    ['emulate', '--host', attack],
    ['emulate', attack],
    ['completion', attack],
    ['login', '--endpoint', attack],
    ['machines', attack],
    ['machines', 'show', attack],
    ['machines', 'show', '--machineId', 'a', attack],
    ['machines', 'list', '--output', attack],
    ['machines', 'list', '--output', attack, '--output', 'json'],
    ['machines', 'create', '--size', attack, '--dry-run'],
    ['machines', 'waitfor', '--machineId', 'ps1', '--state', attack],
    [attack, attack, '--output', 'json'],
  ];
  for (const attack of attacks) {
    for (const words of lines(attack)) {
      const asked = read(...words);
      if (asked.command !== 'text') continue;
      assert.doesNotMatch(asked.text, forbidden, JSON.stringify(words));
      assert.equal(asked.text.trimEnd().split('\n').length, 1, JSON.stringify(words));
    }
  }
});

test('#14 --filter is cleaned as names are, by the fast parser too', () => {
  for (const attack of attacks) {
    const asked = read('--filter', attack);
    assert.ok(asked.command === 'screen');
    assert.doesNotMatch(asked.filter ?? '', forbidden);
    assert.equal(quickScreen(['--filter', attack]), null);
  }
  assert.equal(quickScreen(['--filter', 'ml-1'])?.filter, 'ml-1');
  const umlaut = read('--filter', 'Überfluß');
  assert.equal(umlaut.command === 'screen' && umlaut.filter, 'Überfluß');
});

test('#14 failures and warnings of commands, as text and as JSON', async () => {
  for (const attack of attacks) {
    for (const words of [
      ['machines', 'show', '--machineId', 'ps1'],
      ['machines', 'list', '--output', 'json'],
    ]) {
      const failing = hostOf({connect: async () => Promise.reject(new Error(attack))});
      await callCommand({...callOf(...words), warnings: [attack]}, failing);
      const refused = hostOf({connect: async () => ({problem: attack})});
      await callCommand(callOf(...words), refused);
      assert.doesNotMatch(failing.out() + failing.err() + refused.out() + refused.err(), forbidden, words.join(' '));
    }
  }
});

test('#14 names of accounts, paths and variables in messages', async () => {
  const attack = 'a\u202e\x1b]0;x\x07\u2066b';
  const config = join(folder, `dir-${attack}`);
  mkdirSync(join(config, 'papertop'), {recursive: true, mode: 0o700});
  const quoted = JSON.stringify(attack);
  const entries = [`account = ${quoted}`, `[accounts.${quoted}]`, 'api_key = "canary-0123456789"', ''];
  writeFileSync(join(config, 'papertop/credentials.toml'), entries.join('\n'), {mode: 0o600});
  const env = {HOME: folder, XDG_CONFIG_HOME: config, PAPERSPACE_CONFIG_HOST: `https://${attack}/`};
  let said = '';
  const write = (text: string) => (said += text);
  for (const output of ['table', 'json'] as const) await listAccounts({output}, {stdout: {write}, env});
  const stdin = Object.assign(process.stdin, {});
  const host = {stdin, stdout: {write}, stderr: {write}, env, execArgv: [], once: () => {}};
  await login({accountName: attack, endpoint: null, isChecked: false}, host, '0');
  await login({accountName: 'good', endpoint: null, isChecked: false}, host, '0');
  assert.doesNotMatch(said, forbidden);
  assert.ok(said.includes('dir-a'), 'the path was named');
});
