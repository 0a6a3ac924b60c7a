// Runs the tests and prints the matrix of faults and attacks: of each row whether tests show that it holds.
//   npm run matrix [-- --quick]
// --quick leaves out the tests in a pty: a row that only these show is marked pty. Exits with 1 if a row of level B does not hold.
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {namesIn, rowsOf} from './matrix/names.mjs';
import {rows} from './matrix/rows.mjs';
import {figureOf, verdictOf} from './matrix/verdict.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const isQuick = process.argv.includes('--quick');
const outcomes = runTests();
const sources = rowsInSources();
const verdicts = rows.map(row => verdictOf(row, sources, outcomes, isQuick));

console.log('');
for (const [index, {number, level, text, later}] of rows.entries()) {
  const reason = later === null ? '' : ` (${later})`;
  console.log(`${String(number).padStart(3)} ${level} ${verdicts[index].padEnd(5)} ${text}${reason}`);
}
console.log(`\n${figureOf(verdicts)}`);
process.exitCode = rows.some(({level}, index) => level === 'B' && verdicts[index] === 'not') ? 1 : 0;

/** Runs the tests, whose own output goes to stderr, and returns what each said. */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'papertop-matrix-'));
  try {
    const file = join(folder, 'outcomes');
    const args = [join('scripts', 'test.mjs'), `--outcomes=${file}`, ...(isQuick ? ['--quick'] : [])];
    const {status, signal} = spawnSync(process.execPath, args, {stdio: ['inherit', 2, 2]});
    if (!existsSync(file)) throw new Error(`the tests did not end (${signal ?? `exit status ${status}`}): see above`);
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.filter(line => line !== '').map(line => JSON.parse(line));
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Which rows the names of the tests bear in each test file, by its path without extension. */
function rowsInSources() {
  const files = readdirSync('test', {recursive: true}).filter(name => /\.test\.tsx?$/.test(name));
  return new Map(
    files.map(name => {
      const names = namesIn(readFileSync(join('test', name), 'utf8'));
      return [name.replace(/\.tsx?$/, ''), new Set(names.flatMap(rowsOf))];
    }),
  );
}
