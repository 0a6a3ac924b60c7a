// The specification's JavaScript examples, word for word, against the emulator.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {runInNewContext} from 'node:vm';
import {METHODS} from '../../src/catalogue/methods.js';
import {startEmulator} from '../../src/emulator/server.js';
import {createClient} from '../../src/index.js';
import {START} from '../support/emulated.js';

interface Wire {
  readonly request: {readonly verb: string; readonly target: string};
  readonly answer: {readonly status: number; readonly body: string | null};
}

type Handler = (error: unknown, result: unknown) => void;

const examples = new Map(
  readFileSync('test/examples/javascript.txt', 'utf8')
    // The one that no engine reads: a quote is missing.
    .replace("userId: 'u123abc,", "userId: 'u123abc',")
    .trim()
    .split('\n\n')
    .map(code => [/^paperspace\.machines\.(\w+)\(/.exec(code)?.[1] ?? '', code]),
);

/** A namespace that hands each method on, and the outcome to `heard` before the example's own callback has it. */
function listenedTo(machines: object, heard: Handler): object {
  const entries = Object.entries(machines).map(([name, method]) => [
    name,
    (...given: readonly unknown[]) => {
      const callback = given.at(-1) as Handler;
      return method(...given.slice(0, -1), (error: unknown, result: unknown) => {
        callback(error, result);
        heard(error, result);
      });
    },
  ]);
  return Object.fromEntries(entries);
}

test('there is an example of each method', () => {
  const names = METHODS.filter(({group}) => group === 'machines').map(({name}) => name);
  assert.deepEqual([...examples.keys()].sort(), [...names].sort());
});

for (const [name, code] of examples) {
  test(`${name}, as the specification calls it`, async t => {
    let now = START;
    const emulator = await startEmulator({now: () => now});
    t.after(() => emulator.close());
    const client = createClient({apiKey: emulator.key, endpoint: emulator.url});
    if (name === 'waitfor') {
      await client.machines.stop({machineId: 'ps123abc'});
      now += 600_000;
    }
    const result = await new Promise<unknown>((resolve, reject) => {
      const machines = listenedTo(client.machines, (error, answer) => (error ? reject(error) : resolve(answer)));
      assert.equal(runInNewContext(code, {paperspace: {machines}}), undefined, 'with a callback nothing is returned');
    });
    const wire = JSON.parse(readFileSync(`test/wire/${name}.json`, 'utf8')) as Wire;
    const sent = emulator.requests().at(-1);
    const [path] = wire.request.target.split('?');
    assert.deepEqual([sent?.method, sent?.path, sent?.status], [wire.request.verb, path, wire.answer.status]);
    const printed: unknown = JSON.parse(wire.answer.body ?? '{}');
    if (['list', 'show', 'utilization'].includes(name)) {
      const answered =
        name === 'list' ? (result as readonly {id: string}[]).filter(({id}) => id === 'ps123abc') : result;
      assert.deepEqual(answered, printed);
    } else if (wire.answer.status === 204) {
      assert.deepEqual(result, {});
    } else if (wire.answer.body !== null) {
      const {events: _, ...rest} = result as {events?: unknown};
      assert.deepEqual(Object.keys(rest).sort(), Object.keys(printed as object).sort());
      if (name === 'waitfor') assert.equal((result as {state: string}).state, 'off');
    }
  });
}
