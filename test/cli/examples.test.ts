// Each `$ paperspace` example of the specification, word for word, against the emulator: the documented answer's shape.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {METHODS} from '../../src/catalogue/methods.js';
import {callCommand} from '../../src/cli/commands/method.js';
import {createRawClient} from '../../src/client/raw.js';
import {startEmulator} from '../../src/emulator/server.js';
import {findMachine} from '../../src/emulator/world/world.js';
import {KEY, START} from '../support/emulated.js';
import {callOf, examples, hostOf, wordsOf} from '../support/shell.js';

interface Documented {
  readonly answer?: {readonly body: string | null};
  readonly params?: Record<string, unknown>;
}

const documented = (method: string) => JSON.parse(readFileSync(`test/wire/${method}.json`, 'utf8')) as Documented;

/** Names of all members, those of inner objects and of the first item of lists too; events come and go. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'events')
      .map(([name, member]) => [name, typeof member === 'object' && !Array.isArray(member) ? shape(member) : null]),
  );
}

test('every method has its example', () => {
  const methods = examples().map(example => wordsOf(example)[1]);
  assert.deepEqual(
    methods.toSorted(),
    METHODS.filter(({group}) => group === 'machines')
      .map(({name}) => name)
      .toSorted(),
  );
});

test('the examples, one after the other', async () => {
  let now = START;
  const emulator = await startEmulator({key: KEY, now: () => now});
  try {
    for (const example of examples()) {
      const call = callOf(...wordsOf(example));
      const {name} = call.method;
      const client = createRawClient({
        endpoint: emulator.url,
        apiKey: KEY,
        userAgentVersion: '1',
        // Waiting moves the emulator's clock instead of taking time; the limit of the wait is not reached.
        ...(name === 'waitfor' && {edge: {sleep: async (ms: number) => passed(ms)}}),
      });
      const host = hostOf({client, typed: 'New Machine Name'});
      assert.equal(await callCommand(call, host), 0, `${example}\n${host.err()}`);
      const body = documented(name).answer?.body ?? null;
      const answer: unknown = JSON.parse(host.out());
      const expected = body === null ? (name === 'setAccessForUser' ? answer : {}) : JSON.parse(body);
      assert.deepEqual(shape(answer), shape(expected), example);
      assert.equal(host.out(), `${JSON.stringify(answer, null, 2)}\n`);
      assert.equal(host.asked.length, name === 'destroy' ? 1 : 0);
      assert.match(host.err(), name === 'create' ? /^papertop: warning: .*--userId is not sent.*\n$/ : /^$/);
    }
    const destroyed = findMachine(emulator.world(), 'ps123abc');
    assert.ok(!destroyed || destroyed.isDestroyed);
  } finally {
    await emulator.close();
  }

  async function passed(ms: number): Promise<void> {
    if (ms >= 600_000) return new Promise(() => {});
    now += ms;
  }
});

test('the create example sends what the specification prints as its HTTP request', async () => {
  const create = examples().find(example => wordsOf(example)[1] === 'create');
  assert.ok(create);
  const {params} = callOf(...wordsOf(create));
  // The HTTP request differs from the shell example in two more places: billing by the month, and no script.
  const {scriptId, ...others} = params;
  assert.equal(scriptId, 'sc123abc');
  assert.deepEqual({...others, billingType: 'monthly'}, documented('create').params);
});
