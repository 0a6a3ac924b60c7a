// The laws of the house, read off the source: import directions, sizes, banned calls.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {test} from 'node:test';

const listed = (folder: string) =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter(name => /\.tsx?$/.test(name))
    .map(name => join(folder, name));
const files = [...listed('src'), ...listed('components')];
const source = new Map(files.map(file => [file, readFileSync(file, 'utf8')]));

/** Which part of the house a file belongs to. */
function partOf(file: string): string {
  if (file.startsWith('components/')) return 'components';
  if (['src/main.tsx', 'src/start.ts', 'src/run.ts', 'src/screen.tsx'].includes(file)) return 'main';
  return file.split('/')[1]?.replace(/\.tsx?$/, '') ?? '';
}

// Who may import whom; everybody may import itself and `text`, whose files import nothing of the others.
const may: Readonly<Record<string, readonly string[]>> = {
  text: [],
  version: [],
  catalogue: [],
  forms: ['catalogue'],
  fleet: ['catalogue', 'forms'],
  keys: ['catalogue', 'forms', 'fleet'],
  components: ['catalogue', 'forms', 'fleet', 'keys', 'canvas'],
  client: ['catalogue'],
  emulator: ['catalogue'],
  accounts: ['secret'],
  cli: ['catalogue', 'client', 'emulator', 'fleet'],
  runtime: ['catalogue', 'forms', 'fleet', 'keys', 'client', 'accounts', 'emulator'],
  library: ['catalogue', 'client', 'accounts', 'emulator', 'version'],
  index: ['catalogue', 'client', 'library'],
  main: ['components', 'cli', 'client', 'fleet', 'runtime', 'version'],
  launch: ['cli', 'client', 'modes', 'main'],
};

// Leaves without imports that others may use: a type of the runtime, a class of the client.
const leaves: Readonly<Record<string, string>> = {
  'src/client/secret.ts': 'secret',
  'src/runtime/canvas.ts': 'canvas',
  'src/runtime/modes.ts': 'modes',
  'src/runtime/screen/compose.ts': 'canvas',
};

test('imports look only the way the house plan allows', () => {
  const wrong: string[] = [];
  for (const [file, text] of source) {
    const from = partOf(file);
    for (const [, path = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
      const target = normalize(join(dirname(file), path)).replace(/\.js$/, '.ts');
      const to = partOf(target);
      const isLeaf = may[from]?.includes(leaves[target] ?? '') ?? false;
      if (to !== from && to !== 'text' && !may[from]?.includes(to) && !isLeaf) wrong.push(`${file} → ${path}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('no file is larger than it can be read', () => {
  const tables = new Set(['src/catalogue/methods.ts', 'src/keys/keymap.ts']);
  const long = [...source].filter(([file, text]) => !tables.has(file) && text.split('\n').length > 250);
  assert.deepEqual(
    long.map(([file]) => file),
    [],
  );
});

test('time, chance and timers stand at the edge only', () => {
  const edge = /^src\/(runtime\/|client\/transport|emulator\/server|run\.ts)/;
  const banned = /\b(Date\.now|Math\.random|setTimeout|setInterval|new Date\(\))/;
  const wrong = [...source].filter(([file, text]) => !edge.test(file) && banned.test(text));
  assert.deepEqual(
    wrong.map(([file]) => file),
    [],
  );
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
  const users = [...source].filter(([, text]) => /ink-text-input|ink-select-input/.test(text)).map(([file]) => file);
  assert.deepEqual(
    users
      .filter(file => !/components\/(Field|ChoiceList)\.tsx$/.test(file))
      .filter(file => /from 'ink-/.test(source.get(file) ?? '')),
    [],
  );
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
