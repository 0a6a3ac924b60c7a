// The laws of ARCHITECTURE.md, read off the source: import directions, circles, sizes, banned calls.
import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {basename, dirname, join, normalize} from 'node:path';
import {test} from 'node:test';
import {functionsIn} from '../support/functions.js';
import {lookUpsIn} from '../support/look-ups.js';

const listed = (folder: string) =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name));
const files = [...listed('src'), ...listed('components')];
const source = new Map(files.map(file => [file, readFileSync(file, 'utf8')]));

/** The files that each file imports: values and types, `import()` and re-exports. */
const imports = new Map(
  [...source].map(([file, text]) => [
    file,
    [...text.matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g)].map(([, path = '']) => {
      const target = normalize(join(dirname(file), path));
      const found = [target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')].find(name => existsSync(name));
      assert.ok(found, `${file} imports ${path}, which does not exist`);
      return found;
    }),
  ]),
);

/** A folder, or one of the files directly under src/, which stand for themselves. */
function roomOf(file: string): string {
  const folder = dirname(file).replace(/^src\//, '');
  return folder === 'src' ? basename(file).replace(/\.tsx?$/, '') : folder;
}

// Which rooms each room may import from, beside itself, `text` and `catalogue`. `a/*` stands for the folders below a.
const may: Readonly<Record<string, readonly string[]>> = {
  text: [],
  version: [],
  catalogue: [],
  access: [],
  forms: [],
  'fleet/model': ['forms'],
  'fleet/requests': ['fleet/model'],
  'fleet/table': ['forms', 'fleet/model', 'fleet/requests'],
  'fleet/operations': ['fleet/model', 'fleet/requests', 'fleet/table'],
  'fleet/polling': ['fleet/model', 'fleet/requests', 'fleet/table', 'fleet/operations'],
  'fleet/dialogs': ['forms', 'fleet/model', 'fleet/requests', 'fleet/table', 'fleet/operations'],
  'fleet/screens': ['forms', 'fleet/model', 'fleet/requests', 'fleet/table', 'fleet/operations', 'fleet/dialogs'],
  fleet: ['fleet/*'],
  'keys/input': [],
  keys: ['forms', 'fleet/*', 'keys/input'],
  canvas: ['fleet/model'],
  'components/lines': ['fleet/*', 'keys', 'canvas'],
  'components/pages': ['fleet/*', 'keys', 'components/lines'],
  'components/dialogs/parts': ['forms', 'fleet/*', 'components/lines'],
  'components/dialogs/form': ['forms', 'fleet/*', 'keys', 'components/lines', 'components/dialogs/parts'],
  'components/dialogs': ['forms', 'fleet/*', 'keys', 'canvas', 'components/lines', 'components/dialogs/*'],
  'components/controls': [
    'forms',
    'fleet/model',
    'fleet/table',
    'canvas',
    'components/lines',
    'components/dialogs/parts',
  ],
  components: ['forms', 'fleet/*', 'keys', 'canvas', 'components/*'],
  'client/http': ['access'],
  'client/transport': ['access', 'client/http'],
  'client/decode': ['client/http'],
  'client/list': ['access', 'client/http', 'client/decode'],
  client: ['access', 'client/*'],
  'emulator/world': [],
  'emulator/http': ['emulator/world'],
  'emulator/seed': ['emulator/world', 'emulator/http'],
  'emulator/faults': ['emulator/world', 'emulator/http'],
  emulator: ['emulator/*'],
  accounts: ['access', 'client', 'emulator', 'fleet/model'],
  'runtime/time': ['fleet/model'],
  'runtime/screen': ['fleet/model', 'canvas', 'runtime/time'],
  'runtime/guard': ['runtime/time', 'runtime/screen'],
  'runtime/terminal': ['keys/input', 'canvas', 'runtime/time', 'runtime/screen', 'runtime/guard'],
  'runtime/ssh': ['fleet/model', 'runtime/time', 'runtime/terminal'],
  'runtime/api': ['fleet/model', 'client', 'client/*'],
  runtime: [
    'access',
    'accounts',
    'fleet',
    'fleet/*',
    'keys',
    'runtime/api',
    'runtime/time',
    'runtime/screen',
    'runtime/terminal',
  ],
  'cli/output': ['client', 'client/*'],
  'cli/options': ['access', 'client/http', 'cli/output'],
  'cli/completion': ['cli/options', 'cli/output'],
  'cli/commands': [
    'access',
    'accounts',
    'client',
    'client/*',
    'emulator',
    'emulator/*',
    'keys/input',
    'runtime',
    'runtime/api',
    'runtime/terminal',
    'runtime/time',
    'cli/options',
    'cli/output',
  ],
  library: ['access', 'accounts', 'client', 'client/*', 'emulator', 'emulator/*', 'version'],
  index: ['client', 'client/*', 'library'],
  draw: ['components', 'canvas', 'fleet/model', 'runtime/terminal'],
  run: [
    'access',
    'accounts',
    'components',
    'components/*',
    'cli/options',
    'canvas',
    'fleet/model',
    'keys',
    'keys/input',
    'runtime',
    'runtime/*',
    'draw',
  ],
  start: [
    'accounts',
    'components',
    'components/*',
    'cli/options',
    'fleet/model',
    'keys',
    'runtime',
    'runtime/*',
    'run',
    'version',
  ],
  main: ['cli/*', 'fleet/table', 'keys', 'start', 'version'],
  plain: ['runtime', 'main'],
  launch: ['access', 'cli/options', 'runtime', 'runtime/guard', 'runtime/screen', 'main', 'start'],
};

function isAllowed(from: string, to: string): boolean {
  if (to === from || to === 'text' || (to === 'catalogue' && from !== 'text')) return true;
  return (may[from] ?? []).some(name => name === to || (name.endsWith('/*') && to.startsWith(name.slice(0, -1))));
}

test('imports look only the way the house plan allows', () => {
  const wrong = [...imports].flatMap(([file, targets]) =>
    targets.filter(target => !isAllowed(roomOf(file), roomOf(target))).map(target => `${file} → ${target}`),
  );
  assert.deepEqual(wrong, []);
  const rooms = new Set(files.map(roomOf));
  const unknown = Object.values(may)
    .flat()
    .filter(name => !name.endsWith('/*') && !rooms.has(name));
  assert.deepEqual(unknown, [], 'rooms in the plan that do not exist');
  assert.deepEqual(
    [...rooms].filter(room => may[room] === undefined),
    [],
    'rooms that are not in the plan',
  );
});

function grouped(items: readonly string[], keyOf: (item: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** A way from a node back to itself for each circle found. */
function circlesIn(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (node: string, path: readonly string[]): void => {
    const at = path.indexOf(node);
    if (at >= 0) circles.push([...path.slice(at), node].join(' → '));
    if (at >= 0 || done.has(node)) return;
    for (const next of edges.get(node) ?? []) walk(next, [...path, node]);
    done.add(node);
  };
  for (const node of edges.keys()) walk(node, []);
  return circles;
}

test('no file imports itself by way of others, not even a type', () => {
  assert.deepEqual(
    circlesIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['a']],
      ]),
    ),
    ['a → b → c → a'],
    'the test itself',
  );
  assert.deepEqual(circlesIn(imports), []);
});

