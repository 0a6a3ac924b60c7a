// The part of the build that serves src/launch/: a launcher, and the program in parts that it loads with V8's code cache.
import {createHash} from 'node:crypto';
import {basename} from 'node:path';
import {build as bundle, transform} from 'esbuild';

/**
 * Modules whose import begins a stage of the start. What a stage needs, and none before it, is one file, so that the loader reads
 * few: the first frame, the first question, the store, Ink; and the other commands.
 */
const stages = ['src/start.ts', 'src/accounts/session.ts', 'src/run.ts', 'src/draw.tsx', 'src/main.tsx'];

/** The files of the program, `papertop.js` among them, each with its name and text. */
export async function launcherFiles(settings) {
  const files = groupParts(await bundleParts(settings));
  const build = createHash('sha256');
  for (const {name, text} of files) build.update(name).update(text);
  const launcher = await bundleLauncher(settings, build.digest('hex').slice(0, 16), placesOf(files));
  return [...files, {name: 'package.json', text: '{"type": "commonjs"}\n'}, {name: 'papertop.js', text: launcher}];
}

/**
 * The program in parts, each a function of CommonJS for the loader. What several parts need is in parts of its own, so that a
 * class is one class everywhere.
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
