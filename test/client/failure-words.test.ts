// What is said of each way in which a connection fails: one line, another for each kind, never the words of Node's error.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {describeFailure} from '../../src/client/http/socket-failure.js';

const context = {host: 'api.example:443', proxy: 'proxy.example:3128'};
const secret = 'canary-in-the-message';
const failureOf = (code: unknown) => describeFailure(Object.assign(new Error(secret), {code}), context);

test('57 no such name, a silent name server, refused, no route, too late: each in its own words', () => {
  const kinds: readonly (readonly [codes: readonly string[], words: RegExp])[] = [
    [['ENOTFOUND', 'EAI_FAIL', 'ENODATA'], /^no address found for api\.example:443 \(DNS\)$/],
    [['EAI_AGAIN'], /^the name server did not answer for api\.example:443/],
    [['ECONNREFUSED'], /^api\.example:443 refused the connection$/],
    [['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL'], /^no route to api\.example:443/],
    [['ETIMEDOUT', 'CONNECT_TIMEOUT'], /^no connection to api\.example:443 in time$/],
    [['ECONNRESET', 'EPIPE', 'ECONNABORTED'], /^the connection to api\.example:443 broke/],
    [['EACCES'], /^this computer does not allow/],
    [['EMFILE'], /^too many open files/],
  ];
  const said = new Map<string, string>();
  for (const [codes, words] of kinds) {
    for (const code of codes) {
      const {message, remedy, kind} = failureOf(code);
      assert.match(message, words, code);
      assert.ok(remedy, `${code}: what to do`);
      assert.ok(kind === 'unreachable' || kind === 'timeout', code);
      said.set(code, message);
    }
  }
  assert.equal(new Set(said.values()).size, kinds.length);
});

test('57 a code that nobody knows is told, a message never', () => {
  assert.equal(failureOf('EWHATEVER').message, 'no answer from api.example:443 (EWHATEVER)');
  for (const code of ['constructor', '__proto__', 'E\x1b[2J', '', 5, null, undefined, 'X'.repeat(100), 'EWHATEVER']) {
    const {message, remedy = ''} = failureOf(code);
    assert.doesNotMatch(`${message} ${remedy}`, /canary|[\p{Cc}\p{Cf}]|native code/u);
  }
});
