// Bundles papertop into one directory. Uses the production build of React. No packages are resolved at run time.
//   node scripts/build.mjs [--plain] [OUTDIR]
// --plain bundles src/plain.ts directly, without the launcher and its caches in src/launch/.
import {chmod, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {basename, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {build as bundle} from 'esbuild';
import {launcherFiles} from './build/launcher.mjs';
import {withoutDevtools} from './plugins/without-devtools.mjs';
import {yogaAtOnce} from './plugins/yoga-at-once.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Plugins that patch dependencies while they are bundled. */
export const plugins = [withoutDevtools, yogaAtOnce];

/** esbuild's settings for the program. The tests are bundled with them too, so that they run the code that ships. */
export async function bundleSettings() {
  const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      PAPERTOP_VERSION: JSON.stringify(version),
      // write-file-atomic uses __filename in the names of its temporary files, and ESM has none.
      __filename: '"papertop"',
    },
    plugins,
    logLevel: 'warning',
  };
}

/** Defines `require` in an ESM bundle, for bundled CommonJS packages that load Node's built-in modules. */
export const requireBanner = `import {createRequire as __createRequire} from 'node:module';
const require = __createRequire(import.meta.url);`;

/** Builds the self-contained program into the directory. Resolves with the path of its executable. */
export async function buildPapertop(outdir = join(root, 'dist'), {isPlain = false} = {}) {
  const settings = {...(await bundleSettings()), write: false, minifySyntax: true, minifyWhitespace: true};
  const files = isPlain ? await plainFiles(settings) : await launcherFiles(settings);
  await mkdir(outdir, {recursive: true});
  for (const {name, text} of files) await writeFile(join(outdir, name), text);
  await removeOthers(outdir, new Set(files.map(({name}) => name)));
  const bin = join(outdir, 'papertop.js');
  await chmod(bin, 0o755);
  return bin;
}

async function plainFiles(settings) {
  const {outputFiles} = await bundle({
    ...settings,
    entryPoints: {papertop: 'src/plain.ts'},
    outdir: 'plain',
    banner: {js: `#!/usr/bin/env node\n${requireBanner}`},
  });
  return [
    ...outputFiles.map(({path, text}) => ({name: basename(path), text})),
    {name: 'package.json', text: '{"type": "module"}\n'},
  ];
}

/** Removes the files of earlier builds. */
async function removeOthers(outdir, written) {
  for (const name of await readdir(outdir)) {
    if (/\.js$/.test(name) && !written.has(name)) await rm(join(outdir, name));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const {values, positionals} = parseArgs({options: {plain: {type: 'boolean'}}, allowPositionals: true});
  await buildPapertop(positionals[0] && resolve(positionals[0]), {isPlain: values.plain});
}
