import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DialogLayer} from '../../components/DialogLayer.js';
import {formLayout} from '../../components/dialogs/form/form-layout.js';
import {dialogMargin} from '../../components/dialogs/parts/frame.js';
import {dialogRect} from '../../components/dialogs/position.js';
import {identityOf} from '../../src/catalogue/identity.js';
import type {Model} from '../../src/fleet/model/model.js';
import {cellWidth, graphemes} from '../../src/text/cells.js';
import {createTestCanvas} from '../support/canvas.js';
import {dialogModel, dialogScenes, storeOf} from '../support/dialogs.js';
import {machineOf, modelOf} from '../support/screens.js';
import {stage} from '../support/stage.js';

const behind = '░';
const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
  [60, 16],
  [40, 12],
  [30, 6],
] as const;

async function framesOf(model: Model): Promise<readonly string[]> {
  const {columns, rows} = model.size;
  const canvas = createTestCanvas();
  canvas.addPainter(() => [
    {rect: {x: 0, y: 0, width: columns, height: rows}, rows: Array<string>(rows).fill(behind.repeat(columns))},
  ]);
  const screen = await stage(<DialogLayer store={storeOf(model)} canvas={canvas} />, columns, rows);
  const lines = canvas.grid(columns, rows, screen.raw().split('\n')).map(row => row.join(''));
  screen.close();
  return lines;
}

/** The text in the cells from `x` on; a wide character belongs to its first cell. */
function cellsOf(line: string, x: number, width: number): string {
  let at = 0;
  let found = '';
  for (const {text, width: cells} of graphemes(line)) {
    if (at >= x && at < x + width) found += text;
    at += cells;
  }
  return found;
}

for (const [columns, rows] of sizes) {
  for (const isAscii of [false, true]) {
    test(`every dialog fills its rectangle and no cell more at ${columns}×${rows}${isAscii ? ', ascii' : ''}`, async () => {
      for (const [name, make] of Object.entries(dialogScenes)) {
        const model = {...make([columns, rows]), isAscii};
        const rect = dialogRect(model);
        assert.ok(rect, name);
        const lines = await framesOf(model);
        assert.equal(lines.length, rows, name);
        const corners = isAscii ? ['+', '+', '|', '|'] : ['╭', '╮', '│', '│'];
        const margin = dialogMargin(rect);
        for (const [y, line] of lines.entries()) {
          assert.equal(cellWidth(line), columns, `${name}, line ${y}: ${line}`);
          const isInside = y >= rect.y && y < rect.y + rect.height;
          const end = rect.x + rect.width;
          const outside = isInside ? cellsOf(line, 0, rect.x - margin) + cellsOf(line, end + margin, columns) : line;
          const beside = isInside ? cellsOf(line, rect.x - margin, margin) + cellsOf(line, end, margin) : '';
          assert.match(beside, /^ *$/, `${name}, line ${y} has something in its margins: ${line}`);
          assert.match(outside, /^░*$/, `${name}, line ${y} draws outside: ${line}`);
          if (!isInside) continue;
          const inside = cellsOf(line, rect.x, rect.width);
          assert.doesNotMatch(inside, /░/, `${name}, line ${y} lets through: ${line}`);
          if (y === rect.y) assert.deepEqual([inside[0], inside.at(-1)], corners.slice(0, 2), name);
          else if (y < rect.y + rect.height - 1) assert.deepEqual([inside[0], inside.at(-1)], corners.slice(2), name);
          if (isAscii) assert.doesNotMatch(inside.replace(/[éó晨陈]/g, ''), /[^\x20-\x7e]/, `${name}: ${line}`);
        }
      }
    });
  }
}

