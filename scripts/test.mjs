// Bundles the tests with the program's settings, runs them with node:test, prints failures and one closing line.
//   node scripts/test.mjs [--quick] [--outcomes=FILE] [WORD …]   WORD: only files whose path contains one of the words
// --quick leaves out test/terminal (the built program in a pty) and the long property runs.
// --outcomes writes a line of JSON for each test: its file, its name, and passed, failed or skipped.
import {existsSync} from 'node:fs';
import {mkdir, readdir, rm, writeFile} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join, relative} from 'node:path';
import {run} from 'node:test';
import {fileURLToPath} from 'node:url';
import {inspect} from 'node:util';
import {build} from 'esbuild';
import {buildPapertop, bundleSettings, plugins, requireBanner} from './build.mjs';
import {wherePresent} from './plugins/patch.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const isQuick = process.argv.includes('--quick');
const outcomesFile = process.argv.find(word => word.startsWith('--outcomes='))?.slice('--outcomes='.length);

const listed = (await readdir('test', {recursive: true})).filter(name => /\.test\.tsx?$/.test(name)).sort();
const wanted = listed
  .filter(name => !(isQuick && name.startsWith('terminal/')))
  .filter(name => words.length === 0 || words.some(word => name.includes(word)));
if (wanted.length === 0) {
  console.error(`no test file matches ${words.join(' ')}`);
  process.exit(1);
}

// Packages that are not part of the program are not bundled: native code, and the tools of the tests.
const external = ['@lydell/node-pty', '@xterm/headless', 'esbuild', 'fast-check', 'typescript'];

// Each run has its own folder, so that concurrent runs do not overwrite each other.
const out = join(root, '.build', String(process.pid));
await mkdir(out, {recursive: true});
process.on('exit', () => process.exitCode === undefined);
let failed = 0;
let passed = 0;
const outcomes = [];
try {
  await build({
    ...(await bundleSettings()),
    entryPoints: wanted.map(name => join('test', name)),
    outbase: 'test',
    outdir: out,
    external,
    // A bundle of few test files may not contain Ink.
    plugins: plugins.map(wherePresent),
    banner: {js: requireBanner},
    sourcemap: 'inline',
    sourcesContent: false,
  });
  if (wanted.some(name => name.startsWith('terminal/')) && existsSync('src/main.tsx')) {
    process.env.PAPERTOP_BIN = await buildPapertop(join(out, 'dist'));
  }
  process.env.PAPERTOP_QUICK = isQuick ? '1' : '';
  process.env.NODE_OPTIONS = '--enable-source-maps';
  process.env.NODE_ENV = 'production';
  const files = wanted.map(name => join(out, name.replace(/\.tsx?$/, '.js')));
  const stream = run({files, concurrency: availableParallelism(), timeout: 600_000});
  stream.on('test:stderr', ({message}) => process.stderr.write(message));
  stream.on('test:stdout', ({message}) => process.stdout.write(message));
  for await (const {type, data} of stream) {
    if (/^test:(pass|fail)$/.test(type) && data.details.type !== 'suite' && !isFile(data)) {
      outcomes.push(outcomeOf(type, data));
    }
    if (type === 'test:pass' && data.details.type !== 'suite' && !isFile(data)) passed += 1;
    if (type !== 'test:fail' || data.details.type === 'suite') continue;
    const cause = data.details.error?.cause ?? data.details.error;
    if (isFile(data) && data.details.error?.failureType === 'subtestsFailed') continue;
    failed += 1;
    // An assertion about a value that cannot be cloned between processes arrives as an object that is not an Error.
    console.log(`\n✖ ${data.name}\n${cause?.stack ?? inspect(cause, {depth: 1})}`);
  }
} finally {
  await rm(out, {recursive: true, force: true});
}
if (outcomesFile) await writeFile(outcomesFile, outcomes.map(outcome => `${JSON.stringify(outcome)}\n`).join(''));
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Whether the result is of a whole file: the runner reports each file as a test that contains the file's tests. */
function isFile(data) {
  return data.nesting === 0 && data.file !== undefined && data.name.endsWith('.js');
}

/** What --outcomes writes of a test. Its file is named by its source, or by the bundle where there is no source map. */
function outcomeOf(type, {file = '', name, skip, todo}) {
  const result = skip !== undefined || todo !== undefined ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
  const path = [join(root, 'test'), out].map(folder => relative(folder, file)).find(one => !one.startsWith('..'));
  return {file: path?.replace(/\.[jt]sx?$/, ''), name, result};
}
