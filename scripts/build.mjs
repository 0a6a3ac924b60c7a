// Bundles papertop: a launcher, and the program in parts that it loads with V8's code cache. Production React, no package
// resolved at run time, everything in one directory.
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

/** What dependencies are changed by while they are bundled. */
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
 * Modules whose import begins a stage of the start. What a stage needs, and none before it, is one file, so that the loader reads
 * few: the first frame, the first question, the store, Ink; and the other commands.
 */
const stages = ['src/start.ts', 'src/accounts/session.ts', 'src/run.ts', 'src/draw.tsx', 'src/main.tsx'];

/** Builds the program into that directory, which then needs nothing else; returns the path of its bin. */
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
 * The program in parts, each a function of CommonJS for the loader. What several parts need is in parts of its own, so that a
 * class is one class everywhere.
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
      // write-file-atomic puts it into the names of its temporary files, and the parts are in no file of their own.
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

/** The files to write: each stage with all that it needs, the remaining parts alone; each is an object of functions. */
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

/** In which file each part is. */
function placesOf(files) {
  return Object.fromEntries(files.flatMap(({name, parts}) => parts.map(part => [part, name])));
}

/** The text of a module as one expression: a function with the parameters of a CommonJS module. */
async function asFunction(text) {
  const {code} = await transform(text, {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // import() becomes require(), which is the loader's.
    supported: {'dynamic-import': false},
    minifySyntax: true,
    minifyWhitespace: true,
    // What asks for import.meta has been seen to: yoga is told, node-fetch's fallback never runs.
    logOverride: {'empty-import-meta': 'silent'},
  });
  return `function(exports,require,module){${asAscii(code)}\n}`;
}

/** esbuild escapes what is beyond ASCII in texts, but not in regular expressions; the loader reads bytes as characters. */
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

/** Files of earlier builds. */
async function removeOthers(outdir, written) {
  for (const name of await readdir(outdir)) {
    if (/\.js$/.test(name) && !written.has(name)) await rm(join(outdir, name));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPapertop();
