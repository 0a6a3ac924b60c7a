// What the environment asks for, and what in it keeps papertop from starting.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openAccount} from '../../src/accounts/session.js';
import {checkNodeOptions, wantsAscii, wantsColor} from '../../src/runtime/environment.js';

test('94 a debugger or a report would lay the key open', () => {
  assert.equal(checkNodeOptions({}, []), null);
  assert.equal(checkNodeOptions({NODE_OPTIONS: '--max-old-space-size=200 --enable-source-maps'}, []), null);
  for (const option of ['--inspect', '--inspect-brk=0', '--report-on-fatalerror', '--heapsnapshot-signal=SIGUSR2']) {
    assert.match(checkNodeOptions({NODE_OPTIONS: option}, []) ?? '', /key/, option);
    assert.match(checkNodeOptions({}, [option]) ?? '', /key/, option);
  }
});

test('94 NODE_DEBUG and options that write secrets to files lay the key open', () => {
  for (const value of ['http', 'http2,net', 'tls', 'https', 'child_process', '*', 'HTTP', 'ht*']) {
    assert.match(
      checkNodeOptions({NODE_DEBUG: value}, []) ?? '',
      /NODE_DEBUG makes node print the key: unset it/,
      value,
    );
    assert.match(checkNodeOptions({NODE_DEBUG_NATIVE: value}, []) ?? '', /NODE_DEBUG_NATIVE .*unset it/, value);
  }
  assert.equal(checkNodeOptions({NODE_DEBUG: '', NODE_DEBUG_NATIVE: undefined}, []), null);
  for (const option of [
    '--heapsnapshot-near-heap-limit=1',
    '--heapsnapshot_signal=SIGUSR2',
    '--inspect_brk',
    '--report-uncaught-exception',
    '--tls-keylog=/tmp/keys',
    '--trace-tls',
  ]) {
    assert.match(checkNodeOptions({NODE_OPTIONS: `--max-old-space-size=200 ${option}`}, []) ?? '', /key/, option);
    assert.match(checkNodeOptions({}, [option]) ?? '', /key/, option);
  }
});

test('94 certificate checks cannot be turned off, except for this computer', async () => {
  const open = (endpoint: string) =>
    openAccount({
      env: {NODE_TLS_REJECT_UNAUTHORIZED: '0', PAPERSPACE_API_KEY: 'some-key-123', HOME: '/nonexistent'},
      endpoint,
      accountName: null,
      apiKeyFile: null,
      isReadOnly: false,
      version: '0',
    });
  const far = await open('https://api.example.com');
  assert.match('problem' in far ? far.problem : '', /NODE_TLS_REJECT_UNAUTHORIZED/);
  const near = await open('http://127.0.0.1:4010');
  assert.ok('session' in near);
  near.session.client.close();
});

test('15 the locale says whether there are glyphs, NO_COLOR whether there are colours', () => {
  assert.equal(wantsAscii({LANG: 'C.UTF-8'}), false);
  assert.equal(wantsAscii({LANG: 'en_US.utf8', LC_ALL: 'C'}), true);
  assert.equal(wantsAscii({LANG: 'POSIX'}), true);
  assert.equal(wantsAscii({TERM: 'linux'}, 'linux'), true);
  assert.equal(wantsAscii({}, 'darwin'), false);
  assert.equal(wantsColor({}), true);
  assert.equal(wantsColor({NO_COLOR: '1'}), false);
  assert.equal(wantsColor({NO_COLOR: ''}), true);
  assert.equal(wantsColor({TERM: 'dumb'}), false);
});
