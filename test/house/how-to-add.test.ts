// The lists of ARCHITECTURE.md's "How to add" are true: one of each is added to a copy of the tree, and the compiler names the files.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {after, test} from 'node:test';
import {isQuick} from '../support/runs.js';

const root = process.cwd();
mkdirSync('.build', {recursive: true});
// Inside the project, so that packages are found.
const copy = mkdtempSync('.build/how-to-add-');
after(() => rmSync(copy, {recursive: true, force: true}));

const edits: Readonly<Record<string, (text: string) => string>> = {
  'a key': text =>
    text.replace(
      /( {2}\{[^\n]*action: 'pause')/,
      "  {...nothing, action: 'extra', keys: ['x'], where: ['table'], group: 'app', label: 'extra', description: 'extra', event: () => ({type: 'refresh-asked'})},\n$1",
    ),
  'a method': text =>
    text.replace(/( {2}\{group: 'machines', )name: 'stop'([^\n]*\n)/, "$1name: 'stop'$2$1name: 'extra'$2"),
  'a column': text =>
    text.replace("  row('id',", "  row('extra', 'EXTRA', [4, 4, 4], {priority: 30, text: ({id}) => id}),\n  row('id',"),
  'a screen': text =>
    text.replace(
      "  | {readonly kind: 'help'",
      "  | {readonly kind: 'extra'; readonly scroll: number}\n  | {readonly kind: 'help'",
    ),
  'a dialog': text =>
    text.replace(
      "  | {readonly kind: 'quit'",
      "  | {readonly kind: 'extra'; readonly openedAt: number}\n  | {readonly kind: 'quit'",
    ),
  'an event': text => text.replace('export type PollEvent =', "export type PollEvent =\n  | {readonly type: 'extra'}"),
  'an effect': text =>
    text.replace("  | {readonly type: 'redraw'}", "  | {readonly type: 'redraw'}\n  | {readonly type: 'extra'}"),
};

interface Recipe {
  readonly what: string;
  /** The file that the row or case is written into. */
  readonly file: string;
  readonly named: readonly string[];
}

const path = (name: string) => (name.startsWith('components/') ? name : `src/${name}`);

/** The rows of the table below the heading: what is added, where, and which files the compiler names then. */
function recipes(): readonly Recipe[] {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const section = text.slice(text.indexOf('## How to add'), text.indexOf('## Decisions'));
  return [...section.matchAll(/^\| (an? \w+) \|([^|]*)\|([^|]*)\|/gm)].map(([, what = '', file = '', named = '']) => {
    const names = (cell: string) => [...cell.matchAll(/`([^`]+\.tsx?)`/g)].map(([, name = '']) => path(name));
    return {what, file: names(file)[0] ?? '', named: names(named).sort()};
  });
}

function namedByCompiler(): readonly string[] {
  const compiler = resolve(root, 'node_modules/.bin/tsc');
  const {stdout} = spawnSync(compiler, ['--noEmit', '-p', 'tsconfig.json'], {cwd: copy, encoding: 'utf8'});
  return [...new Set([...stdout.matchAll(/^((?:src|components)\/[^(]+)\(/gm)].map(([, name = '']) => name))].sort();
}

// It starts the compiler for each row, which takes longer than a quick run should.
if (!isQuick) {
  for (const folder of ['src', 'components']) cpSync(folder, join(copy, folder), {recursive: true});
  writeFileSync(join(copy, 'tsconfig.json'), '{"extends": "../../tsconfig.json", "include": ["src", "components"]}');

  for (const {what, file, named} of recipes()) {
    test(`${what} touches the files that ARCHITECTURE.md lists`, () => {
      const edit = edits[what];
      assert.ok(edit, `no edit for ${what}`);
      const before = readFileSync(file, 'utf8');
      const edited = edit(before);
      assert.notEqual(edited, before, `${file} has no place for ${what}`);
      writeFileSync(join(copy, file), edited);
      try {
        assert.deepEqual(namedByCompiler(), named);
      } finally {
        writeFileSync(join(copy, file), before);
      }
    });
  }

  test('every kind of addition is in the table', () => {
    assert.deepEqual(
      recipes()
        .map(({what}) => what)
        .sort(),
      Object.keys(edits).sort(),
    );
  });
}
