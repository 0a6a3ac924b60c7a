// The built program: small where it must be, whole, production code; and plugins that notice when a dependency has changed.
import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {builtinModules} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {build, type Plugin} from 'esbuild';

interface BuildScript {
  readonly buildPapertop: (outdir: string) => Promise<string>;
  readonly plugins: readonly Plugin[];
}

let script: BuildScript;
let folder = '';
let bin = '';
let texts: ReadonlyMap<string, string> = new Map();

before(async () => {
  script = await import(pathToFileURL(resolve('scripts/build.mjs')).href);
  folder = await mkdtemp(join(tmpdir(), 'papertop-build-'));
  bin = await script.buildPapertop(join(folder, 'dist'));
  const names = (await readdir(dirname(bin))).filter(name => name.endsWith('.js'));
  texts = new Map(
    await Promise.all(names.map(async name => [name, await readFile(join(dirname(bin), name), 'utf8')] as const)),
  );
});
after(() => rm(folder, {recursive: true, force: true}));

test('the launcher is small', () => {
  const text = texts.get('papertop.js') ?? '';
  assert.ok(text.startsWith('#!/usr/bin/env node\n'));
  assert.ok(text.length < 20_000, `${text.length} bytes`);
});

test('nothing but Node and its own files is asked for at run time', () => {
  const known = new Set(builtinModules);
  for (const [name, text] of texts) {
    for (const [, asked = ''] of text.matchAll(/\brequire\("([^"]+)"\)/g)) {
      const isOwn = asked.startsWith('./');
      assert.ok(isOwn || known.has(asked.replace(/^node:/, '')), `${name} asks for ${asked}`);
    }
    assert.doesNotMatch(text, /\bimport\(|\bimport\{/, `${name} imports`);
  }
});

test('React is the production build, without its devtools', () => {
  const all = [...texts.values()].join('\n');
  assert.doesNotMatch(all, /Each child in a list should have a unique/);
  assert.doesNotMatch(all, /react-devtools-core'\)|connectToDevTools\(/);
  assert.doesNotMatch(all, /process\.env\.NODE_ENV/);
  assert.match(all, /Minified React error/);
});

test('files are ASCII, as the loader reads them', () => {
  for (const [name, text] of texts) assert.match(text, /^[\0-\x7f]*$/, name);
});

test('the directory is all it needs, wherever it lies', () => {
  const {version} = JSON.parse(execFileSync('cat', ['package.json'], {encoding: 'utf8'})) as {version: string};
  const env = {PATH: process.env.PATH, HOME: folder};
  const said = execFileSync(process.execPath, [bin, '--version'], {cwd: folder, env, encoding: 'utf8'});
  assert.equal(said, `papertop ${version}\n`);
});

test('the same source gives the same files', async () => {
  const again = await script.buildPapertop(join(folder, 'again'));
  for (const [name, text] of texts) assert.equal(await readFile(join(dirname(again), name), 'utf8'), text, name);
});

test('a list of machines loads nothing of Node that it does not need', async () => {
  const server = createServer((_, response) => response.end('[]')).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    const loaded = join(folder, 'loaded.cjs');
    await writeFile(
      loaded,
      `process.argv.splice(1, 1);
process.once('exit', () => process.stdout.write(process.moduleLoadList.join('\\n')));
require(process.argv[1]);`,
    );
    const argv = [loaded, bin, 'machines', 'list', '--endpoint', `http://127.0.0.1:${address.port}`];
    const env = {PATH: process.env.PATH, HOME: folder, PAPERSPACE_API_KEY: 'demo-key'};
    const {stdout} = await promisify(execFile)(process.execPath, argv, {cwd: folder, env, timeout: 20_000});
    assert.ok(stdout.startsWith('[]\n'), stdout.slice(0, 300));
    const modules = new Set(stdout.split('\n').map(line => line.replace(/^NativeModule /, '')));
    assert.ok(modules.has('_http_client'));
    const needless = ['readline', 'perf_hooks'];
    for (const name of needless) assert.ok(!modules.has(name), name);
  } finally {
    server.close();
  }
});

const patched: Readonly<Record<string, readonly string[]>> = {
  'without-devtools': ['ink/build/reconciler.js'],
  'yoga-at-once': ['yoga-layout/dist/src/index.js', 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js'],
};

test('every plugin is tested here', () => {
  assert.deepEqual(script.plugins.map(({name}) => name).sort(), Object.keys(patched).sort());
});

for (const [name, files] of Object.entries(patched)) {
  test(`${name} fails the build when a file has changed, has what it changes twice, or is gone`, async () => {
    const plugin = script.plugins.find(each => each.name === name);
    assert.ok(plugin);
    for (const file of files) {
      await assert.rejects(buildWith(plugin, {[file]: 'export default 1;'}), /look at this plugin/, file);
      const text = await readFile(join('node_modules', file), 'utf8');
      await assert.rejects(buildWith(plugin, {[file]: `${text}\n${text}`}), /look at this plugin/, `${file} twice`);
    }
    await assert.rejects(buildWith(plugin, {}), /nothing in the bundle matches/);
  });
}

/** Bundles these files of dependencies, in a directory of their own, with that plugin alone. */
async function buildWith(plugin: Plugin, files: Readonly<Record<string, string>>): Promise<void> {
  const root = await mkdtemp(join(folder, 'plugin-'));
  for (const [file, text] of Object.entries(files)) {
    const path = join(root, 'node_modules', file);
    await mkdir(dirname(path), {recursive: true});
    await writeFile(path, text);
  }
  await writeFile(
    join(root, 'entry.js'),
    Object.keys(files)
      .map(file => `import './node_modules/${file}';\n`)
      .join(''),
  );
  const options = {entryPoints: [join(root, 'entry.js')], bundle: true, write: false};
  await build({
    ...options,
    logLevel: 'silent',
    packages: 'external',
    platform: 'node',
    format: 'esm',
    plugins: [plugin],
  });
}