test('no room imports itself by way of others', () => {
  const rooms = new Map<string, string[]>();
  for (const [file, targets] of imports) {
    const room = roomOf(file);
    const others = targets.map(roomOf).filter(other => other !== room);
    rooms.set(room, [...new Set([...(rooms.get(room) ?? []), ...others])]);
  }
  assert.deepEqual(circlesIn(rooms), []);
});

test('a reader who opens a folder sees at most 15 files', () => {
  const counts = grouped(files, dirname);
  assert.deepEqual(
    [...counts].filter(([, names]) => names.length > 15).map(([folder, names]) => `${folder}: ${names.length}`),
    [],
  );
});

test('no base name occurs three times', () => {
  const names = grouped(files, file => basename(file).replace(/\.tsx?$/, ''));
  assert.deepEqual(
    [...names].filter(([, paths]) => paths.length > 2).map(([, paths]) => paths.join(', ')),
    [],
  );
});

test('no file is larger than it can be read', () => {
  const tables = new Set(['src/catalogue/methods.ts', 'src/keys/keymap.ts']);
  const long = [...source].filter(([file, text]) => !tables.has(file) && text.split('\n').length > 250);
  assert.deepEqual(
    long.map(([file]) => file),
    [],
  );
});

test('no function is longer than 60 lines', () => {
  const measure = 'test/support/functions.ts';
  const measured = functionsIn([...files, measure]);
  const visit = measured.get(measure)?.find(({name}) => name === 'visit');
  assert.equal(visit?.lines, 9, 'the measure itself');
  const long = [...functionsIn(files)].flatMap(([file, functions]) =>
    functions
      .filter(({lines}) => lines > 60)
      .map(({name, line, lines}) => `${file} ${name}: ${lines} lines from line ${line}`),
  );
  assert.deepEqual(long, []);
});

