// Bundles papertop into dist/papertop.js: one file, production React, no package resolved at run time.
import {chmod, mkdir, readFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

// Packages inside the bundle that are still CommonJS call require for Node's own modules and know their file's name
// (write-file-atomic names its temporary files after it).
const banner = `#!/usr/bin/env node
import {createRequire as __createRequire} from 'node:module';
import {fileURLToPath as __fileURLToPath} from 'node:url';
const require = __createRequire(import.meta.url);
const __filename = __fileURLToPath(import.meta.url);`;

/**
 * Ink's connection to React's devtools is for developers of Ink: it needs a package that users do not have, and in a bundle
 * that package would be asked for at start. Fails the build when Ink no longer has such a file.
 */
const withoutDevtools = {
  name: 'without-devtools',
  setup({onLoad, onStart, onEnd}) {
    let hasMet = false;
    onStart(() => {
      hasMet = false;
    });
    onLoad({filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/}, () => {
      hasMet = true;
      return {contents: 'export {};', loader: 'js'};
    });
    onEnd(() => (hasMet ? undefined : {errors: [{text: 'Ink has no build/devtools.js any more: look at this plugin'}]}));
  },
};

export async function buildPapertop(outdir = `${root}dist`) {
  const {version} = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
  await mkdir(outdir, {recursive: true});
  await build({
    absWorkingDir: root,
    entryPoints: {papertop: 'src/main.tsx'},
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    jsx: 'automatic',
    minifySyntax: true,
    define: {'process.env.NODE_ENV': '"production"', PAPERTOP_VERSION: JSON.stringify(version)},
    plugins: [withoutDevtools],
    banner: {js: banner},
    logLevel: 'warning',
  });
  await chmod(`${outdir}/papertop.js`, 0o755);
  return `${outdir}/papertop.js`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPapertop();
