import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {changedIn} from '../../src/catalogue/changes.js';
import {MACHINE_FIELDS, type Machine} from '../../src/catalogue/machine.js';
import {decodeMachine} from '../../src/client/decode/machine.js';
import {MachineListDecoder, NotAList} from '../../src/client/list/list-decoder.js';
import type {MachineList} from '../../src/client/list/machine-list.js';
import {runInSlices} from '../../src/client/list/slices.js';
import {virtualEdge} from '../support/edge.js';

const runs = (many: number) => ({numRuns: process.env.PAPERTOP_QUICK === '1' ? Math.ceil(many / 10) : many});

function row(id: string, change: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    name: `name of ${id}`,
    os: 'Ubuntu 18.04.1 LTS; uname: Linux; distro: ubuntu',
    ram: '32212254720',
    cpus: 8,
    gpu: 'None',
    storageTotal: '53687091200',
    usageRate: 'C1 Hourly',
    shutdownTimeoutInHours: null,
    dtCreated: '2022-03-16T20:26:54.880Z',
    state: 'READY',
    region: 'East Coast (NY2)',
    dynamicPublicIp: 'true',
    ...change,
  };
}

function run(steps: Generator<undefined, MachineList>): MachineList {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function bytesOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

test('a machine as real servers send it', () => {
  const machine = decodeMachine(row('ps1'));
  assert.ok(machine);
  const {os, ram, gpu, machineType, shutdownTimeoutInHours, state, dynamicPublicIp, teamId, dtCreated} = machine;
  assert.deepEqual(
    {os, ram, gpu, machineType, shutdownTimeoutInHours, state, dynamicPublicIp, teamId, dtCreated},
    {
      os: 'Ubuntu 18.04.1 LTS',
      ram: 32_212_254_720,
      gpu: 'None',
      machineType: 'C1',
      shutdownTimeoutInHours: null,
      state: 'ready',
      dynamicPublicIp: true,
      teamId: null,
      dtCreated: Date.UTC(2022, 2, 16, 20, 26, 54, 880),
    },
  );
});

test('50 fields that cannot be read are null, and the row stays', () => {
  const odd: readonly [string, unknown, unknown][] = [
    ['cpus', -1, null],
    ['cpus', '4', 4],
    ['cpus', 'four', null],
    ['cpus', {}, null],
    ['ram', 8_589_938_688, 8_589_938_688],
    ['ram', '', null],
    ['ram', '1e999', null],
    ['os', '', null],
    ['os', ['Ubuntu'], null],
    ['dtCreated', '0001-01-01T00:00:00Z', null],
    ['dtCreated', '9999-12-31T00:00:00Z', null],
    ['dtCreated', '2022-13-45', null],
    ['dtCreated', 1_647_462_414_880, null],
    ['updatesPending', 'True', true],
    ['updatesPending', 1, null],
    ['teamId', 12_345, '12345'],
    ['machineType', null, 'C1'],
    ['machineType', 'P4000', 'P4000'],
    ['usageRate', null, null],
    ['region', '\u001b[2Jnowhere', '\uFFFD[2Jnowhere'],
    ['gpu', null, null],
  ];
  for (const [name, value, expected] of odd) {
    const machine: Readonly<Record<string, unknown>> | null = {...decodeMachine(row('ps1', {[name]: value}))};
    assert.equal(machine[name], expected, `${name} ${JSON.stringify(value)}`);
  }
});

test('6 12 names: clean to show, and known to be odd where that changed them', () => {
  const names: readonly [unknown, string, boolean][] = [
    ['web-01', 'web-01', false],
    ['Ünïcödé 机器', 'Ünïcödé 机器', false],
    ['', '', true],
    ['   ', '   ', true],
    [' web', ' web', true],
    [null, '', true],
    [undefined, '', true],
    [{}, '', true],
    [123, '123', false],
    ['a\u202eb', 'a\uFFFDb', true],
    ['a\nb', 'a b', true],
    ['x'.repeat(300), `${'x'.repeat(256)}…`, true],
  ];
  for (const [raw, name, nameIsOdd] of names) {
    const machine = decodeMachine(row('ps1', {name: raw}));
    assert.deepEqual([machine?.name, machine?.nameIsOdd], [name, nameIsOdd], JSON.stringify(raw)?.slice(0, 40));
  }
});

test('51 states: those of the specification in any case, others as they are', () => {
  const states: readonly [unknown, string][] = [
    ['serviceReady', 'serviceready'],
    ['OFF', 'off'],
    ['Hibernating', 'Hibernating'],
    ['__proto__', '__proto__'],
    ['a\u0007b', 'a\uFFFDb'],
    [null, 'unknown'],
    ['', 'unknown'],
    [7, 'unknown'],
  ];
  for (const [raw, state] of states) assert.equal(decodeMachine(row('ps1', {state: raw}))?.state, state);
});

test('52 an unusable id makes a broken row, a repeated one a duplicate; the others stay', () => {
  const bad = ['', '../x', 'a/b', 'a?b', 'a#b', 'a b', 'x'.repeat(65), 7, null, undefined, {}, ['ps1']];
  const rows: unknown[] = bad.map(id => ({...row('x'), id}));
  rows.push(null, 1, 'text', [], true, row('ps1', {name: 'first'}), row('ps2'), row('ps1', {name: 'second'}));
  rows.push(JSON.parse('{"__proto__": {"id": "ps9"}, "name": "x"}'));
  rows.push(row('__proto__'), row('constructor'));
  const decoder = new MachineListDecoder();
  const list = run(decoder.decode(bytesOf(rows)));
  assert.deepEqual(
    list.machines.map(machine => machine.id),
    ['ps1', 'ps2', '__proto__', 'constructor'],
  );
  assert.equal(list.machines[0]?.name, 'first');
  assert.deepEqual([list.broken, list.duplicates], [bad.length + 5 + 1, 1]);
  const gone = run(decoder.decode(bytesOf(rows.filter(other => (other as {name?: string} | null)?.name !== 'first'))));
  assert.deepEqual([gone.machines.at(1)?.name, gone.duplicates], ['second', 0]);
});

test('what did not change is the same object, down to the whole list', () => {
  const decoder = new MachineListDecoder();
  const rows = ['ps1', 'ps2', 'ps3', 'ps4'].map(id => row(id));
  const first = run(decoder.decode(bytesOf(rows)));
  assert.equal(run(decoder.decode(bytesOf(rows))), first);
  assert.equal(run(decoder.decode(bytesOf(JSON.stringify(rows, null, 2)))), first);
  assert.equal(run(decoder.decode(bytesOf(rows.map(({id, ...rest}) => ({...rest, internalId: 7, id}))))), first);

  const changed = run(
    decoder.decode(bytesOf(rows.map(other => (other.id === 'ps2' ? row('ps2', {state: 'off'}) : other)))),
  );
  assert.notEqual(changed.machines, first.machines);
  assert.deepEqual(
    changed.machines.map((machine, index) => machine === first.machines[index]),
    [true, false, true, true],
  );
  assert.equal(changed.machines[1]?.state, 'off');

  const counted = run(decoder.decode(bytesOf([...rows, {}])));
  assert.equal(counted.broken, 1);
  assert.equal(run(decoder.decode(bytesOf([...rows, {}, {}]))).machines, counted.machines);
});

test('of an answer only the rows that changed are parsed, and where they stand is known from then on', t => {
  const decoder = new MachineListDecoder();
  const parse = t.mock.method(JSON, 'parse');
  const ids = Array.from({length: 500}, (_, index) => `ps${index}`);
  const parsed = (rows: readonly unknown[]) => {
    const before = parse.mock.callCount();
    const list = run(decoder.decode(bytesOf(rows)));
    return {list, count: parse.mock.callCount() - before};
  };
  const rows = ids.map(id => row(id));
  const first = parsed(rows);
  assert.equal(first.count, 500);
  assert.deepEqual([parsed(rows).count, parsed(rows).list === first.list], [0, true]);

  const places = [0, 15, 16, 17, 255, 499];
  const changed = parsed(rows.map((one, index) => (places.includes(index) ? {...one, state: 'starting'} : one)));
  assert.equal(changed.count, places.length);
  const where = changedIn(first.list.machines, changed.list.machines);
  assert.deepEqual(where, places);
  assert.equal(changedIn(first.list.machines, changed.list.machines), where, 'not looked for again');
  assert.deepEqual(
    changed.list.machines.flatMap((machine, index) => (machine === first.list.machines[index] ? [] : index)),
    places,
  );

  const back = parsed(rows);
  assert.deepEqual(back.list.machines, first.list.machines);
  const longer = parsed([...rows.slice(0, 100), row('new'), ...rows.slice(100)]);
  assert.equal(longer.count, 1);
  assert.equal(changedIn(back.list.machines, longer.list.machines), null);
  assert.equal(longer.list.machines[300], back.list.machines[299]);
  const shorter = parsed(rows.slice(50));
  assert.equal(shorter.count, 2, 'one behind each place where rows are missing');
  assert.equal(shorter.list.machines[0], back.list.machines[50]);
});

test('what is known of two lists is what looking at them says, and an older list is not held by a newer one', () => {
  const decoder = new MachineListDecoder();
  const version = (cpus: readonly number[]) =>
    run(decoder.decode(bytesOf(cpus.map((count, index) => row(`ps${index}`, {cpus: count}))))).machines;
  const [a, b, c] = [version([1, 1, 1]), version([1, 2, 1]), version([3, 2, 1])];
  assert.deepEqual([changedIn(a, b), changedIn(b, c), changedIn(a, c), changedIn(c, a)], [[1], [0], [0, 1], [0, 1]]);
  assert.notEqual(changedIn(a, b), changedIn(a, b), 'what was known of an older list was forgotten');
});

test('a row that begins like the one before it is read to its own end', () => {
  const decoder = new MachineListDecoder();
  for (const rows of ['[1]', '[12]', '[12,1]', '["a"]', '["a","ab"]', '[{}]', '[{"a":1}]']) {
    const list = run(decoder.decode(bytesOf(rows)));
    assert.equal(list.broken, JSON.parse(rows).length, rows);
  }
});

test('places in an answer that broke off are not taken for places in the one before', () => {
  const decoder = new MachineListDecoder();
  const [one, two] = [
    {id: 'ps1', name: 'one'},
    {id: 'ps2', name: 'two'},
  ];
  const first = run(decoder.decode(bytesOf([one, two])));
  assert.throws(() => run(decoder.decode(bytesOf(`${JSON.stringify([two, one])}x`))), NotAList);
  const turned = run(decoder.decode(bytesOf([two, one])));
  assert.deepEqual(
    turned.machines.map(machine => machine.name),
    ['two', 'one'],
  );
  assert.deepEqual(turned.machines, [...first.machines].reverse());
});

/** Rows by id and a version: two fleets share many rows, in other places. */
const fleet = fc.array(fc.tuple(fc.integer({min: 0, max: 12}), fc.integer({min: 0, max: 2})), {maxLength: 14});

test('after any sequence of answers the list is that of a fresh decoder, and shares all it can', () => {
  const step = fc.record({rows: fleet, isPretty: fc.boolean(), cut: fc.option(fc.nat(400), {nil: undefined})});
  fc.assert(
    fc.property(fc.array(step, {maxLength: 8}), steps => {
      const decoder = new MachineListDecoder();
      const known = new Map<string, Machine>();
      for (const {rows, isPretty, cut} of steps) {
        const value = rows.map(([id, version]) => (id === 12 ? {broken: version} : row(`ps${id}`, {cpus: version})));
        const text = JSON.stringify(value, null, isPretty ? 1 : 0);
        if (cut !== undefined && cut < text.length) {
          assert.throws(() => run(decoder.decode(bytesOf(text.slice(0, cut)))), NotAList);
          continue;
        }
        const list = run(decoder.decode(bytesOf(text)));
        assert.deepEqual(list, run(new MachineListDecoder().decode(bytesOf(text))));
        for (const machine of list.machines) {
          const before = known.get(machine.id);
          if (before && before.cpus === machine.cpus) assert.equal(machine, before);
        }
        known.clear();
        for (const machine of list.machines) known.set(machine.id, machine);
      }
    }),
    runs(2000),
  );
});

test('47 anything that is not exactly one array is refused', () => {
  const texts = [
    '',
    ' ',
    'null',
    '{}',
    '{"items":[]}',
    '"[]"',
    '[',
    '[,]',
    '[{}',
    '[{},',
    '[{},]',
    '[{}]x',
    '[{}][]',
    '[1 2]',
  ];
  texts.push('[{"a":}]', '[{"a":"]', '[tru]', '[{"id":"ps1"}}]', '[NaN]', "['a']", '[{}\u00a0]', '<html>', '\u0000');
  for (const text of texts) assert.throws(() => run(new MachineListDecoder().decode(bytesOf(text))), NotAList, text);
  for (const text of ['[]', ' [ ] \n', '\ufeff[]']) {
    assert.deepEqual(run(new MachineListDecoder().decode(bytesOf(text))), {machines: [], broken: 0, duplicates: 0});
  }
});

test('50 mutations of a good answer: never an exception of ours, never a good row lost', () => {
  const names = ['id', 'name', 'state', ...MACHINE_FIELDS.map(field => field.name), 'events', 'unknown'];
  const value = fc.oneof(
    fc.jsonValue({maxDepth: 2}),
    fc.string({unit: 'binary'}),
    fc.constantFrom<unknown>(-1, 1e308, '1e999', '0001-01-01', '2022-99-99', '\ud800', '\u001b]52;c;x\u0007', {}, []),
  );
  const decoder = new MachineListDecoder();
  fc.assert(
    fc.property(fc.constantFrom(...names), value, fc.nat(2), fc.boolean(), (name, mutation, place, isDropped) => {
      const rows: Record<string, unknown>[] = ['ps1', 'ps2', 'ps3'].map(id => row(id));
      const target = rows[place] ?? {};
      if (isDropped) delete target[name];
      else target[name] = mutation;
      const list = run(decoder.decode(bytesOf(rows)));
      const good = ['ps1', 'ps2', 'ps3'].filter((_, index) => index !== place);
      for (const id of good)
        assert.ok(
          list.machines.some(machine => machine.id === id && machine.cpus === 8),
          id,
        );
      assert.equal(list.machines.length + list.broken + list.duplicates, 3);
      for (const machine of list.machines) assertHarmless(machine);
    }),
    runs(10_000),
  );
});

function assertHarmless(machine: Machine): void {
  for (const value of Object.values(machine)) {
    if (typeof value === 'string') assert.doesNotMatch(value, /[\p{Cc}\p{Cf}\p{Cs}]/u);
    if (typeof value === 'number') assert.ok(Number.isFinite(value) && value >= 0);
  }
}

test('54 of ten thousand machines only those that changed are made anew', () => {
  const rows = Array.from({length: 10_000}, (_, index) => row(`ps${index}`));
  const [whole, changed] = [
    bytesOf(rows),
    bytesOf(rows.map((other, index) => (index % 100 === 0 ? {...other, state: 'off'} : other))),
  ];
  const decoder = new MachineListDecoder();
  const first = run(decoder.decode(whole));
  const second = run(decoder.decode(changed));
  assert.equal(second.machines.filter((machine, index) => machine !== first.machines[index]).length, 100);
});

test('whoever takes the result of long work has a turn to himself, short work is taken at once', async () => {
  const turnsOf = async (stepMs: number) => {
    let time = 0;
    let turns = 0;
    const edge = {
      now: () => time,
      sleep: async () => {
        turns += 1;
      },
    };
    await runInSlices(
      (function* (): Generator<undefined, null> {
        for (let step = 0; step < 4; step += 1) {
          time += stepMs;
          yield;
        }
        time += stepMs;
        return null;
      })(),
      edge,
    );
    return turns;
  };
  assert.deepEqual([await turnsOf(0), await turnsOf(0.09), await turnsOf(0.4), await turnsOf(5)], [0, 0, 1, 5]);
});

test('54 a long list gives other work its turn', async () => {
  const edge = virtualEdge(() => Promise.reject(new Error('no request')));
  let reads = 0;
  let turns = 0;
  const slow = {
    now: () => {
      reads += 3;
      return reads;
    },
    sleep: (ms: number) => {
      turns += 1;
      return edge.sleep(ms);
    },
  };
  const rows = Array.from({length: 2000}, (_, index) => row(`ps${index}`));
  const list = await runInSlices(new MachineListDecoder().decode(bytesOf(rows)), slow);
  assert.equal(list.machines.length, 2000);
  assert.ok(turns >= 3, `${turns}`);
});
