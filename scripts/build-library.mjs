// Builds the library and the emulator for programs: dist/library/*.js with every package inside, dist/types/**/*.d.ts.
//   node scripts/build-library.mjs [OUTDIR]
import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {requireBanner} from './build.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const entries = {index: 'src/index.ts', emulator: 'src/library/emulator.ts'};

export async function buildLibrary(outdir = join(root, 'dist')) {
  const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const [code, types] = [join(outdir, 'library'), join(outdir, 'types')];
  for (const folder of [code, types]) await rm(folder, {recursive: true, force: true});
  await Promise.all([bundle(code, version), declare(types)]);
  // The program beside them is CommonJS, and says so for the folder around.
  for (const folder of [code, types]) await writeFile(join(folder, 'package.json'), '{"type": "module"}\n');
}

async function bundle(outdir, version) {
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minifySyntax: true,
    define: {PAPERTOP_VERSION: JSON.stringify(version)},
    banner: {js: requireBanner},
    logLevel: 'warning',
  });
}

/** Only what the two entries lead to: the compiler writes a declaration for every file that it read. */
async function declare(outdir) {
  await mkdir(outdir, {recursive: true});
  const emitted = await mkdtemp(join(outdir, '.all-'));
  try {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const given = ['-p', join(root, 'tsconfig.build.json'), '--outDir', emitted];
    await promisify(execFile)(process.execPath, [compiler, ...given]).catch(({stdout, message}) => {
      throw new Error(`the declarations cannot be made:\n${stdout || message}`);
    });
    for (const [file, text] of await reached(emitted)) {
      const target = join(outdir, relative(emitted, file));
      await mkdir(dirname(target), {recursive: true});
      await writeFile(target, text);
    }
  } finally {
    await rm(emitted, {recursive: true, force: true});
  }
}

async function reached(folder) {
  const texts = new Map();
  const waiting = Object.values(entries).map(entry => join(folder, relative('src', entry).replace(/\.ts$/, '.d.ts')));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (texts.has(file)) continue;
    const text = await readFile(file, 'utf8');
    texts.set(file, text);
    for (const [, path] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)) {
      waiting.push(resolve(dirname(file), `${path}.d.ts`));
    }
  }
  return texts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildLibrary(process.argv[2] && resolve(process.argv[2]));
