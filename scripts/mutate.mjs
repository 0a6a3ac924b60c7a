// Mutation tests of the safety rules: changes the code in one small way at a time and reports the changes that no test notices.
//   npm run mutate [-- WORD …]   WORD: only mutants whose file or change contains one of the words
// Exits with 1 if a mutant survives that scripts/mutate/explained.json does not explain. Explanations refer to the text of a line,
// not its number, so that they stay valid when other lines change.
import {spawn} from 'node:child_process';
import {mkdir, readFile, rm} from 'node:fs/promises';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build, transform} from 'esbuild';
import {bundleSettings, plugins, requireBanner} from './build.mjs';
import {mutantsOf} from './mutate/mutators.mjs';
import {wherePresent} from './plugins/patch.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** The parts of dialogs.ts that open, update and confirm the destroy dialog. */
const destroyParts = [
  /case 'word-typed':[\s\S]*?case 'dialog-closed':/,
  /^function ignoresKeys[\s\S]*?^}/m,
  /^function openConfirm[\s\S]*?^}/m,
  /^function withTarget[\s\S]*?^}/m,
  /case 'destroy': \{[\s\S]*?^ {6}\}/m,
];

/** The files to mutate and the tests that should notice. The other tests run only for mutants that these do not notice. */
const subjects = [
  {file: 'src/fleet/operations/why-not.ts', tests: ['fleet/why-not-edges']},
  {file: 'src/fleet/operations/evidence.ts', tests: ['fleet/evidence-edges', 'fleet/outcomes']},
  {file: 'src/keys/policy.ts', tests: ['keys/policy']},
  {file: 'src/keys/key-history.ts', tests: ['keys/policy']},
  {file: 'src/keys/display.ts', tests: ['keys/policy']},
  {file: 'src/keys/held-press.ts', tests: ['keys/router']},
  {file: 'src/runtime/display.ts', tests: ['runtime/screen-taken']},
  {file: 'src/fleet/dialogs/destroy.ts', tests: ['fleet/destroy', 'fleet/frozen-target']},
  {file: 'src/fleet/dialogs/dialogs.ts', tests: ['fleet/destroy'], within: destroyParts},
];
const otherTests = ['fleet/update', 'keys/router', 'fleet/simulation'];
/** Time limit for the tests, for mutants that loop. */
const limitMs = 60_000;

const words = process.argv.slice(2);
const explained = JSON.parse(await readFile('scripts/mutate/explained.json', 'utf8'));
const settings = {...(await bundleSettings()), splitting: false, plugins: plugins.map(wherePresent)};
const folder = join(root, '.build', `mutate-${process.pid}`);
await mkdir(folder, {recursive: true});
try {
  process.exitCode = await main();
} finally {
  await rm(folder, {recursive: true, force: true});
}

async function main() {
  for (const {file, tests} of subjects) {
    if (!(await passes(null, tests))) throw new Error(`the tests of ${file} fail without any change`);
  }
  if (!(await passes(null, otherTests))) throw new Error(`${otherTests.join(', ')} fail without any change`);
  const mutants = (await Promise.all(subjects.map(mutantsIn))).flat().filter(isWanted);
  const survivors = [];
  const waiting = [...mutants];
  const work = async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      if ((await passes(mutant, mutant.tests)) && (await passes(mutant, otherTests))) survivors.push(mutant);
    }
  };
  await Promise.all(Array.from({length: availableParallelism()}, work));
  return report(mutants, survivors);
}

function isWanted({file, change, line}) {
  return words.length === 0 || words.some(word => `${file} ${line} ${change}`.includes(word));
}

async function mutantsIn({file, tests, within}) {
  const text = await readFile(file, 'utf8');
  const lost = within?.find(part => !part.test(text));
  if (lost) throw new Error(`${file} has no part like ${lost} any more: look at destroyParts in scripts/mutate.mjs`);
  const compile = async code => (await transform(code, {loader: 'ts', minifyWhitespace: true})).code;
  const original = await compile(text);
  const mutants = [];
  for (const mutant of mutantsOf(text, within)) {
    // Changes that affect only types or break the syntax are not mutants.
    const code = await compile(mutant.text).catch(() => original);
    if (code !== original) mutants.push({...mutant, file, tests});
  }
  return mutants;
}

/** Whether the tests pass with the mutant in place of its file. */
async function passes(mutant, tests) {
  const out = join(folder, `${Math.random().toString(36).slice(2)}.mjs`);
  const stand = {
    name: 'mutant',
    setup: ({onLoad}) => {
      if (!mutant) return;
      const filter = new RegExp(`${mutant.file.replaceAll('.', '\\.')}$`);
      onLoad({filter}, () => ({contents: mutant.text, loader: 'ts'}));
    },
  };
  const contents = tests.map(name => `import './test/${name}.test.js';`).join('\n');
  await build({
    ...settings,
    stdin: {contents, resolveDir: root, loader: 'js'},
    outfile: out,
    external: ['@lydell/node-pty', '@xterm/headless', 'esbuild', 'fast-check'],
    banner: {js: requireBanner},
    plugins: [stand, ...settings.plugins],
  });
  const env = {...process.env, PAPERTOP_QUICK: '1', PAPERTOP_SEED: '1', NODE_ENV: 'production'};
  const isPassed = await new Promise(resolve => {
    const child = spawn(process.execPath, [out], {env, stdio: 'ignore', timeout: limitMs});
    child.once('exit', code => resolve(code === 0));
  });
  await rm(out);
  return isPassed;
}

function report(mutants, survivors) {
  const isSame = (entry, {file, line, change, nth}) =>
    entry.file === file && entry.line === line && entry.change === change && (entry.nth ?? 1) === nth;
  const reasons = survivors.map(mutant => explained.find(entry => isSame(entry, mutant))?.reason);
  const order = survivors.map((_, index) => index).sort((a, b) => Number(!!reasons[a]) - Number(!!reasons[b]));
  for (const index of order) {
    const {file, row, line, change, nth} = survivors[index];
    const sign = reasons[index] ? '· survived, explained' : '✖ survived';
    console.log(
      `${sign} ${file}:${row} [${nth}] ${change}\n    ${line}${reasons[index] ? `\n    ${reasons[index]}` : ''}`,
    );
  }
  for (const {file} of subjects) {
    const all = mutants.filter(mutant => mutant.file === file).length;
    const left = survivors.filter(mutant => mutant.file === file).length;
    console.log(`${file}: ${all - left} of ${all} noticed`);
  }
  if (words.length === 0) {
    const unused = explained.filter(entry => !survivors.some(mutant => isSame(entry, mutant)));
    for (const {file, line, change} of unused)
      console.log(`explained but noticed, or gone: ${file} ${change}\n    ${line}`);
  }
  const open = reasons.filter(reason => !reason).length;
  console.log(`${mutants.length} mutants, ${survivors.length} survived, ${open} of them unexplained`);
  return open === 0 && mutants.length > 0 ? 0 : 1;
}
