// A call after it was typed: what is written where, what is asked, and the exit status.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {callCommand} from '../../src/cli/commands/method.js';
import {ApiError, type ApiErrorDetails} from '../../src/client/http/errors.js';
import type {Fetch} from '../../src/client/http/wire.js';
import type {RawClient} from '../../src/client/raw.js';
import {createRawClient} from '../../src/client/raw.js';
import {answer, virtualEdge} from '../support/edge.js';
import {rowOf} from '../support/fakeapi.js';
import {callOf, type HostChange, hostOf} from '../support/shell.js';

const failing = (details: Partial<ApiErrorDetails>): RawClient => {
  const fail = async () => {
    throw new ApiError({kind: 'refused', method: 'x', message: 'no', ...details});
  };
  return {call: fail, waitfor: fail, close: () => {}};
};
const answering = (json: unknown): RawClient => ({call: async () => json, waitfor: async () => json, close: () => {}});
const over = (fetch: Fetch) =>
  createRawClient({
    endpoint: 'http://localhost:1',
    apiKey: 'canary-key',
    userAgentVersion: '1',
    edge: virtualEdge(fetch),
  });

async function run(argv: readonly string[], change: HostChange) {
  const host = hostOf(change);
  const exit = await callCommand(callOf(...argv), host);
  return {exit, out: host.out(), err: host.err(), host};
}

const list = ['machines', 'list'];
const stop = ['machines', 'stop', '--machineId', 'ps1'];
const destroy = ['machines', 'destroy', '--machineId', 'ps1'];
const wait = ['machines', 'waitfor', '--machineId', 'ps1', '--state', 'off'];

const failures: readonly (readonly [Partial<ApiErrorDetails>, exit: number, line: RegExp])[] = [
  [
    {kind: 'refused', message: 'templateId not found', status: 400, remedy: 'change the parameters'},
    1,
    /^papertop: templateId not found; change the parameters\n$/,
  ],
  [{kind: 'unauthorized', message: 'Invalid API token', status: 400}, 1, /Invalid API token; check PAPERSPACE_API_KEY/],
  [
    {kind: 'not-found', message: 'Machine not found', status: 404},
    1,
    /Machine not found; look for it with papertop machines list/,
  ],
  [
    {kind: 'unreachable', message: 'no address found for x (DNS)', remedy: 'check the network'},
    1,
    /\(DNS\); check the network/,
  ],
  [
    {kind: 'timeout', message: 'late', mayHaveHappened: true, remedy: 'try again'},
    1,
    /late; it may have been done all the same: look before asking again\n/,
  ],
  [{kind: 'usage', message: 'machineId: not an id'}, 2, /not an id/],
  [
    {kind: 'wait-timeout', message: 'not off after 600 s'},
    3,
    /not off after 600 s; wait longer with --timeout SECONDS/,
  ],
  [{kind: 'wait-failed', message: 'Uh oh.', remedy: 'try again later'}, 3, /Uh oh\.; try again later/],
  [{kind: 'aborted', message: 'given up'}, 130, /^papertop: interrupted\n$/],
];

test('a failure is one line on stderr, nothing on stdout, and the exit status of its kind', async () => {
  for (const [details, exit, line] of failures) {
    const {kind = ''} = details;
    for (const argv of [list, stop, wait]) {
      const done = await run(argv, {client: failing(details)});
      assert.deepEqual([done.exit, done.out], [exit, ''], kind);
      assert.match(done.err, line);
      assert.match(done.err, /^papertop: [^\n]+\n$/);
    }
    const asJson = await run([...list, '--output', 'json'], {client: failing(details)});
    const expected = kind === 'aborted' ? 'interrupted' : details.message;
    assert.deepEqual(JSON.parse(asJson.err), {error: expected, status: details.status ?? null});
    assert.equal(asJson.exit, exit);
  }
});

