// Bundles papertop into dist/papertop.js: one file, production React, no package resolved at run time.
import {chmod, mkdir} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

// Packages inside the bundle that are still CommonJS call require for Node's own modules.
const banner = `#!/usr/bin/env node
import {createRequire as __createRequire} from 'node:module';
const require = __createRequire(import.meta.url);`;

export async function buildPapertop(outdir = `${root}dist`) {
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
    define: {'process.env.NODE_ENV': '"production"'},
    // Ink loads its devtools only when DEV=true; users never have them installed.
    external: ['react-devtools-core'],
    banner: {js: banner},
    logLevel: 'warning',
  });
  await chmod(`${outdir}/papertop.js`, 0o755);
  return `${outdir}/papertop.js`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildPapertop();
