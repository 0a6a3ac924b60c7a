import assert from 'node:assert/strict';
import {test} from 'node:test';
import {gzipSync} from 'node:zlib';
import type {ApiErrorKind} from '../../src/client/http/errors.js';
import {ApiError} from '../../src/client/http/errors.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import type {Machines} from '../../src/client/machines.js';
import {createParams} from '../support/create-params.js';
import {type Recorder, type Reply, record, serveRaw} from '../support/recorder.js';

const key = 'canary-key/with+signs';
const password = 'canary-password';
/** Nothing is tried again: what an answer means does not depend on how often it came. */
const once = {sleep: async () => {}, random: () => 0, now: () => 0};

function connect(url: string): Machines {
  return createLegacyClient({endpoint: url, apiKey: key, userAgentVersion: '1', edge: once});
}

async function withServer(reply: (verb: string) => Reply, work: (client: Machines, server: Recorder) => Promise<void>) {
  const server = await record(({verb}) => reply(verb));
  const client = connect(server.url);
  try {
    await work(client, server);
  } finally {
    client.close();
    await server.close();
  }
}

async function failureOf(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    result => assert.fail(`no failure but ${JSON.stringify(result)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiError, String(error));
  assert.doesNotMatch(`${error.message} ${error.code} ${error.remedy} ${error.stack}`, /canary|Y2FuYXJ5/);
  assert.doesNotMatch(error.message, /[\p{Cc}\p{Cf}]/u);
  return error;
}

const text = JSON.stringify;

const faults: readonly (readonly [
  status: number,
  body: string,
  kind: ApiErrorKind,
  message: RegExp,
  effective: number,
])[] = [
  [400, text({status: 400, message: 'Invalid API token'}), 'unauthorized', /^Invalid API token$/, 400],
  [
    401,
    text({error: {status: 401, message: 'Authorization Required'}}),
    'unauthorized',
    /^Authorization Required$/,
    401,
  ],
  [401, '', 'unauthorized', /^the API key was refused$/, 401],
  [403, text({error: {message: 'not the owner', code: 'FORBIDDEN'}}), 'forbidden', /^not the owner$/, 403],
  [
    404,
    text({error: {name: 'Error', status: 404, message: 'Machine not found'}}),
    'not-found',
    /^Machine not found$/,
    404,
  ],
  [
    400,
    text({status: 404, message: 'Not found. Please contact support@paperspace.com for help.'}),
    'not-found',
    /^Not found/,
    404,
  ],
  [400, text({error: {statusCode: 404, message: 'gone'}}), 'not-found', /^gone$/, 404],
  [410, '', 'not-found', /^not found \(410\)$/, 410],
  [400, text({error: {status: 400, message: 'templateId not found'}}), 'refused', /^templateId not found$/, 400],
  [409, text({message: 'busy'}), 'refused', /^busy$/, 409],
  [
    422,
    text({error: {name: 'ValidationError', status: 422, message: 'not valid', details: {}}}),
    'refused',
    /^not valid$/,
    422,
  ],
  [402, text({error: 'payment due'}), 'refused', /^payment due$/, 402],
  [418, '', 'refused', /^the API answered 418$/, 418],
  [429, '', 'rate-limited', /^too many requests$/, 429],
  [429, '<html>slow down</html>', 'rate-limited', /^too many requests$/, 429],
  [429, text({status: 400, message: 'calm down'}), 'rate-limited', /^calm down$/, 429],
  [407, '', 'unreachable', /407/, 407],
  [408, '', 'timeout', /408/, 408],
  [500, '', 'server', /^the API failed \(500\)$/, 500],
  [502, '<html><h1>Bad gateway</h1>', 'server', /^the API failed \(502\)$/, 502],
  [503, text({error: {message: 'out of capacity'}}), 'server', /^out of capacity$/, 503],
  [403, '<html>blocked by the office', 'unexpected-answer', /web page, not the API/, 403],
  [404, '<!doctype html>', 'unexpected-answer', /web page, not the API/, 404],
  [
    500,
    text({error: {message: `your key ${key} and ${encodeURIComponent(key)}`}}),
    'server',
    /\[redacted\] and \[redacted\]/,
    500,
  ],
  [400, text({error: {message: Buffer.from(key).toString('base64')}}), 'refused', /^\[redacted\]$/, 400],
  [400, text({error: {message: 'x-api-key: something else'}}), 'refused', /^x-api-key: \[redacted\] else$/, 400],
  [
    400,
    text({error: {message: '\u001b]52;c;x\u0007 \u202e line\nline'}}),
    'refused',
    /^\uFFFD\]52;c;x\uFFFD \uFFFD line line$/,
    400,
  ],
  [400, text({error: {message: {deep: 'object'}}}), 'refused', /^the API answered 400$/, 400],
  [400, text({error: {message: 'x'.repeat(5000)}}), 'refused', /^x{2000}…$/, 400],
  [400, '{"error": ', 'refused', /^the API answered 400$/, 400],
  [500, text({error: {message: 'y'.repeat(200_000)}}), 'server', /^the API failed \(500\)$/, 500],
];

test('63 64 statuses and both shapes of errors', async () => {
  for (const [status, body, kind, message, effective] of faults) {
    await withServer(
      () => ({status, body}),
      async client => {
        const error = await failureOf(client.list());
        assert.deepEqual(
          [error.kind, error.status, error.method],
          [kind, effective, 'list'],
          `${status} ${body.slice(0, 60)}`,
        );
        assert.match(error.message, message);
        assert.equal(error.mayHaveHappened, false);
        const write = await failureOf(client.restart({machineId: 'ps1'}));
        assert.equal(write.machineId, 'ps1');
        assert.equal(write.mayHaveHappened, status >= 500 || status === 408, `${status} ${body.slice(0, 60)}`);
      },
    );
  }
});

test('91 a password that the server repeats is masked', async () => {
  await withServer(
    () => ({status: 422, body: text({error: {message: `password ${password} is too weak`}})}),
    async client => {
      const error = await failureOf(
        client.create({
          ...createParams,
          email: 'a@example.com',
          password,
          firstName: 'A',
          lastName: 'B',
        }),
      );
      assert.equal(error.message, 'password [redacted] is too weak');
    },
  );
});

/** What may stand in a body under a 200, and whether it is a list that can be shown. */
const bodies: readonly (readonly [body: string | Buffer, list: boolean])[] = [
  ['', false],
  [' \r\n', false],
  ['null', false],
  ['true', false],
  ['0', false],
  ['""', false],
  ['"text"', false],
  ['{}', false],
  ['{"items":[]}', false],
  ['{"error":{"status":500,"message":"boom"}}', false],
  ['{"error":"boom"}', false],
  ['{"error":{}}', false],
  ['{"status":404,"message":"Machine not found"}', false],
  ['{"status":400,"message":"Invalid API token"}', false],
  ['<html><form>login</form></html>', false],
  ['  \n<!DOCTYPE html>', false],
  ['<?xml version="1.0"?><a/>', false],
  ['OK', false],
  ['undefined', false],
  ['NaN', false],
  ["[{'id': 'ps1'}]", false],
  ['[{"id":"ps1"},]', false],
  ['[{"id":"ps1"}', false],
  ['[{"id":"ps1"}]]', false],
  ['[{"id":"ps1"}] trailing', false],
  ['{"id":"ps1"}', false],
  [Buffer.from([0xff, 0xfe, 0x5b, 0x00, 0x5d, 0x00]), false],
  [Buffer.alloc(2000, 0), false],
  [Buffer.from('GIF89a'), false],
  ['[]', true],
  ['[ ]', true],
  ['\ufeff[{"id":"ps1"}]', true],
  ['[{"id":"ps1"},null,7,{}]', true],
  [Buffer.from([...Buffer.from('[{"id":"ps1","name":"'), 0xff, 0xc0, ...Buffer.from('"}]')]), true],
];

test('46 47 odd bodies: a list, or one clear line; never a list that is not one', async () => {
  for (const [body, isList] of bodies) {
    await withServer(
      () => ({status: 200, body}),
      async client => {
        const label = body.toString().slice(0, 60);
        if (isList) {
          assert.ok((await client.list()).machines.length <= 1, label);
          return;
        }
        const error = await failureOf(client.list());
        assert.ok(error.message.length > 3 && error.message.length < 200, label);
        const kinds: readonly ApiErrorKind[] = ['unexpected-answer', 'server', 'not-found', 'unauthorized'];
        assert.ok(kinds.includes(error.kind), `${label} ${error.kind}`);
      },
    );
  }
});

test('47 odd bodies for the other methods: an answer of the right shape or an ApiError', async () => {
  for (const [body] of bodies) {
    await withServer(
      () => ({status: 200, body}),
      async client => {
        const ps1 = {machineId: 'ps1'};
        const calls = [
          client.show(ps1).then(machine => assert.equal(machine.id, 'ps1')),
          client.availability({region: 'x', machineType: 'y'}).then(answer => assert.equal(answer.available, null)),
          client.utilization({...ps1, billingMonth: '2017-08'}).then(answer => assert.equal(answer.hourlyRate, null)),
          client.choices('templates').then(items => assert.ok(Array.isArray(items))),
          client.start(ps1).then(nothing => assert.equal(nothing, undefined)),
        ];
        for (const result of await Promise.allSettled(calls)) {
          if (result.status === 'rejected') assert.ok(result.reason instanceof ApiError, String(result.reason));
        }
      },
    );
  }
});

test('46 a web page under 200 is no success of a write, and says so', async () => {
  await withServer(
    () => ({status: 200, body: '<html>sign in</html>'}),
    async client => {
      const error = await failureOf(client.start({machineId: 'ps1'}));
      assert.deepEqual([error.kind, error.mayHaveHappened], ['unexpected-answer', true]);
      assert.match(error.message, /login page or proxy/);
    },
  );
});

test('47 an error under 200 is no success of a write', async () => {
  for (const [body, kind, mayHaveHappened] of [
    [{error: {status: 404, message: 'Machine not found'}}, 'not-found', false],
    [{status: 400, message: 'Invalid API token'}, 'unauthorized', false],
    [{error: 'boom'}, 'server', true],
  ] as const) {
    await withServer(
      () => ({status: 200, body: text(body)}),
      async client => {
        const error = await failureOf(client.start({machineId: 'ps1'}));
        assert.deepEqual([error.kind, error.mayHaveHappened], [kind, mayHaveHappened]);
      },
    );
  }
});

test('47 any 2xx confirms a write, with or without a body', async () => {
  for (const [status, body] of [
    [200, ''],
    [200, '{}'],
    [201, '{"id":"ps1"}'],
    [202, ''],
    [204, null],
  ] as const) {
    await withServer(
      () => ({status, body}),
      client => client.stop({machineId: 'ps1'}),
    );
  }
});

test('show of another machine than asked for is refused', async () => {
  await withServer(
    () => ({status: 200, body: '{"id":"ps2","name":"other"}'}),
    async client => assert.equal((await failureOf(client.show({machineId: 'ps1'}))).kind, 'unexpected-answer'),
  );
});

test('the JSON of show escapes what is not seen, and holds no key', async () => {
  const name = `\u001b[2J\u202e\u200b\u0085\u2028 é 机器 e${'\u0301'.repeat(5)} 👩‍👩‍👧 ${key}`;
  await withServer(
    () => ({status: 200, body: text({id: 'ps1', name})}),
    async client => {
      const {json} = await client.show({machineId: 'ps1'});
      assert.doesNotMatch(json.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|canary/u);
      assert.deepEqual(JSON.parse(json), {id: 'ps1', name: name.replace(key, '[redacted]')});
      assert.match(json, /é 机器 e\u0301\u0301\\u0301\\u0301\\u0301/);
    },
  );
});

test('choices: items of each list, without those that have no usable id', async () => {
  const items = [
    {
      id: 'x1',
      name: 'one',
      label: null,
      os: 'Ubuntu',
      region: 'r',
      email: 'a@b',
      firstname: 'A',
      lastname: null,
      teamId: 't',
      description: '',
    },
    {id: 7},
    {id: ''},
    {id: 'a\u202e'},
    null,
    {id: 'x2'},
  ];
  await withServer(
    () => ({status: 200, body: text(items)}),
    async client => {
      assert.deepEqual(await client.choices('templates'), [
        {id: 'x1', name: 'one', label: null, os: 'Ubuntu'},
        {id: 'x2', name: 'x2', label: null, os: null},
      ]);
      assert.deepEqual((await client.choices('networks'))[0], {id: 'x1', name: 'one', region: 'r'});
      assert.deepEqual((await client.choices('users'))[0], {
        id: 'x1',
        email: 'a@b',
        firstname: 'A',
        lastname: null,
        teamId: 't',
      });
      assert.deepEqual((await client.choices('scripts'))[0], {id: 'x1', name: 'one', description: null});
    },
  );
});

const rows = text([
  {id: 'ps1', name: 'one é'},
  {id: 'ps2', name: 'two "2"'},
  {id: 'ps3', name: 'three }]'},
]);

test('43 an answer cut at any byte is an error or the whole list, never a part of it', async () => {
  const bytes = Buffer.from(rows);
  const zipped = gzipSync(bytes);
  const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
  const chunked = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n0\r\n\r\n')]);
  const kinds: readonly (readonly [headers: string, payload: Buffer])[] = [
    [`${head}Content-Length: ${bytes.length}\r\n\r\n`, bytes],
    [`${head}Transfer-Encoding: chunked\r\n\r\n`, chunked],
    [`${head}Connection: close\r\n\r\n`, bytes],
    [`${head}Content-Encoding: gzip\r\nContent-Length: ${zipped.length}\r\n\r\n`, zipped],
  ];
  for (const [headers, payload] of kinds) {
    const whole = Buffer.concat([Buffer.from(headers), payload]);
    let length = 0;
    const server = await serveRaw(socket => socket.end(whole.subarray(0, length)));
    // Each cut is one attempt: retries would only repeat it.
    const client = connect(server.url);
    for (length = 0; length <= whole.length; length += 1) {
      const result = await client.list().catch((error: unknown) => error);
      if (result instanceof ApiError) assert.ok(length < whole.length, `${headers} ${length}: ${result.message}`);
      else assert.equal((result as {machines: unknown[]}).machines.length, 3, `${headers} ${length}`);
    }
    client.close();
    await server.close();
  }
});
