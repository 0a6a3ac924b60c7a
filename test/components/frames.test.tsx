// Whole screens as text: a change of the picture shows in the diff. UPDATE_FRAMES=1 writes them anew.
import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import type {Model} from '../../src/fleet/model/model.js';
import {dialogScenes} from '../support/dialogs.js';
import {scenes, tableOf} from '../support/models.js';
import {openTerminal} from '../support/openTerminal.js';

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;
const folder = 'test/frames';

type Scene = (columns: number, rows: number) => Model;

const dialogs = Object.entries(dialogScenes).map(([name, make]): [string, Scene] => [
  `dialogs-${name}`,
  (columns, rows) => make([columns, rows]),
]);

for (const [name, make] of [...Object.entries(scenes), ...dialogs]) {
  for (const [columns, rows] of sizes) {
    test(`${name} at ${columns}x${rows}`, async () => {
      const terminal = await openTerminal(make(columns, rows));
      const frame = `${terminal.frame()}\n`;
      terminal.close();
      const file = `${folder}/${name}-${columns}x${rows}.txt`;
      if (process.env.UPDATE_FRAMES === '1') {
        mkdirSync(folder, {recursive: true});
        writeFileSync(file, frame);
      }
      assert.ok(existsSync(file), `${file} is missing: UPDATE_FRAMES=1 writes it`);
      assert.equal(frame, readFileSync(file, 'utf8'));
    });
  }
}

test('15 the frame is the terminal, however small or large it is', async () => {
  const terminal = await openTerminal(tableOf(80, 24));
  for (const [columns, rows] of [
    [200, 60],
    [60, 16],
    [59, 15],
    [30, 6],
    [29, 5],
    [1, 1],
    [110, 30],
  ] as const) {
    await terminal.set(tableOf(columns, rows));
    const shown = terminal.rows();
    assert.equal(shown.length, rows);
    for (const row of shown) assert.equal(row.length, columns);
    if (columns >= 30 && rows >= 6) assert.match(terminal.frame(), /live 5s/, `${columns}x${rows}`);
  }
  terminal.close();
});

test('a move of the cursor renders nothing: the table is painted', async () => {
  const model = tableOf(120, 40);
  const terminal = await openTerminal(model);
  const before = terminal.renders();
  await terminal.set({...model, view: {...model.view, index: 1, cursor: model.view.shown[1]?.id ?? null}});
  assert.equal(terminal.renders(), before);
  assert.match(terminal.frame(), /▌ build-linux-2/);
  terminal.close();
});

test('15 sizes without a cell, of a cell, and of 500×200: what fits, and no crash', async () => {
  for (const make of Object.values(scenes)) {
    for (const [columns, rows] of [
      [0, 0],
      [0, 24],
      [80, 0],
      [1, 1],
      [2, 5],
      [500, 200],
    ] as const) {
      const terminal = await openTerminal(make(columns, rows));
      const shown = terminal.rows();
      assert.equal(shown.length, rows);
      for (const row of shown) assert.equal(row.length, columns);
      terminal.close();
    }
  }
});
