import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {PassThrough, Writable} from 'node:stream';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {render} from 'ink';
import {App} from '../../components/App.js';
import {contentRows} from '../../components/pages/content-rows.js';
import {MACHINE_FIELDS} from '../../src/catalogue/machine.js';
import {fleetOf} from '../../src/fleet/model/fleet.js';
import {layoutOf} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {KEYMAP} from '../../src/keys/keymap.js';
import {shownKey} from '../../src/keys/names.js';
import {cellWidth} from '../../src/text/cells.js';
import {createTestCanvas} from '../support/canvas.js';
import {modelOf, scenes} from '../support/screens.js';

process.env.TZ = 'UTC';

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;
const smallSizes = [
  [60, 16],
  [30, 6],
  [20, 4],
] as const;

/** The rows of the screen that is open, as text. */
function frameOf(model: Model): string[] {
  let last = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      last = String(chunk);
      done();
    },
  });
  // A field reads keys, for which Ink asks for a terminal.
  const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode() {}, ref() {}, unref() {}});
  Object.assign(stdout, {columns: model.size.columns, rows: model.size.rows});
  const store = {get: () => model, subscribe: () => () => {}, dispatch: () => {}};
  const canvas = createTestCanvas();
  const screen = <App store={store} canvas={canvas} />;
  const app = render(screen, {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: stdin as unknown as NodeJS.ReadStream,
    debug: true,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  const lines = last.split('\n');
  const painted = canvas.painted(lines);
  const grid = canvas.grid(model.size.columns, model.size.rows, lines);
  app.unmount();
  // Ink's frame itself must fit, as must what is painted.
  for (const {rect, rows} of painted) assert.ok(rows.length <= rect.height, `${rows.length} rows in ${rect.height}`);
  const texts = [...lines, ...painted.flatMap(({rows}) => rows)].map(text => stripVTControlCharacters(text));
  for (const text of texts) assert.ok(cellWidth(text) <= model.size.columns, text);
  assert.ok(lines.length <= model.size.rows, `${lines.length} rows of ${model.size.rows}`);
  const frame = grid.map(row => row.join('').trimEnd());
  assert.notEqual(frame.join('').trim(), '', 'nothing was drawn');
  return frame;
}

/** What stands between header and message: what these screens are answerable for. */
function mainOf(model: Model): string[] {
  const {main} = layoutOf(model.size, {preview: false});
  return frameOf(model).slice(main.y, main.y + main.height);
}

/** The model with its screen scrolled. */
function scrolled(model: Model, scroll: number): Model {
  const {screen} = model;
  return screen.kind === 'details' || screen.kind === 'help' ? {...model, screen: {...screen, scroll}} : model;
}

for (const [name, make] of Object.entries(scenes)) {
  for (const [columns, rows] of sizes) {
    test(`${name} at ${columns}x${rows} looks as drawn`, () => {
      const path = `test/frames/screens-${name}-${columns}x${rows}.txt`;
      const shown = `${mainOf(make(columns, rows))
        .map(row => row.trimEnd())
        .join('\n')}\n`;
      if (process.env.UPDATE_FRAMES === '1') {
        mkdirSync('test/frames', {recursive: true});
        writeFileSync(path, shown);
      }
      assert.equal(shown, readFileSync(path, 'utf8'));
    });
  }

  test(`${name} is never larger than the terminal`, () => {
    for (const [columns, rows] of [...sizes, ...smallSizes]) {
      const frame = frameOf(make(columns, rows));
      assert.ok(frame.length <= rows, `${frame.length} rows of ${rows}`);
      for (const row of frame) assert.ok(cellWidth(row) <= columns, `${columns}x${rows}: ${row}`);
    }
  });
}

test('the screens draw no signs beyond ASCII when asked to', () => {
  for (const [name, make] of Object.entries(scenes)) {
    for (const [columns, rows] of [...sizes, ...smallSizes]) {
      const text = mainOf({...make(columns, rows), isAscii: true}).join('\n');
      assert.match(text, /^[\n\x20-\x7e]*$/, `${name} ${columns}x${rows}`);
    }
  }
});

test('every field of the machine is on the details screen', () => {
  for (const [columns, rows] of [[40, 100] as const, ...sizes]) {
    const text = mainOf(modelOf({kind: 'details', id: 'psab12cd', tab: 'fields', scroll: 0}, columns, rows)).join('\n');
    for (const {label} of MACHINE_FIELDS) assert.ok(text.includes(label), `${label} at ${columns}x${rows}`);
  }
});

test('every key is in the help, and none is lost however narrow', () => {
  const sizesOfHelp = [...sizes, [60, 16], [40, 12]] as const;
  for (const [columns, rows] of sizesOfHelp) {
    const text = wholeHelp(columns, rows);
    for (const row of KEYMAP) assert.ok(text.includes(shownKey(row)), `${row.action} at ${columns}x${rows}`);
  }
});

function wholeHelp(columns: number, rows: number): string {
  const model = modelOf({kind: 'help', scroll: 0}, columns, rows);
  const {total, visible} = contentRows(model);
  const pages: string[] = [];
  for (let scroll = 0; scroll < total; scroll += visible) pages.push(mainOf(scrolled(model, scroll)).join('\n'));
  return pages.join('\n');
}

test('a key that cannot act now says why in the help', () => {
  assert.match(wholeHelp(120, 40), /already ready/);
});

test('the last screenful is the end: content rows tell how far a screen can be scrolled', () => {
  for (const name of ['details', 'json', 'help'] as const) {
    const make = scenes[name];
    assert.ok(make);
    const model = make(80, 16);
    const {total, visible} = contentRows(model);
    const limit = total - visible;
    assert.ok(limit > 0, name);
    const end = mainOf(scrolled(model, limit));
    assert.deepEqual(mainOf(scrolled(model, limit + 5)), end, name);
    assert.notDeepEqual(mainOf(scrolled(model, limit - 1)), end, name);
    assert.match(end.join('\n'), new RegExp(`${limit + 1}–${total} of ${total}`));
  }
});

test('65 a machine that the list lost is gone only when the list is younger than its details', () => {
  const open = modelOf({kind: 'details', id: 'psab12cd', tab: 'fields', scroll: 0}, 80, 24);
  const lost: Model = {...open, fleet: fleetOf([])};
  assert.match(mainOf(lost).join('\n'), /This machine is gone.*how it was 3s ago/s);
  const justMade: Model = {...lost, polling: {...lost.polling, freshAt: 990_000}};
  assert.doesNotMatch(mainOf(justMade).join('\n'), /gone/);
});

test('typing and the key stay hidden: only bullets are drawn', () => {
  const make = scenes['welcome-refused'];
  assert.ok(make);
  const text = frameOf(make(80, 24)).join('\n');
  assert.ok(!text.includes('abcdef') && text.includes('••••'));
});
