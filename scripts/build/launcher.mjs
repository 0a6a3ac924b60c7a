// Builds the launcher of src/launch/ and the program in parts, which the launcher loads with V8's code cache.
import {createHash} from 'node:crypto';
import {basename} from 'node:path';
import {build as bundle, transform} from 'esbuild';

/**
 * Modules whose import begins a stage of the start: the first frame, the first request, the store, Ink; and the other commands. The
 * modules that a stage needs and earlier stages do not are in one file, so that the loader reads few files.
 */
const stages = ['src/start.ts', 'src/accounts/session.ts', 'src/run.ts', 'src/draw.tsx', 'src/main.tsx'];

/** Returns the program's files, `papertop.js` among them, as names and texts. */
export async function launcherFiles(settings) {
  const files = groupParts(await bundleParts(settings));
  const build = createHash('sha256');
  for (const {name, text} of files) build.update(name).update(text);
  const launcher = await bundleLauncher(settings, build.digest('hex').slice(0, 16), placesOf(files));
  return [...files, {name: 'package.json', text: '{"type": "commonjs"}\n'}, {name: 'papertop.js', text: launcher}];
}

/**
 * Builds the parts, each a CommonJS function for the loader. Modules that several parts need are parts of their own, so that
 * there is only one instance of each class.
 */
async function bundleParts(settings) {
  const {outputFiles, metafile} = await bundle({
    ...settings,
    entryPoints: {main: 'src/main.tsx', start: 'src/start.ts'},
    outdir: 'parts',
    chunkNames: 'part-[hash]',
    metafile: true,
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
    if (!part)
      throw new Error(`${stage} is no part of its own any more: look at the stages in scripts/build/launcher.mjs`);
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

async function bundleLauncher(settings, build, places) {
  const {outputFiles} = await bundle({
    ...settings,
    splitting: false,
    plugins: [],
    entryPoints: ['src/launch/launch.ts'],
    outdir: 'launcher',
    format: 'cjs',
    banner: {js: '#!/usr/bin/env node'},
    define: {PAPERTOP_BUILD: JSON.stringify(build), PAPERTOP_PLACES: JSON.stringify(places)},
  });
  return outputFiles[0].text;
}
