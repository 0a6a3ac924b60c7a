// Time from key press to paint, compared with the baselines and with other installed programs.
import {openFleet} from '../support/fleet.mjs';
import {installed, openFloor, openOther} from '../support/floors.mjs';
import {pressKey, pressKeys} from '../support/keys.mjs';
import {quantile} from '../support/numbers.mjs';
import {cursorMark, openPapertop} from '../support/papertop.mjs';
import {inRounds} from '../support/rounds.mjs';

const sizes = [
  {columns: 80, rows: 24},
  {columns: 200, rows: 60},
];
const nameOf = ({columns, rows}) => `${columns}×${rows}`;
const underCursor = screen => screen.line(screen.rowOf(cursorMark)).slice(2, 13);

/** `j` and a page down at both sizes: times relative to the baseline, and bytes. */
export async function* keyRows({bin, rounds, keys, fleets = [1000, 100_000]}) {
  for (const size of sizes) {
    const opened = [];
    const fleetsOpen = [];
    const open = async (name, made) => {
      const program = await made;
      opened.push({name, ...program});
      return program;
    };
    try {
      await open('echo floor', openFloor('echo', size));
      await open('the table in bare Node', openFloor('table', size));
      for (const name of installed()) await open(name, openOther(name, size));
      for (const machines of fleets) {
        const fleet = await openFleet(machines);
        fleetsOpen.push(fleet);
        const terminal = await openPapertop(bin, fleet, size);
        await open(`papertop, ${machines.toLocaleString('en')} machines`, {
          terminal,
          down: 'j',
          up: 'k',
          page: ['\x1b[6~', '\x1b[5~'],
          isOurs: true,
        });
      }
      yield* cursorFigures(opened, size, rounds, keys);
      yield* pageFigures(opened, size, rounds, keys);
    } finally {
      for (const {terminal, close} of opened) {
        await terminal.close();
        close?.();
      }
      for (const fleet of fleetsOpen) fleet.close();
    }
  }
}

/** Moves down and up within the window, so that nothing scrolls; then down through the table, where each key scrolls. */
async function* cursorFigures(opened, size, rounds, keys) {
  const turn = 12;
  // Complete turns, so that each round ends where it began.
  const count = Math.ceil(keys / (2 * turn)) * 2 * turn;
  const ours = opened.find(({isOurs}) => isOurs);
  const figures = await inRounds(
    [
      ...opened.map(({name, terminal, down, up, isOurs}) => ({
        name,
        measure: () =>
          pressKeys(terminal, at => (at % (2 * turn) < turn ? down : up), count, isOurs ? underCursor : undefined),
      })),
    ],
    rounds,
  );
  for (const {name, p50, p95, bytes, overFloor} of figures) {
    const isOurs = name.startsWith('papertop');
    yield {
      group: 'keys',
      figure: `\`j\`, p95 over the floor, ${nameOf(size)}`,
      program: name,
      value: overFloor,
      unit: '×',
      limit: isOurs ? 2 : undefined,
      note: `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`,
    };
    if (isOurs)
      yield {
        group: 'bytes',
        figure: `bytes per \`j\`, ${nameOf(size)}`,
        program: name,
        value: bytes,
        unit: 'B',
        limit: size.columns === 80 ? 200 : 400,
      };
  }
  const times = await scrolling(ours.terminal, keys);
  yield {
    group: 'bytes',
    figure: `bytes per \`j\` that scrolls, ${nameOf(size)}`,
    program: ours.name,
    value: quantile(
      times.map(({bytes}) => bytes),
      0.5,
    ),
    unit: 'B',
    note: `p95 ${quantile(
      times.map(({ms}) => ms),
      0.95,
    ).toFixed(2)} ms`,
  };
}

async function scrolling(terminal, keys) {
  terminal.write('j'.repeat(terminal.rows));
  await terminal.quiet(250);
  const times = await pressKeys(terminal, () => 'j', Math.min(keys, 100), underCursor);
  terminal.write('g');
  terminal.write('g');
  await terminal.quiet(250);
  return times;
}

