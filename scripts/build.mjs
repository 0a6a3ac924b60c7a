// Bundles papertop into one directory: a launcher, and the program in parts that it loads with V8's code cache. Uses the
// production build of React. No packages are resolved at run time.
import {createHash} from 'node:crypto';
import {chmod, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build as bundle, transform} from 'esbuild';
import {onFirstUse} from './plugins/on-first-use.mjs';
import {withoutDevtools} from './plugins/without-devtools.mjs';
import {withoutWebStreams} from './plugins/without-web-streams.mjs';
import {yogaAtOnce} from './plugins/yoga-at-once.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Plugins that patch dependencies while they are bundled. */
export const plugins = [withoutDevtools, yogaAtOnce, onFirstUse, withoutWebStreams];

const shared = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
};

/**
 * Modules whose import begins a stage of the start: the first frame, the first request, the store, Ink; and the other commands. The
 * modules that a stage needs and earlier stages do not are in one file, so that the loader reads few files.
 */
const stages = ['src/start.ts', 'src/accounts/session.ts', 'src/run.ts', 'src/draw.tsx', 'src/main.tsx'];

/** Builds the self-contained program into the directory. Resolves with the path of its executable. */
export async function buildPapertop(outdir = `${root}dist`) {
  const files = groupParts(await bundleParts());
  const build = createHash('sha256');
  for (const {name, text} of files) build.update(name).update(text);
  const launcher = await bundleLauncher(build.digest('hex').slice(0, 16), placesOf(files));
  await mkdir(outdir, {recursive: true});
  const bin = join(outdir, 'papertop.js');
  const written = [
    ...files,
    {name: 'package.json', text: '{"type": "commonjs"}\n'},
    {name: 'papertop.js', text: launcher},
  ];
  for (const {name, text} of written) await writeFile(join(outdir, name), text);
  await removeOthers(outdir, new Set(written.map(({name}) => name)));
  await chmod(bin, 0o755);
  return bin;
}

/**
 * Builds the parts, each a CommonJS function for the loader. Modules that several parts need are parts of their own, so that
 * there is only one instance of each class.
 */
async function bundleParts() {
  const {version} = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
  const {outputFiles, metafile} = await bundle({
    ...shared,
    entryPoints: {main: 'src/main.tsx', start: 'src/start.ts'},
    outdir: 'parts',
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    jsx: 'automatic',
    define: {
      'process.env.NODE_ENV': '"production"',
      PAPERTOP_VERSION: JSON.stringify(version),
      // write-file-atomic uses __filename in the names of its temporary files, and parts have no file of their own.
      __filename: '"papertop"',
    },
    metafile: true,
    plugins,
  });
  const texts = new Map(outputFiles.map(({path, text}) => [basename(path), text]));
  const parts = Object.entries(metafile.outputs).map(async ([path, {entryPoint, imports}]) => ({
    name: basename(path),
    entryPoint,
    needs: imports
      .filter(({kind, external}) => kind === 'import-statement' && !external)
      .map(({path}) => basename(path)),
    text: await asFunction(texts.get(basename(path))),
  }));
  return new Map((await Promise.all(parts)).map(part => [part.name, part]));
}

/** The files to write: one per stage with the parts that it needs, and one for each other part. A file is an object of functions. */
function groupParts(parts) {
  const placed = new Set();
  const take = name => {
    const {needs} = parts.get(name);
    if (placed.has(name)) return [];
    placed.add(name);
    return [name, ...needs.flatMap(take)];
  };
  const roots = stages.map(stage => {
    const part = [...parts.values()].find(({entryPoint}) => entryPoint === stage);
    if (!part) throw new Error(`${stage} is no part of its own any more: look at the stages in scripts/build.mjs`);
    return part.name;
  });
  return [...roots, ...parts.keys()]
    .map(root => take(root))
    .filter(names => names.length > 0)
    .map(names => ({
      name: names[0],
      parts: names,
      text: `({${names.map(name => `${JSON.stringify(name)}:${parts.get(name).text}`).join(',\n')}})\n`,
    }));
}

/** The file of each part. */
function placesOf(files) {
  return Object.fromEntries(files.flatMap(({name, parts}) => parts.map(part => [part, name])));
}

/** The source of a module as one expression: a function with the parameters of a CommonJS module. */
async function asFunction(text) {
  const {code} = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // import() becomes require(), which the loader implements.
    supported: {'dynamic-import': false},
    minifySyntax: true,
    minifyWhitespace: true,
    // The uses of import.meta are harmless: yoga is patched, and node-fetch's fallback is never executed.
    logOverride: {'empty-import-meta': 'silent'},
  });
  return `function(exports,require,module){${asAscii(code)}\n}`;
}

/** Escapes non-ASCII characters in regular expressions, which esbuild does in strings only, because the loader reads latin1. */
function asAscii(code) {
  if (/\\[^\0-\x7f]/.test(code)) throw new Error('a character beyond ASCII stands behind a backslash');
  return code.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

async function bundleLauncher(build, places) {
  const {outputFiles} = await bundle({
    ...shared,
    entryPoints: ['src/launch/launch.ts'],
    format: 'cjs',
    banner: {js: '#!/usr/bin/env node'},
    define: {PAPERTOP_BUILD: JSON.stringify(build), PAPERTOP_PLACES: JSON.stringify(places)},
  });
  return outputFiles[0].text;
}

/** Removes the files of earlier builds. */
async function removeOthers(outdir, written) {
  for (const name of await readdir(outdir)) {
    if (/\.js$/.test(name) && !written.has(name)) await rm(join(outdir, name));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPapertop();
