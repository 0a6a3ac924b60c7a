// The matrix of faults and attacks: 120 rows, each of which a test shows or a named feature brings, and names that say which.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';

interface Row {
  readonly number: number;
  readonly level: 'B' | 'P';
  readonly text: string;
  readonly later: string | null;
}
interface Outcome {
  readonly file: string;
  readonly name: string;
  readonly result: 'passed' | 'failed' | 'skipped';
}
interface Names {
  readonly rowsOf: (name: string) => number[];
  readonly faultOf: (name: string) => string | null;
  readonly namesIn: (source: string) => string[];
}
type VerdictOf = (row: Row, sources: ReadonlyMap<string, Set<number>>, all: Outcome[], isQuick: boolean) => string;

const script = (name: string) => import(pathToFileURL(resolve('scripts/matrix', name)).href);
const {rows}: {rows: readonly Row[]} = await script('rows.mjs');
const {rowsOf, faultOf, namesIn}: Names = await script('names.mjs');
const {verdictOf, figureOf}: {verdictOf: VerdictOf; figureOf: (all: string[]) => string} = await script('verdict.mjs');

const names = readdirSync('test', {recursive: true, encoding: 'utf8'})
  .filter(name => /\.test\.tsx?$/.test(name))
  .flatMap(file => namesIn(readFileSync(join('test', file), 'utf8')).map(name => ({file, name})));

test('the matrix has 120 rows of one short line', () => {
  assert.deepEqual(
    rows.map(({number}) => number),
    Array.from({length: 120}, (_, index) => index + 1),
  );
  assert.equal(new Set(rows.map(({text}) => text)).size, 120);
  for (const {number, level, text, later} of rows) {
    assert.match(level, /^[BP]$/, String(number));
    assert.match(text, /^[^\n]{10,100}$/, String(number));
    assert.match(later ?? 'a reason', /^[a-z -]+$/, String(number));
  }
});

test('the names of tests begin with rows of the matrix or with words, never with a count', () => {
  const wrong = names.flatMap(({file, name}) => (faultOf(name) === null ? [] : [`${file}: ${name}: ${faultOf(name)}`]));
  assert.deepEqual(wrong, []);
  assert.ok(names.length > 800, `only ${names.length} names were found`);
});

test('each row is shown by a test or comes later, never both', () => {
  const borne = new Set(names.flatMap(({name}) => rowsOf(name)));
  const laters = rows.filter(({later}) => later !== null).map(({number}) => number);
  assert.deepEqual(
    rows.map(({number}) => number).filter(row => !borne.has(row) && !laters.includes(row)),
    [],
    'rows without a test',
  );
  assert.deepEqual(
    laters.filter(row => borne.has(row)),
    [],
    'rows that come later and have a test already',
  );
});

test('how a name bears rows', () => {
  const borne: readonly (readonly [string, number[]])[] = [
    ['1 2 5 hostile strings', [1, 2, 5]],
    ['18 unbracketed pastes', [18]],
    ['62 server clock 10 min behind: found', [62]],
    ['#1 37 a terminal', [37]],
    ['#1 #5 81 each write', [81]],
    ['104 #24 whatever modes are left', [104]],
    ['#12 a write that waits', []],
    ['#HANG 31 a loop', [31]],
    ['10,000 machines', []],
    ['80×24', []],
    ['a name of 80 cells', []],
  ];
  for (const [name, expected] of borne) assert.deepEqual(rowsOf(name), expected, name);
  for (const name of ['18 pastes', 'no number', '#3 17 both', '62 a clock 10 min behind'])
    assert.equal(faultOf(name), null);
  for (const name of ['10,000 machines', '121 rows', '0 rows', '7 7 twice', '200 keys', '18 80×24']) {
    assert.notEqual(faultOf(name), null, name);
  }
});

test('the names are read off the sources, in each form that tests have', () => {
  // Spelled so that this test's own source bears no row.
  const call = 'test';
  const it = 'it';
  const source = [
    `${call}('1 plain', () => {});`,
    `${call}.skip(\n  '2 on the next line',\n  () => {});`,
    `for (const x of y) ${call}(\`3 \${x ? '4' : '5'} \${z.map(v => ({v}))} made\`, {timeout: 1}, () => {});`,
    `await t.${call}('6 isn\\'t lost', () => {});`,
    `if (/x/.${call}('7 text') || pattern.${call}('8 text')) ${it}("9 it", f);`,
  ].join('\n');
  assert.deepEqual(
    namesIn(source).map(name => rowsOf(name)),
    [[1], [2], [3], [6], [9]],
  );
});

test('a row is held when each file that shows it ran, and all of it passed', () => {
  const row: Row = {number: 5, level: 'B', text: '', later: null};
  const sources = new Map([
    ['text/a.test', new Set([5])],
    ['terminal/b.test', new Set([5, 6])],
    ['terminal/c.test', new Set([7])],
  ]);
  const a = {file: 'text/a.test', name: '5 a', result: 'passed'} as const;
  const b = {file: 'terminal/b.test', name: '5 6 b', result: 'passed'} as const;
  assert.equal(verdictOf(row, sources, [a, b], false), 'held');
  assert.equal(verdictOf(row, sources, [a], true), 'held');
  assert.equal(verdictOf(row, sources, [a], false), 'not', 'a file that shows it did not run');
  assert.equal(verdictOf(row, sources, [a, {...b, result: 'skipped'}], false), 'not', 'skipped is not shown');
  assert.equal(verdictOf(row, sources, [a, {...b, result: 'failed'}], false), 'not');
  assert.equal(verdictOf(row, sources, [a, b, {...b, result: 'failed'}], false), 'not');
  assert.equal(verdictOf({...row, number: 6}, sources, [a], true), 'pty');
  assert.equal(verdictOf({...row, number: 8}, sources, [a, b], true), 'not', 'no test bears it');
  assert.equal(verdictOf({...row, later: 'journal'}, sources, [], false), 'later');
  const count = {file: 'terminal/c.test', name: '5 rounds', result: 'failed'} as const;
  assert.equal(verdictOf(row, sources, [a, b, count], false), 'held', 'a count that a template filled in is no row');
  assert.equal(figureOf(['held', 'held', 'not', 'later']), '2 held · 1 not · 1 later of 4');
  assert.equal(figureOf(['held', 'pty']), '1 held · 0 not · 1 in a pty only · 0 later of 2');
});
