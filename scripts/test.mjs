// Bundles the tests, runs them with node:test, and prints failures and one summary line.
//   node scripts/test.mjs [--quick] [WORD …]   WORD: only files whose path contains one of the words
// --quick omits test/terminal (the built program in a pty) and shortens property tests.
import {existsSync} from 'node:fs';
import {mkdir, readdir, rm} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {run} from 'node:test';
import {fileURLToPath} from 'node:url';
import {inspect} from 'node:util';
import {build} from 'esbuild';
import {buildPapertop} from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const isQuick = process.argv.includes('--quick');

const listed = (await readdir('test', {recursive: true})).filter(name => /\.test\.tsx?$/.test(name)).sort();
const wanted = listed
  .filter(name => !(isQuick && name.startsWith('terminal/')))
  .filter(name => words.length === 0 || words.some(word => name.includes(word)));
if (wanted.length === 0) {
  console.error(`no test file matches ${words.join(' ')}`);
  process.exit(1);
}

// Each run has its own folder, so that concurrent runs do not overwrite each other.
const out = join(root, '.build', String(process.pid));
await mkdir(out, {recursive: true});
process.on('exit', () => process.exitCode === undefined);
let failed = 0;
let passed = 0;
try {
  await build({
    entryPoints: wanted.map(name => join('test', name)),
    outbase: 'test',
    outdir: out,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    sourcemap: 'inline',
    logLevel: 'warning',
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
    if (type === 'test:pass' && data.details.type !== 'suite' && !isFile(data)) passed += 1;
    if (type !== 'test:fail' || data.details.type === 'suite') continue;
    const cause = data.details.error?.cause ?? data.details.error;
    if (isFile(data) && data.details.error?.failureType === 'subtestsFailed') continue;
    failed += 1;
    // An error that cannot be cloned between processes arrives as a plain object.
    console.log(`\n✖ ${data.name}\n${cause?.stack ?? inspect(cause, {depth: 1})}`);
  }
} finally {
  await rm(out, {recursive: true, force: true});
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** The runner reports each file as an additional test that contains the file's tests. */
function isFile(data) {
  return data.nesting === 0 && data.file !== undefined && data.name.endsWith('.js');
}