test('what is no error of the API ends a call too', async () => {
  const broken: RawClient = {...answering([]), call: () => Promise.reject(new TypeError('x\x1b[2Jy'))};
  const {exit, err} = await run(list, {client: broken});
  assert.equal(exit, 1);
  assert.match(err, /^papertop: x\uFFFD\[2Jy\n$/);
});

test('without a key nothing is sent', async () => {
  const {exit, out, err} = await run(list, {});
  assert.deepEqual([exit, out, err], [2, '', 'papertop: no API key found; nothing was sent\n']);
});

test('warnings stand on stderr in the form that failures have', async () => {
  const connect = async () => ({client: answering([]), warnings: ['~/key can be read by others: chmod 600']});
  const plain = await run(list, {connect});
  assert.deepEqual([plain.exit, plain.out], [0, '[]\n']);
  assert.equal(plain.err, 'papertop: warning: ~/key can be read by others: chmod 600\n');
  const json = await run([...list, '--output', 'json'], {connect});
  assert.deepEqual(JSON.parse(json.err), {warning: '~/key can be read by others: chmod 600'});
});

test('13 the answer is the API’s own, whatever its fields are, and nothing for nothing', async () => {
  const odd = [{id: 'ps1', name: 'a\u202eb\x1b[2J', ram: '8', extra: {deep: [1, null]}, big: 1e21}];
  const json = await run(list, {client: answering(odd)});
  assert.deepEqual(JSON.parse(json.out), odd);
  assert.match(json.out, /^[\n\x20-\x7e]+$/);
  assert.match(json.out, /"a\\u202eb\\u001b\[2J"/);
  assert.equal((await run([...list, '--output', 'jsonl'], {client: answering(odd)})).out.split('\n').length, 2);
  for (const [output, nothing] of [
    ['json', '{}\n'],
    ['jsonl', '{}\n'],
    ['csv', ''],
    ['table', ''],
  ] as const) {
    assert.equal((await run([...stop, '--output', output], {client: answering(undefined)})).out, nothing);
  }
  assert.equal((await run([...list, '--output', 'jsonl'], {client: answering([])})).out, '');
  assert.equal((await run([...list, '--output', 'table'], {client: answering([])})).out.split('\n').length, 2);
});

test('13 tables and CSV hold clean text; no cell is a formula', async () => {
  const odd = rowOf('ps1', {
    name: '=HYPERLINK("x")',
    os: 'a,"b"\nc\u202e',
    region: 'x\x1b[2J',
    events: [{name: 'start'}],
  });
  const csv = await run([...list, '--output', 'csv'], {client: answering([odd])});
  const [heading = '', row = '', ...others] = csv.out.split('\n');
  assert.deepEqual(others, ['']);
  assert.match(heading, /^id,name,state,os,/);
  assert.ok(row.startsWith(`ps1,"'=HYPERLINK(""x"")",ready,"a,""b"" c\uFFFD",8589938688,4,None,`), row);
  assert.doesNotMatch(csv.out, /\x1b/);
  const table = await run([...list, '--output', 'table'], {client: answering([odd])});
  assert.match(
    table.out,
    /^ID +NAME +STATE +USAGE RATE +REGION +PUBLIC IP ADDRESS\nps1 +=HYPERLINK\("x"\) +ready +C5 hourly +x\uFFFD\[2J\n$/,
  );
  const empty = await run([...list, '--output', 'csv'], {client: answering([])});
  assert.ok(heading.startsWith(empty.out.trim()), 'the same columns without machines');
});

test('destroy asks for the name on a terminal and takes no other answer; a script is not asked', async () => {
  const sent: string[] = [];
  const client = over(async request => {
    sent.push(`${request.verb} ${new URL(request.url).pathname}`);
    return request.verb === 'GET' ? answer(200, rowOf('ps1', {name: 'web 01'})) : answer(204);
  });
  assert.equal((await run(destroy, {client})).exit, 0);
  assert.deepEqual(sent, ['POST /machines/ps1/destroyMachine']);
  sent.length = 0;
  for (const typed of ['', 'web', 'ps1', 'y', 'WEB 01', null]) {
    assert.equal((await run(destroy, {client, typed})).exit, 2, String(typed));
  }
  assert.ok(sent.every(line => line.startsWith('GET')));
  const done = await run(destroy, {client, typed: 'web 01'});
  assert.deepEqual([done.exit, done.out], [0, '{}\n']);
  assert.match(done.host.asked[0] ?? '', /^Destroy web 01 \(ps1\), ready\?/);
  assert.equal(sent.at(-1), 'POST /machines/ps1/destroyMachine');
  sent.length = 0;
  assert.equal((await run([...destroy, '--yes'], {client})).exit, 0);
  assert.deepEqual(sent, ['POST /machines/ps1/destroyMachine']);
});

test('6 83 a name that does not show what it is is not asked for: the id is', async () => {
  for (const name of ['a\u202eb', '', ' web']) {
    const client = over(async request => (request.verb === 'GET' ? answer(200, rowOf('ps1', {name})) : answer(204)));
    assert.equal((await run(destroy, {client, typed: name})).exit, 2);
    const byId = await run(destroy, {client, typed: 'ps1'});
    assert.equal(byId.exit, 0);
    assert.doesNotMatch(byId.host.asked.join(''), /\u202e/);
  }
});

test('waitfor shows how it is doing, takes ready for serviceready and ends at its limit', async () => {
  let shows = 0;
  const states = ['stopping', 'stopping', 'off'];
  const event = {state: 'done', errorMsg: '', dtCreated: '2026-01-01T00:00:00Z', dtModified: '2026-01-01T00:00:50Z'};
  const client = over(async () => {
    const state = states[Math.min(shows, 2)];
    shows += 1;
    return answer(200, rowOf('ps1', {state, events: [{...event, name: 'stop', handle: 'a', dtFinished: null}]}));
  });
  const done = await run(wait, {client, hasProgress: true});
  assert.equal(done.exit, 0);
  assert.equal((JSON.parse(done.out) as {state: string}).state, 'off');
  assert.deepEqual(done.host.lines[0], 'ps1 is stopping, waiting for off, 0s of at most 10m 0s, usu…');
  assert.equal(done.host.lines.at(-1), null);
  const ready = over(async () => answer(200, rowOf('ps1', {state: 'ready'})));
  assert.equal((await run([...wait.slice(0, -1), 'serviceready'], {client: ready})).exit, 0);
  const never = await run([...wait, '--timeout', '30'], {client: ready});
  assert.deepEqual([never.exit, never.out], [3, '']);
  assert.match(never.err, /^papertop: not off after 30 s: still ready; wait longer with --timeout SECONDS\n$/);
});

test('waitfor fails at once on an error event, with the API’s words', async () => {
  let shows = 0;
  const client = over(async () => {
    shows += 1;
    const event = {name: 'stop', state: shows > 1 ? 'error' : 'in progress', errorMsg: 'Uh oh.', handle: 'a'};
    return answer(200, rowOf('ps1', {state: shows > 1 ? 'ready' : 'stopping', events: [event]}));
  });
  const {exit, err} = await run(wait, {client});
  assert.deepEqual([exit, shows], [3, 2]);
  assert.match(err, /^papertop: Uh oh\. \(wanted off, is ready\)/);
});

test('Ctrl-C ends a call whatever it waits for, and says what may have happened', async () => {
  const never = () => new Promise<never>(() => {});
  const hanging: RawClient = {call: never, waitfor: never, close: () => {}};
  const cases: readonly (readonly [argv: readonly string[], change: HostChange, line: string])[] = [
    [wait, {client: hanging}, 'papertop: interrupted\n'],
    [list, {client: hanging}, 'papertop: interrupted\n'],
    [list, {connect: never}, 'papertop: interrupted\n'],
    [stop, {client: hanging}, 'papertop: interrupted; it may have been done all the same: look before asking again\n'],
    [destroy, {client: answering(rowOf('ps1')), typed: '', ask: never}, 'papertop: interrupted\n'],
  ];
  for (const [argv, change, line] of cases) {
    const host = hostOf(change);
    const done = callCommand(callOf(...argv), host);
    await new Promise(setImmediate);
    host.interrupt();
    assert.equal(await done, 130);
    assert.deepEqual([host.out(), host.err()], ['', line]);
  }
});

test('an answer that is none of the method’s is a failure', async () => {
  const wrong: readonly (readonly [argv: readonly string[], body: unknown])[] = [
    [list, {id: 'ps1'}],
    [list, undefined],
    [['users', 'list'], {}],
    [['machines', 'show', '--machineId', 'ps1'], rowOf('ps2')],
    [['machines', 'show', '--machineId', 'ps1'], undefined],
    [['machines', 'utilization', '--machineId', 'ps1', '--billingMonth', '2017-08'], []],
    [list, '[{"id":"ps1"},'],
  ];
  for (const [argv, body] of wrong) {
    const {exit, out, err} = await run(argv, {client: over(async () => answer(200, body))});
    assert.deepEqual([exit, out], [1, ''], argv.join(' '));
    assert.match(err, /^papertop: [^\n]*not (what|JSON)|the answer is empty/);
  }
});

test('91 neither key nor password come back in an answer', async () => {
  const create = [
    ...['machines', 'create', '--region', 'x', '--machineType', 'y', '--size', '50', '--billingType', 'hourly'],
    ...['--machineName', 'n', '--templateId', 't', '--email', 'a@b.example', '--password', 'canary99'],
    ...['--firstName', 'J', '--lastName', 'S'],
  ];
  for (const output of ['json', 'jsonl', 'csv', 'table']) {
    const echo = {...rowOf('ps1', {name: 'canary99 canary-key'}), authorization: null, 'canary-key': ['canary99']};
    const done = await run([...create, '--output', output], {client: over(async () => answer(201, echo))});
    assert.equal(done.exit, 0);
    assert.doesNotMatch(done.out + done.err, /canary/);
    if (output.startsWith('json')) JSON.parse(done.out);
    const failed = await run([...create, '--output', output], {
      client: over(async () => answer(422, {status: 422, message: 'canary99 is too short; canary-key'})),
    });
    assert.equal(failed.exit, 1);
    assert.doesNotMatch(failed.out + failed.err, /canary/);
  }
});

test('52 rows of a list that are no machines are told on stderr, in every format, and printed as they came', async () => {
  const broken = [rowOf('ps1'), {id: '../x'}, 7, rowOf('ps2'), rowOf('ps1')];
  const cases = [
    [broken, '2 unreadable, 1 repeated'],
    [[rowOf('ps1'), rowOf('ps1')], '1 repeated'],
    [[null], '1 unreadable'],
    [[rowOf('ps1'), rowOf('constructor')], ''],
    [[], ''],
  ] as const;
  for (const [rows, words] of cases) {
    for (const format of ['json', 'table', 'csv', 'jsonl']) {
      const {exit, out, err} = await run([...list, '--output', format], {client: answering(rows)});
      assert.equal(exit, 0);
      assert.equal(err.includes(words) && err.includes('not machines of their own'), words !== '', `${format}: ${err}`);
      if (words === '') assert.equal(err, '');
      if (format === 'json') assert.deepEqual(JSON.parse(out), rows);
    }
  }
});

test('48 a nested answer of a write in the shell: not done for sure, not undone either', async () => {
  const deep = `{"id":"ps1","z":${'['.repeat(5000)}${']'.repeat(5000)}}`;
  const {exit, err} = await run(stop, {client: over(async () => answer(200, deep))});
  assert.equal(exit, 1);
  assert.match(err, /nested more than 100 levels deep.*it may have been done all the same: look before asking again/);
});
