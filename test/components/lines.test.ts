import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import fc from 'fast-check';
import {footerLines} from '../../components/lines/footer.js';
import {headerLine} from '../../components/lines/header.js';
import {messageLine} from '../../components/lines/message.js';
import {operationLines} from '../../components/lines/operations.js';
import {previewLines, stripLines} from '../../components/lines/preview.js';
import {paintTable} from '../../components/lines/table.js';
import {STATES} from '../../src/catalogue/machine.js';
import type {Model} from '../../src/fleet/model/model.js';
import {cellWidth} from '../../src/text/cells.js';
import {clean} from '../../src/text/clean.js';
import {type Line, lineCells} from '../../src/text/lines.js';
import {
  demoFleet,
  demoOperations,
  machineOf,
  noCapacity,
  now,
  operationOf,
  refused,
  tableOf,
} from '../support/models.js';

const runs = process.env.PAPERTOP_QUICK === '1' ? 40 : 300;
const withoutStyle = (text: string) => text.replace(/\x1b\[[\d;]*m/g, '');

const piece = fc.constantFrom(
  'a',
  'Z',
  '-',
  ' ',
  '9',
  'é',
  '渲',
  '농',
  '👩‍💻',
  '🇩🇪',
  '✖',
  'ｗ',
  'e\u0301',
  '\u0000',
  '\u202e',
  '…',
);
const text = fc.array(piece, {maxLength: 30}).map(pieces => clean(pieces.join('')));
const machines = fc.array(
  fc
    .record({
      name: text,
      state: fc.oneof(fc.constantFrom(...STATES.map(({name}) => name)), text),
      machineType: fc.option(text),
      region: fc.option(text),
      publicIpAddress: fc.option(text),
      userId: fc.option(text),
      usageRate: fc.option(text),
      updatesPending: fc.option(fc.boolean()),
      ram: fc.option(fc.double({min: 0, max: 1e15, noNaN: true})),
    })
    .map(fields => ({...machineOf(), ...fields})),
  {maxLength: 12},
);
const sizes = fc.record({columns: fc.integer({min: 30, max: 210}), rows: fc.integer({min: 6, max: 62})});

const models = fc
  .record({
    machines,
    sizes,
    filter: fc.constantFrom('', '', 'a'),
    failures: fc.constantFrom(0, 0, 2),
    isAscii: fc.boolean(),
  })
  .map(({machines: made, sizes: {columns, rows}, filter, failures, isAscii}): Model => {
    const listed = made.map((machine, index) => ({...machine, id: `ps${index}`}));
    const operations = listed.map((machine, index) =>
      operationOf(machine, index * 7000, {phase: index % 2 ? 'failed' : 'moving', endedAt: now, message: machine.name}),
    );
    const polling = failures ? {failures, trouble: refused, nextAt: now + 1000} : {};
    return tableOf(columns, rows, {machines: listed, operations, view: {filter}, polling, rest: {isAscii}});
  });

describe('the painted table', () => {
  test('11 is exactly as large as its region, whatever names the machines have', () => {
    fc.assert(
      fc.property(models, model => {
        for (const {rect, rows} of paintTable(model)) {
          assert.equal(rows.length, rect.height);
          for (const row of rows) assert.equal(cellWidth(withoutStyle(row)), rect.width, JSON.stringify(row));
        }
      }),
      {numRuns: runs},
    );
  });

  test('leaves a blank cell beside the pane of a full terminal', () => {
    assert.equal(paintTable(tableOf(200, 60))[0]?.rect.width, 139);
  });

  test('is not there on another screen or in a tiny terminal', () => {
    assert.deepEqual(paintTable({...tableOf(80, 24), screen: {kind: 'help', scroll: 0}}), []);
    assert.deepEqual(paintTable(tableOf(29, 24)), []);
  });

  test('a move of the cursor changes two rows and keeps the others as they are', () => {
    const model = tableOf(80, 24, {machines: demoFleet(240)});
    const next = {...model, view: {...model.view, index: 1, cursor: model.view.shown[1]?.id ?? null}};
    const before = paintTable(model)[0]?.rows ?? [];
    const after = paintTable(next)[0]?.rows ?? [];
    const changed = after.flatMap((row, index) => (row === before[index] ? [] : [index]));
    assert.deepEqual(changed, [1, 2]);
  });

  test('rows that do not change are not formatted again', () => {
    let reads = 0;
    const machine = Object.defineProperty(machineOf(), 'publicIpAddress', {
      get: () => {
        reads += 1;
        return '184.105.3.17';
      },
      enumerable: true,
    });
    const model = {...tableOf(80, 24, {machines: [machine]})};
    paintTable(model);
    const first = reads;
    assert.ok(first > 0);
    paintTable({...model, time: {now: now + 900, wall: model.time.wall + 900}});
    assert.equal(reads, first);
  });

  test('7 a long id leaves room for the name it tells apart', () => {
    const twins = ['a', 'b'].map(letter => machineOf({name: 'twin', id: letter.repeat(64)}));
    const rows = (paintTable(tableOf(80, 24, {machines: twins}))[0]?.rows ?? []).map(withoutStyle);
    assert.match(rows[1] ?? '', /^▌ twin a+… /);
    assert.match(rows[2] ?? '', /^ {2}twin b+… /);
  });

  test('a cursor costs few bytes: its marker and the name', () => {
    const rows = paintTable(tableOf(80, 24))[0]?.rows ?? [];
    assert.ok(rows[1]?.startsWith('\x1b[36m▌'));
    assert.equal(rows.filter(row => row.includes('▌')).length, 1);
    assert.ok(!rows.some(row => row.includes('\x1b[7m')));
  });

  test('7 shows the id of machines that share a name', () => {
    const model = tableOf(80, 24);
    const rows = (paintTable(model)[0]?.rows ?? []).map(withoutStyle).filter(row => row.startsWith('  demo '));
    const ids = model.fleet.machines.filter(({name}) => name === 'demo').map(({id}) => id);
    assert.deepEqual(rows.map(row => row.slice(7, 16).trim()).sort(), [...ids].sort());
  });

  test('rows that may be out of date are dim, and their failures are still red', () => {
    const fleet = demoFleet();
    const model = tableOf(120, 40, {operations: demoOperations(fleet), polling: {failures: 1, trouble: refused}});
    const row = (paintTable(model)[0]?.rows ?? []).find(one => one.includes('train-p5k-07'));
    assert.match(row ?? '', /^ {2}\x1b\[2mtrain-p5k-07 /);
    assert.ok(row?.includes('\x1b[31m✖'));
  });

  test('the sorted column carries the arrow, also right-aligned and downwards', () => {
    const headings = (column: string, isDescending: boolean) =>
      withoutStyle(paintTable(tableOf(80, 24, {view: {sort: {column, isDescending}}}))[0]?.rows[0] ?? '');
    assert.match(headings('name', false), /NAME▲/);
    assert.match(headings('rate', true), / \$\/H▼ NOTE/);
  });

  test('follows the clock: a tick repaints what ages', () => {
    const model = tableOf(80, 24, {operations: demoOperations(demoFleet())});
    const row = (one: Model) =>
      (paintTable(one)[0]?.rows ?? []).map(withoutStyle).find(text => text.includes('a100-02'));
    assert.match(row(model) ?? '', /for 38s/);
    assert.match(row({...model, time: {now: now + 1000, wall: model.time.wall + 1000}}) ?? '', /for 39s/);
  });
});

test('every other line is exactly as wide as its region', () => {
  fc.assert(
    fc.property(models, model => {
      const {columns} = model.size;
      const whole = [
        headerLine(model),
        messageLine(model),
        ...footerLines(model),
        ...operationLines(model),
        ...stripLines(model),
      ];
      for (const line of whole) assert.equal(lineCells(line), columns, textOf(line));
      const panes = previewLines(model).map(lineCells);
      assert.ok(new Set(panes).size <= 1, String(panes));
    }),
    {numRuns: runs},
  );
});

test('the header always says how fresh the data is', () => {
  fc.assert(
    fc.property(models, model => {
      assert.match(textOf(headerLine(model)), /live \d|stale \d/);
    }),
    {numRuns: runs},
  );
});

test('footer entries are whole, and the way to every key and out stays', () => {
  for (let columns = 30; columns < 210; columns += 1) {
    const text = footerLines(tableOf(columns, 24)).map(textOf).join(' ');
    assert.match(text, /\? all keys/, `at ${columns}`);
    assert.match(text, /q quit/, `at ${columns}`);
    assert.doesNotMatch(text, /…/);
  }
});

test('the operations pane tells the API’s own words', () => {
  const machine = machineOf();
  const operations = [operationOf(machine, 9000, {phase: 'failed', endedAt: now, message: noCapacity})];
  const text = operationLines(tableOf(200, 60, {operations}))
    .map(textOf)
    .join('\n');
  assert.match(text, /✖ 09:16 {2}start .*failed 09:16 {2}Uh oh\. .*try again later\./);
});

function textOf(line: Line): string {
  return line.map(span => span.text).join('');
}