const wanted: Readonly<Record<string, readonly RegExp[]>> = {
  stop: [
    /Stop train-a100-01/,
    /account acme-prod/,
    /kicked out/,
    /is dynamic/,
    /Frees about \$2\.30/,
    /\[ Cancel \] +Stop \(y\)/,
  ],
  'stop-act': [/Cancel +\[ Stop \(y\) \]/],
  restart: [/Restart train-a100-01/, /may change/, /\[ Cancel \] +Restart \(y\)/],
  destroy: [/disk of 250 GB/, /one every week, 4 kept/, /It is READY/, /\[ \] also release/, /Type train-a100-01 to/],
  'destroy-typing': [/\[ train-a1 /],
  'destroy-differs': [/differs/, /✖ type train-a100-01 to go on/],
  'destroy-matches': [/\[x\] also release/, /✓ matches/, /\[ Destroy \]/],
  'destroy-checking': [/looking at it once more/],
  create: [/New machine/, /name +required/, /disk +50 GB/, /billing +hourly/, /field 1 of 17/],
  'create-type': [
    /P4000 +✓ \$0\.51\/h/,
    /P5000 +✖ \$0\.78\/h/,
    /\$ papertop machines create --machineName train-p5k-09/,
  ],
  'create-narrowed': [/ubu +→ Ubuntu 22/, /▸ Ubuntu 22\.04 Server/, /1 of 4/],
  'create-misfit': [/✖ Windows templates cannot run on C5/],
  'create-loading': [/asking for the templates/, /An id can be typed/],
  'create-refused-list': [/The templates could not be/, /An id can be typed/],
  'create-problems': [/✖ required/, /7 fields need another look/],
  'create-ready': [/✓ ready to send/, /about \$0\.78 an hour/, /\[ Create \]/],
  'create-password': [/password +•{8}/, /"\$PASSWORD"|Coast/],
  'create-sending': [/sending/],
  'create-refused': [/Paperspace refused it/, /press Create again|Create again/],
  update: [/Edit train-a100-01/, /auto-off after +168 hours/, /dynamic ip +yes/],
  'update-changed': [/• name +train-a100-02/, /• auto-off after +24 hours/, /▸ week/, /--shutdownTimeoutInHours 24/],
  'update-hours': [/was 168 hours/],
  'update-discard': [/Esc again throws away/],
  access: [/Access to train-a100-01/, /anna@acme\.example/, /access +grant/],
  'access-revoke': [/user +bela@acme\.example/, /\[ Revoke \]/, /--enableAccess +false/],
  watch: [/▸ ○ off/, /serviceready/, /ready +running/],
  quit: [
    /3 operations not settled yet/,
    /start train-a100-01 +moving, asked 40s ago/,
    /\? destroy demo-01/,
    /\[ Stay \] +Quit/,
  ],
};

test('every dialog says what it must, at 80×24 and 120×40', async () => {
  for (const size of [
    [80, 24],
    [120, 40],
  ] as const) {
    for (const [name, texts] of Object.entries(wanted)) {
      const make = dialogScenes[name];
      assert.ok(make, name);
      const frame = (await framesOf(make(size))).join('\n');
      for (const text of texts) assert.match(frame, text, `${name} at ${size.join('×')}\n${frame}`);
    }
  }
});

test('what is essential stays in the lowest terminal', async () => {
  const frame = async (name: string) => (await framesOf(dialogScenes[name]?.([30, 6]) as Model)).join('\n');
  assert.match(await frame('stop'), /\[ Cancel \] +Stop/);
  assert.match(await frame('destroy-typing'), /train-a1/);
  assert.match(await frame('destroy-matches'), /\[ Destroy \]/);
  assert.match(await frame('create-type'), /type +P5000/);
});

test('91 a password is in no frame', async () => {
  for (const [name, make] of Object.entries(dialogScenes)) {
    for (const size of [
      [80, 24],
      [200, 60],
    ] as const) {
      assert.doesNotMatch((await framesOf(make(size))).join('\n'), /secret123/, name);
    }
  }
});

test('no dialog, or a terminal too small for any: nothing is drawn', async () => {
  const none = modelOf({kind: 'table'}, 80, 24);
  assert.equal(dialogRect(none), null);
  assert.match((await framesOf(none)).join(''), /^░+$/);
  const stop = dialogScenes.stop?.([29, 5]);
  assert.ok(stop);
  assert.equal(dialogRect(stop), null);
});

test('the parts of a form add up to its height', () => {
  for (let height = 0; height < 60; height += 1) {
    for (const width of [26, 60, 72, 128]) {
      const plan = formLayout(width, height, 14);
      const side = plan.hasTwoPanes ? plan.fieldsHeight : plan.fieldsHeight + plan.helpHeight;
      const below =
        Number(plan.hasRule) + plan.commandHeight + plan.messageHeight + plan.buttonsHeight + plan.hintHeight;
      assert.equal(side + below, height, `${width}×${height}`);
      if (height > 0) assert.ok(plan.fieldsHeight >= 1);
    }
  }
});

test('a name that is longer than the dialog is shown whole where it must be typed', async () => {
  const word = `${'very-'.repeat(30)}long`;
  const target = {...identityOf(machineOf({id: 'ps1', name: word, state: 'off'})), word};
  const model = dialogModel(
    {
      kind: 'destroy',
      target,
      typed: '',
      releasePublicIp: false,
      focus: 'word',
      openedAt: 0,
      isChecking: false,
      problem: null,
    },
    [120, 40],
  );
  const text = (await framesOf(model)).map(line => line.replace(/[│░ ]/g, '')).join('');
  assert.ok(text.includes(word));
});
