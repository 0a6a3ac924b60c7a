import assert from 'node:assert/strict';
import {test} from 'node:test';
import {inspect} from 'node:util';
import fc from 'fast-check';
import {checkApiKey, checkTlsEnvironment, parseEndpoint} from '../../src/access/endpoint.js';
import {Redactor, redact, Secret} from '../../src/access/secret.js';
import {METHODS} from '../../src/catalogue/methods.js';
import type {MethodSpec} from '../../src/catalogue/spec.js';
import {listSpec, methodSpec} from '../../src/catalogue/types.js';
import {ApiError} from '../../src/client/http/errors.js';
import {buildRequest, requestTarget} from '../../src/client/http/request.js';

test('query values are escaped as the specification prints them', () => {
  const availability = methodSpec('availability');
  const request = buildRequest(availability, {region: 'Europe (AMS1)', machineType: 'a&b=c#d?e/f+g é\ud800'});
  assert.equal(
    requestTarget(request),
    '/machines/getAvailability?region=Europe%20(AMS1)&machineType=a%26b%3Dc%23d%3Fe%2Ff%2Bg%20%C3%A9%EF%BF%BD',
  );
});

test('null travels as the word, booleans as words, and a query without parameters has no question mark', () => {
  const list = methodSpec('list');
  assert.equal(requestTarget(buildRequest(list, {})), '/machines/getMachines');
  assert.equal(requestTarget(buildRequest(list, {state: undefined})), '/machines/getMachines');
  assert.equal(
    requestTarget(buildRequest(list, {performAutoSnapshot: false, cpus: 4, autoSnapshotFrequency: null})),
    '/machines/getMachines?cpus=4&performAutoSnapshot=false&autoSnapshotFrequency=null',
  );
  assert.equal(buildRequest(listSpec('templates'), {}).path, '/templates/getTemplates');
});

test('null and false are sent in a body, what is undefined is not', () => {
  const request = buildRequest(methodSpec('update'), {
    machineId: 'ps1',
    shutdownTimeoutInHours: null,
    dynamicPublicIp: false,
    machineName: undefined,
  });
  assert.deepEqual(JSON.parse(request.body ?? ''), {
    machineId: 'ps1',
    shutdownTimeoutInHours: null,
    dynamicPublicIp: false,
  });
  assert.equal(buildRequest(methodSpec('destroy'), {machineId: 'ps1'}).body, undefined);
  assert.equal(
    buildRequest(methodSpec('destroy'), {machineId: 'ps1', releasePublicIp: true}).body,
    '{"releasePublicIp":true}',
  );
});

test('the alternative form carries all parameters in the body', () => {
  const request = buildRequest(
    methodSpec('setAccessForUser'),
    {machineId: 'ps1', userId: 'u1', enableAccess: false},
    'alternative',
  );
  assert.deepEqual(request, {
    verb: 'POST',
    path: '/machines/ps1/setMachineAccess',
    query: '',
    body: '{"userId":"u1","enableAccess":false}',
  });
});

const machineMethods: readonly MethodSpec[] = METHODS.filter(
  row => row.group === 'machines' && 'http' in row && row.params.some(param => param.name === 'machineId'),
);

test('52 whatever the id: the path is the one of the row with that id, or nothing is sent', () => {
  const odd = ['', '.', '..', '../x', 'a/b', 'a?b', 'a#b', 'a b', 'a%2fb', '__proto__', 'constructor', 'x'.repeat(65)];
  const ids = fc.oneof(
    fc.constantFrom(...odd),
    fc.string({unit: 'binary'}),
    fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...machineMethods), ids, (method, id) => {
      const build = () => buildRequest(method, {machineId: id});
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) {
        assert.throws(build, (error: unknown) => error instanceof ApiError && error.kind === 'usage');
        return;
      }
      const url = new URL(`https://host${requestTarget(build())}`);
      assert.equal(url.pathname, method.http?.path.replace(':machineId', id));
      assert.ok(url.pathname.includes(id) || url.searchParams.get('machineId') === id);
    }),
    {numRuns: process.env.PAPERTOP_QUICK === '1' ? 200 : 2000},
  );
  assert.throws(() => buildRequest(methodSpec('start'), {}), ApiError);
});

const goodEndpoints: readonly (readonly [typed: string, origin: string, prefix: string])[] = [
  ['https://api.paperspace.io', 'https://api.paperspace.io', ''],
  ['https://api.paperspace.io/', 'https://api.paperspace.io', ''],
  ['HTTPS://API.Paperspace.IO', 'https://api.paperspace.io', ''],
  ['https://api.paperspace.io:443', 'https://api.paperspace.io', ''],
  ['https://api.paperspace.io:8443/', 'https://api.paperspace.io:8443', ''],
  ['https://api.paperspace.com/v1', 'https://api.paperspace.com', '/v1'],
  ['https://gateway.example.com/a/b-c_d.e/', 'https://gateway.example.com', '/a/b-c_d.e'],
  ['https://10.0.0.7', 'https://10.0.0.7', ''],
  ['https://[2001:db8::1]:4010', 'https://[2001:db8::1]:4010', ''],
  ['http://localhost:4010', 'http://localhost:4010', ''],
  ['http://127.0.0.1:4010/', 'http://127.0.0.1:4010', ''],
  ['http://127.9.8.7', 'http://127.9.8.7', ''],
  ['http://[::1]:4010', 'http://[::1]:4010', ''],
  ['https://localhost', 'https://localhost', ''],
];