test('a name that may come from outside is looked up with own(), which finds nothing inherited', () => {
  const sample = 'test/support/look-ups.ts';
  assert.deepEqual(
    lookUpsIn([sample]).map(found => found.replace(/:\d+/, '')),
    [`${sample} sample[name]`, `${sample} name in sample`],
    'the search itself',
  );
  const helper = 'src/text/own.ts';
  const found = lookUpsIn(files.filter(file => file !== helper));
  assert.deepEqual(found, [], `a state or file named constructor finds a function: use own() of ${helper}, or a Map`);
});

test('time, chance and timers stand at the edge only', () => {
  const edge =
    /^src\/(runtime\/|cli\/commands\/|accounts\/(session|lock)|client\/transport\/|emulator\/server|run\.ts)/;
  const banned = /\b(Date\.now|Math\.random|setTimeout|setInterval|new Date\(\))/;
  const wrong = [...source].filter(([file, text]) => !edge.test(file) && banned.test(text));
  assert.deepEqual(
    wrong.map(([file]) => file),
    [],
  );
});

/** Why these tests may look at a clock. None of them compares what it says with a limit. */
const clockReaders: Readonly<Record<string, string>> = {
  'test/accounts/save.test.ts': 'kills a process at another moment each time',
  'test/client/transport.test.ts': 'the real clock is its subject',
  'test/runtime/ink-stdin.test.tsx': 'pretends that rendering is slow',
  'test/runtime/screen-diff.test.ts': 'takes a seed from the clock, and prints it',
  'test/terminal/restore.test.ts': 'gives up waiting for what never comes',
};

test('no test asserts how long something took: that is for bench/', () => {
  const clock = /\b(performance\.now|Date\.now|process\.hrtime)\b/;
  const readers = listed('test').filter(file => /\.test\.tsx?$/.test(file) && clock.test(readFileSync(file, 'utf8')));
  assert.deepEqual(readers.sort(), Object.keys(clockReaders).sort());
});

test('nothing is silenced, exported by default or left for later', () => {
  const banned = /\bas any\b|@ts-ignore|@ts-nocheck|biome-ignore|export default|\bTODO\b|\bFIXME\b/;
  const wrong = [...source].filter(([, text]) => banned.test(text));
  assert.deepEqual(
    wrong.map(([file]) => file),
    [],
  );
});

test('only Field and ChoiceList touch the input packages, only hooks have effects, nobody reads keys from Ink', () => {
  const users = [...source].filter(([, text]) => /from 'ink-/.test(text)).map(([file]) => file);
  assert.deepEqual(users.sort(), ['components/controls/ChoiceList.tsx', 'components/controls/Field.tsx']);
  const effects = [...source].filter(
    ([file, text]) => /\buse(Layout)?Effect\(/.test(text) && !/\/use[A-Z]\w*\.ts$/.test(file),
  );
  assert.deepEqual(
    effects.map(([file]) => file),
    [],
  );
  assert.deepEqual(
    [...source].filter(([, text]) => /\buseInput\b|createContext/.test(text)).map(([file]) => file),
    [],
  );
});

test('lines and pages are made without React and without Ink', () => {
  const plain = /^components\/(lines|pages|dialogs)\//;
  const wrong = [...source].filter(([file, text]) => plain.test(file) && /from '(react|ink)\b/.test(text));
  assert.deepEqual(
    wrong.map(([file]) => file),
    [],
  );
});

test('no text names a key: it asks the bindings', () => {
  const named = /['`][^'`]*\b(Esc|Enter|Tab|Space|F\d|Ctrl-[A-Z]|PgUp|PgDn)\b[^'`]*['`]/;
  const letter = /['`](?:[^'`]*[ :(])?[A-Za-z+-] (asks|starts|stops|goes|quits|clears|refreshes|tells|closes|opens)\b/;
  const outside = [...source].filter(([file]) => /^(components|src\/(fleet|runtime|forms))\//.test(file));
  const wrong = outside.flatMap(([file, text]) =>
    text
      .split('\n')
      .filter(line => !/^\s*(\/\/|\/?\*)/.test(line) && (named.test(line) || letter.test(line)))
      .map(line => `${file}: ${line.trim()}`),
  );
  // The exit status of the shell that ended, and what is asked while no row of the keymap applies.
  const allowed = /ended with Ctrl-C \(exit status 130\)|press Enter to go back/;
  assert.deepEqual(
    wrong.filter(line => !allowed.test(line)),
    [],
  );
});