async function* pageFigures(opened, size, rounds, keys) {
  const paged = opened.filter(({page}) => page);
  const figures = await inRounds(
    paged.map(({name, terminal, page, isOurs}) => ({
      name,
      measure: () =>
        pressKeys(terminal, at => page[at % 20 < 10 ? 0 : 1], Math.min(keys, 40), isOurs ? underCursor : undefined),
    })),
    rounds,
  );
  for (const {name, p50, p95, bytes} of figures) {
    const isOurs = name.startsWith('papertop');
    const limit = size.columns === 80 ? 4 : 12;
    yield {
      group: 'keys',
      figure: `page, p95, ${nameOf(size)}`,
      program: name,
      value: p95,
      unit: 'ms',
      limit: isOurs ? limit : undefined,
      note: `p50 ${p50.toFixed(2)} ms`,
    };
    if (isOurs)
      yield {
        group: 'bytes',
        figure: `bytes per page, ${nameOf(size)}`,
        program: name,
        value: bytes,
        unit: 'B',
        limit: size.columns === 80 ? 1200 : undefined,
      };
  }
}

/** Typing, and keys that open dialogs and screens, with 1,000 machines. */
export async function* openingRows({bin, keys}) {
  const fleet = await openFleet(1000);
  try {
    for (const size of sizes) {
      const terminal = await openPapertop(bin, fleet, size);
      yield* typing(terminal, size, keys);
      yield* opening(terminal, size, keys);
      await terminal.close();
    }
  } finally {
    fleet.close();
  }
}

/** Typed text is visible on the screen, so that each key changes it. */
async function* typing(terminal, size, keys) {
  const typed = at => 'node-000'[at % 16] ?? '\x7f';
  const figure = async what => {
    const times = (await pressKeys(terminal, typed, keys, screen => screen.text())).map(({ms}) => ms);
    return {
      group: 'keys',
      figure: `typing in ${what}, p95, ${nameOf(size)}`,
      program: 'papertop',
      value: quantile(times, 0.95),
      unit: 'ms',
      limit: 10,
      note: `p50 ${quantile(times, 0.5).toFixed(2)} ms`,
    };
  };
  await pressKey(terminal, '/', screen => screen.text(), 200);
  yield await figure('the filter');
  await close(terminal);
  await pressKey(terminal, 'e', screen => screen.text(), 300);
  yield await figure('a form field');
  await close(terminal);
  await close(terminal);
}

const openers = [
  {key: '?', shows: null},
  {key: 'd', shows: 'Fields'},
  {key: '-', shows: 'Cancel'},
  {key: 'e', shows: 'Cancel'},
  {key: 'w', shows: 'Cancel'},
  {key: 'A', shows: 'vailab'},
  {key: 'i', shows: null},
];

async function* opening(terminal, size, keys) {
  terminal.write('j');
  await terminal.quiet(250);
  const all = [];
  const firsts = [];
  for (let turn = 0; turn < Math.max(3, Math.floor(keys / 10)); turn += 1) {
    for (const {key} of openers) {
      const before = terminal.screen.text();
      const {ms} = await opened(terminal, key);
      (turn === 0 ? firsts : all).push(ms);
      if (terminal.screen.text() === before) throw new Error(`${key} opened nothing`);
      if (key === 'i') await opened(terminal, 'i');
      else await close(terminal);
    }
  }
  yield {
    group: 'keys',
    figure: `key that opens a pane or dialog, p95, ${nameOf(size)}`,
    program: 'papertop',
    value: quantile(all, 0.95),
    unit: 'ms',
    limit: 50,
    note: `p50 ${quantile(all, 0.5).toFixed(1)} ms; first opening: longest ${Math.max(...firsts).toFixed(1)} ms`,
  };
}

/** Measures until the last write of the opening. Data from the server arrives later and is shown as pending until then. */
async function opened(terminal, key) {
  const figure = await pressKey(terminal, key, undefined, 45);
  await terminal.quiet(120);
  return figure;
}

async function close(terminal) {
  terminal.write('\x1b');
  await terminal.quiet(200);
}
