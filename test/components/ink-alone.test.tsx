// The same tree drawn by Ink alone and painted on a canvas: every screen and dialog, cell by cell, styles included.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {render as renderInk} from 'ink';
import {render} from 'ink-testing-library';
import {App} from '../../components/App.js';
import type {Model} from '../../src/fleet/model/model.js';
import {startModel} from '../../src/fleet/model/start.js';
import type {Grid, Row} from '../../src/runtime/screen/cells.js';
import {compose} from '../../src/runtime/screen/compose.js';
import {createInkStdout} from '../../src/runtime/screen/ink-stdout.js';
import {isUnseenOnBlank, plainStyle} from '../../src/runtime/screen/style.js';
import {createStore} from '../../src/runtime/store.js';
import {createInkStdin} from '../../src/runtime/terminal/ink-stdin.js';
import {fakeClock} from '../support/clock.js';
import {dialogScenes, storeOf} from '../support/dialogs.js';
import {demoFleet, scenes as tableScenes} from '../support/models.js';
import {openTerminal} from '../support/openTerminal.js';
import {scenes as otherScenes} from '../support/screens.js';

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

const scenes: Readonly<Record<string, (columns: number, rows: number) => Model>> = {
  ...tableScenes,
  ...otherScenes,
  ...Object.fromEntries(
    Object.entries(dialogScenes).map(([name, make]) => [
      `dialog ${name}`,
      (columns: number, rows: number) => make([columns, rows]),
    ]),
  ),
};

/** What Ink alone draws of this model, as the cells of a terminal of the model's size. */
function drawnByInk(model: Model): Grid {
  const {columns, rows} = model.size;
  let frame = '';
  const app = renderInk(<App store={storeOf(model)} />, {
    stdout: createInkStdout(columns, rows, text => {
      frame = text;
    }).stream,
    stdin: createInkStdin().stream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  app.unmount();
  const lines = frame.split('\n');
  assert.ok(lines.length <= rows, `${lines.length} lines in ${rows} rows`);
  return compose(columns, rows, [{rect: {x: 0, y: 0, width: columns, height: rows}, rows: lines}]).grid;
}

/** What a person sees in each cell; a blank in a style that blanks do not show is a plain one. */
function seen({text, style}: Row): readonly string[] {
  return text.map((character, x) => {
    const look = style[x] ?? plainStyle;
    return `${character}|${character === ' ' && isUnseenOnBlank(look) ? plainStyle : look}`;
  });
}

for (const [name, make] of Object.entries(scenes)) {
  test(`${name}: Ink alone draws what is painted`, async () => {
    for (const [columns, rows] of sizes) {
      const model = make(columns, rows);
      const terminal = await openTerminal(model);
      const painted = terminal.grid();
      terminal.close();
      const drawn = drawnByInk(model);
      assert.equal(drawn.length, painted.length);
      for (const [y, row] of painted.entries()) {
        assert.deepEqual(seen(drawn[y] as Row), seen(row), `${columns}×${rows}, row ${y}`);
      }
    }
  });
}

test('the live table renders in any Ink tree: header, headings, every machine, footer, and what a poll brings', async () => {
  const columns = 100;
  const model = startModel({
    time: {now: 1_000_000, wall: Date.UTC(2026, 10, 23)},
    size: {columns, rows: 40},
    account: {name: 'acme-prod', isReadOnly: false, isDemo: false, endpoint: 'https://api.paperspace.io'},
  });
  const store = createStore({model, clock: fakeClock(1_000_000, Date.UTC(2026, 10, 23)), perform: () => {}});
  const poll = async (machines: ReturnType<typeof demoFleet>) => {
    store.dispatch({type: 'refresh-asked'});
    const {sequence} = store.get().polling;
    store.dispatch({type: 'machines-arrived', sequence, machines, broken: 0, duplicates: 0});
    await new Promise(resolve => setImmediate(resolve));
  };
  const machines = demoFleet(24);
  const app = render(<App store={store} />);
  const lastFrame = () => stripVTControlCharacters(app.lastFrame() ?? '');
  assert.match(lastFrame(), /connecting/);
  await poll(machines);
  const frame = lastFrame();
  assert.match(frame, /acme-prod · RW {3}24 machines/);
  assert.match(frame, /NAME.*STATE.*TYPE/);
  const shown = store.get().view.shown.slice(0, 20);
  for (const {name} of shown) assert.ok(frame.includes(name.slice(0, 12)), `${name} is on the screen`);
  assert.match(frame, /Enter.*details/);
  const [first, ...others] = machines;
  assert.ok(first);
  await poll([{...first, name: 'aaa-renamed'}, ...others]);
  assert.match(lastFrame(), /aaa-renamed/);
  app.unmount();
});
