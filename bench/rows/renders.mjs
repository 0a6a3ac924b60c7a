// Heap size over many renders of the whole app, in a process with --expose-gc.
import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {build} from 'esbuild';
import {bundleSettings, plugins, requireBanner} from '../../scripts/build.mjs';
import {wherePresent} from '../../scripts/plugins/patch.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

export async function* renderRows({renders}) {
  // Within the project, so that packages outside the bundle are resolved.
  const folder = await mkdtemp(join(root, 'node_modules', '.bench-'));
  try {
    const contents = `import {heapOverRenders} from './test/support/renders.js';
heapOverRenders(${renders}).then(figures => { console.log(JSON.stringify(figures)); process.exit(); });`;
    const {outputFiles} = await build({
      ...(await bundleSettings()),
      stdin: {contents, resolveDir: root, loader: 'js'},
      write: false,
      splitting: false,
      external: ['@lydell/node-pty', '@xterm/headless'],
      plugins: plugins.map(wherePresent),
      banner: {js: requireBanner},
      logLevel: 'error',
    });
    const path = join(folder, 'renders.mjs');
    await writeFile(path, outputFiles[0].text);
    const {stdout} = await promisify(execFile)(process.execPath, ['--expose-gc', path], {
      env: {...process.env, NODE_ENV: 'production'},
      timeout: 600_000,
    });
    const {grownMb, heapMb, renders: done} = JSON.parse(stdout);
    const note = `MB on the way: ${heapMb.map(mb => mb.toFixed(1)).join(' ')}`;
    yield {
      group: 'memory',
      figure: `heap after ${done.toLocaleString('en')} renders`,
      program: 'papertop, 1,000 machines',
      value: grownMb,
      unit: 'MB more',
      limit: 5,
      note,
    };
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
