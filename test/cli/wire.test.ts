// Any allowed call survives flags → parameters → wire → the emulator's reading of it unchanged.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {check} from '../../src/catalogue/check.js';
import {METHODS} from '../../src/catalogue/methods.js';
import type {MethodSpec, ParamSpec} from '../../src/catalogue/spec.js';
import type {AnyParams} from '../../src/catalogue/types.js';
import {writeValue} from '../../src/catalogue/values.js';
import {callCommand} from '../../src/cli/commands/method.js';
import {firstRequest, requestText} from '../../src/cli/output/dry-run.js';
import {requestTarget} from '../../src/client/http/request.js';
import {createRawClient} from '../../src/client/raw.js';
import {readParams} from '../../src/emulator/http/params.js';
import {findRoute, splitTarget} from '../../src/emulator/http/routes.js';
import {type Recorded, record} from '../support/recorder.js';
import {runs} from '../support/runs.js';
import {callOf, hostOf} from '../support/shell.js';

const rows: readonly MethodSpec[] = METHODS;
const word = fc
  .oneof(
    fc.string({unit: fc.constantFrom(...'abcXYZ 019-_=.,:/@()[]{}*?~#&|;<>$`"\'\\!%^+é漢🚀'), maxLength: 24}),
    fc.string({unit: 'grapheme', maxLength: 24}),
    fc.constantFrom('null', 'true', '123', '--yes', '--dry-run', '-x', '__proto__', '%00', 'a=b&c=d', ' '),
  )
  // A command line holds no lone halves of surrogate pairs; control characters are refused before they are sent.
  .filter(text => !/[\0-\x1f\x7f]/.test(text) && text.isWellFormed());
const id = fc.string({unit: fc.constantFrom(...'abzAZ09-_'), minLength: 1, maxLength: 64});

function allowed(param: ParamSpec): fc.Arbitrary<string | number | boolean | null> {
  const {name, kind, choices, open, pattern, nullable, required, integer, min = -1e9} = param;
  const orNull = (values: fc.Arbitrary<string | number>) => (nullable ? fc.option(values) : values);
  if (kind === 'boolean') return fc.boolean();
  if (kind === 'number')
    return orNull(
      integer ? fc.integer({min}) : fc.double({min, noNaN: true, noDefaultInfinity: true}).map(value => value + 0),
    );
  if (name === 'machineId') return id;
  if (name === 'billingMonth') return fc.constantFrom('2017-08', '0000-12');
  if (pattern) return fc.constantFrom('jon@example.com', "o'brien+x@ex&mple.com");
  if (choices && !open) return orNull(fc.constantFrom(...choices));
  return word.filter(text => (!required || text.trim() !== '') && !(nullable && text === 'null'));
}

function callsOf(method: MethodSpec): fc.Arbitrary<AnyParams> {
  const values = Object.fromEntries(method.params.map(param => [param.name, allowed(param)]));
  const requiredKeys = method.params.filter(({required}) => required).map(({name}) => name);
  const newUser = {email: 'a@b.example', password: ' s"3 $x', firstName: 'Jö', lastName: "O'Hara"};
  return fc
    .record(values, {requiredKeys})
    .map((params): AnyParams => (method.name === 'create' && 'email' in params ? {...params, ...newUser} : params))
    .filter(params => check(method, params).length === 0);
}

/** Flags in either form. A value that begins like a flag is tied to its own. */
function argvOf({group, name}: MethodSpec, params: AnyParams, isTied: boolean): readonly string[] {
  const flags = Object.entries(params).flatMap(([param, value]) => {
    const text = writeValue(value ?? null);
    return isTied || text.startsWith('-') ? [`--${param}=${text}`] : [`--${param}`, text];
  });
  return [group, name, ...flags];
}

/** What the emulator reads out of a request. */
function readBack(verb: string, target: string, body: string | undefined): AnyParams {
  const {pathname, query} = splitTarget(target);
  const match = findRoute(verb, pathname);
  assert.ok(match, `${verb} ${pathname}`);
  const members = body === undefined ? [] : Object.entries(JSON.parse(body) as Record<string, unknown>);
  const reading = readParams(match.row, new Map<string, unknown>([...members, ...query, ...match.path]));
  assert.ok('params' in reading, JSON.stringify(reading));
  return reading.params;
}

/** Waiting is asking show; granting access is what setAccessForUser does without being told. */
function onTheWire(method: MethodSpec, params: AnyParams): AnyParams {
  const {state, enableAccess, ...others} = params;
  if (method.name === 'waitfor') return others;
  return method.name === 'setAccessForUser' && enableAccess === true ? others : params;
}

for (const method of rows) {
  test(`${method.group} ${method.name}`, () => {
    fc.assert(
      fc.property(callsOf(method), fc.boolean(), (params, isTied) => {
        const call = callOf(...argvOf(method, params, isTied));
        assert.deepEqual(call.params, {...params});
        const request = firstRequest(call.method, call.params);
        const back = readBack(request.verb, requestTarget(request), request.body);
        assert.deepEqual(back, {...onTheWire(method, params)});
      }),
      runs(300),
    );
  });
}

test('what a dry run prints is what is sent, but for what is secret', async () => {
  const recorder = await record(() => ({status: 204}));
  const newUser = {email: 'a@b.example', password: 'canary99', firstName: 'J', lastName: 'S'};
  for (const method of rows.filter(({name}) => name !== 'waitfor')) {
    const [some] = fc.sample(callsOf(method), {numRuns: 1, seed: 7});
    const params = {...some, ...(method.name === 'create' && {userId: undefined, ...newUser})};
    const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
    const call = callOf(...argvOf(method, given, true), ...(method.effect === 'destroys' ? ['--yes'] : []));
    const client = createRawClient({endpoint: recorder.url, apiKey: 'canary-key', userAgentVersion: '1'});
    const host = hostOf({client, address: async () => ({endpoint: recorder.url, warnings: []})});
    await callCommand(call, host);
    const sent = recorder.requests.at(-1);
    assert.ok(sent);
    const count = recorder.requests.length;
    assert.equal(await callCommand({...call, isDryRun: true}, host), 0);
    assert.equal(recorder.requests.length, count, 'a dry run sends nothing');
    assert.equal(host.out().slice(host.out().indexOf(`${sent.verb} ${recorder.url}`)), printed(sent, recorder.url));
    assert.doesNotMatch(host.out() + host.err(), /canary/);
  }
  await recorder.close();
});

function printed({verb, target, headers, body}: Recorded, url: string): string {
  const lines = [`${verb} ${url}${target}`, `accept: ${headers.accept}`, 'x-api-key: [redacted]'];
  if (body !== '')
    lines.push(`content-type: ${headers['content-type']}`, '', body.replaceAll('canary99', '[redacted]'));
  return `${lines.join('\n')}\n`;
}

test('a dry run needs no key', async () => {
  const host = hostOf();
  assert.equal(await callCommand(callOf('machines', 'list', '--dry-run'), host), 0);
  assert.equal(host.out(), requestText(callOf('machines', 'list').method, {}, 'https://api.paperspace.io'));
  assert.equal(host.err(), '');
});