const badEndpoints: readonly string[] = [
  '',
  'api.paperspace.io',
  'ftp://api.paperspace.io',
  'javascript://alert(1)',
  'file:///etc/passwd',
  'http://api.paperspace.io',
  'http://10.0.0.7',
  'http://localhost.evil.com',
  'http://127.0.0.1.evil.com',
  'http://127.1',
  'http://0x7f000001',
  'http://2130706433',
  'http://0177.0.0.1',
  'http://[::ffff:127.0.0.1]',
  'http://0.0.0.0',
  'https://user@api.paperspace.io',
  'https://user:canary-pass@api.paperspace.io',
  'https://api.paperspace.io@evil.com',
  'https://api.paperspace.io%40evil.com',
  'https://api.paperspace.io\\@evil.com',
  'https://api.paperspace.io#@evil.com',
  'https://api.paperspace.io?x=1',
  'https://api.paperspace.io/#x',
  'https://api.paperspace.io.',
  'https://api..paperspace.io',
  'https://аpi.paperspace.io',
  'https://xn--pi-7kc.paperspace.io',
  'https://api。paperspace。io',
  'https://api.paperspace.io:99999',
  'https://api.paperspace.io:x',
  'https://',
  'https:///machines',
  'https://api.paperspace.io/../x',
  'https://api.paperspace.io//x',
  'https://api.paperspace.io/%2e%2e/',
  ' https://api.paperspace.io',
  'https://api.paperspace.io\n',
  'https://api.\tpaperspace.io',
  'https://api.paperspace.io /x',
  'https://[::1',
];

test('93 addresses that may be given a key', () => {
  for (const [typed, origin, prefix] of goodEndpoints) {
    const reading = parseEndpoint(typed);
    assert.ok('endpoint' in reading, typed);
    assert.deepEqual([reading.endpoint.origin, reading.endpoint.pathPrefix], [origin, prefix], typed);
    assert.equal(reading.endpoint.isLoopback, /localhost|127\.|\[::1\]/.test(typed), typed);
  }
});

test('93 addresses that may not, told without echoing them', () => {
  for (const typed of badEndpoints) {
    const reading = parseEndpoint(typed);
    assert.ok('problem' in reading, typed);
    assert.doesNotMatch(reading.problem, /canary|evil/);
  }
});

test('92 an API key of the wrong form is refused without echoing it', () => {
  for (const key of ['abcdefgh', '1ba4f98e7c0...', '!~'.repeat(128)]) assert.equal(checkApiKey(key), null);
  const bad = [
    '',
    'short',
    ' abcdefgh',
    'abcdefgh\n',
    'abcd\nefgh',
    'abcd\0efgh',
    'abcdéfgh',
    'abcd efgh',
    'x'.repeat(257),
  ];
  bad.push('y'.repeat(1_000_000));
  for (const key of bad) {
    const problem = checkApiKey(key);
    assert.ok(problem !== null && (key.length < 4 || !problem.includes(key.trim())), JSON.stringify(key.slice(0, 20)));
  }
});

test('94 switched-off certificate checks are refused, except for this computer itself', () => {
  const far = {origin: 'https://api.paperspace.io', pathPrefix: '', isLoopback: false};
  assert.match(checkTlsEnvironment({NODE_TLS_REJECT_UNAUTHORIZED: '0'}, far) ?? '', /NODE_TLS_REJECT_UNAUTHORIZED/);
  assert.equal(checkTlsEnvironment({NODE_TLS_REJECT_UNAUTHORIZED: '1'}, far), null);
  assert.equal(checkTlsEnvironment({}, far), null);
  assert.equal(checkTlsEnvironment({NODE_TLS_REJECT_UNAUTHORIZED: '0'}, {...far, isLoopback: true}), null);
});

test('91 a secret shows itself in no print, and redact finds it in every form', () => {
  const value = 'canary/key+"with=signs';
  const secret = new Secret(value);
  const prints = [
    String(secret),
    `${secret}`,
    JSON.stringify({secret}),
    inspect({secret}, {depth: 9, showHidden: true}),
  ];
  for (const print of prints) assert.doesNotMatch(print, /canary/);
  assert.equal(secret.reveal(), value);
  const base64 = Buffer.from(value).toString('base64');
  for (const form of [value, encodeURIComponent(value), JSON.stringify(value), base64, base64.replace(/=+$/, '')]) {
    assert.doesNotMatch(redact(`before ${form} after`, [secret]), /canary|Y2FuYXJ5/, form);
  }
  assert.equal(
    redact('x-api-key: other-key, authorization: Bearer abc.def', []),
    'x-api-key: [redacted], authorization: [redacted]',
  );
  assert.equal(redact('a b', ['a']), 'a b');
});

test('an answer is masked as each of its texts is, whatever stands around a secret', () => {
  const secrets = [
    'canary99',
    'say "hi"\\\n',
    'pässwörd\u2028',
    '\ud83d\ude00\ud83d\ude00',
    '\ude00 half',
    'half \ud83d',
  ];
  const half = fc.constantFrom('\ud83d', '\ude00', '', '"', '\\', 'x-api-key: abc', 'Authorization=');
  const piece = fc.constantFrom(...secrets, ...secrets.map(text => Buffer.from(text).toString('base64')));
  const text = fc.oneof(
    fc.string(),
    fc.tuple(half, piece, half).map(parts => parts.join('')),
    half,
  );
  const texts = fc.array(text, {maxLength: 4});
  fc.assert(
    fc.property(texts, fc.constantFrom(...secrets), (values, secret) => {
      const answer = {list: values, names: Object.fromEntries(values.map((value, at) => [`${value}${at}`, at]))};
      const each = (value: string) => redact(value, [secret]);
      const expected = {
        list: values.map(each),
        names: Object.fromEntries(values.map((value, at) => [each(`${value}${at}`), at])),
      };
      assert.deepEqual(new Redactor([secret]).json(answer), expected);
    }),
    {numRuns: process.env.PAPERTOP_QUICK === '1' ? 100 : 1000},
  );
});
