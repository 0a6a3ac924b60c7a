// The package as npm makes it, in an empty project: what is in it, and that each of its parts works there by itself.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {after, before, test} from 'node:test';
import {promisify} from 'node:util';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'papertop-pack-'));
const project = join(folder, 'project');
const installed = join(project, 'node_modules', 'papertop');

interface Packed {
  readonly filename: string;
  readonly files: readonly {readonly path: string; readonly mode: number}[];
}

let packed: Packed = {filename: '', files: []};

/** What the command prints; its failure shows what it printed. */
async function run(command: string, args: readonly string[], cwd: string): Promise<string> {
  const {NODE_OPTIONS: _, PAPERSPACE_API_KEY: __, ...env} = process.env;
  const home = {HOME: project, NO_UPDATE_NOTIFIER: '1'};
  try {
    const {stdout} = await promisify(execFile)(command, args, {cwd, env: {...env, ...home}});
    return stdout;
  } catch (error) {
    const {stdout, stderr} = error as {readonly stdout: string; readonly stderr: string};
    return assert.fail(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
  }
}

/** A script of the empty project. */
function script(name: string, code: string): Promise<string> {
  writeFileSync(join(project, name), code);
  return run(process.execPath, [name], project);
}

before(async () => {
  const stage = join(folder, 'stage');
  mkdirSync(join(project, 'node_modules', 'papertop'), {recursive: true});
  mkdirSync(stage);
  for (const name of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'])
    cpSync(join(root, name), join(stage, name));
  cpSync(dirname(resolve(process.env.PAPERTOP_BIN ?? '')), join(stage, 'dist'), {recursive: true});
  await run(process.execPath, [join(root, 'scripts', 'build-library.mjs'), join(stage, 'dist')], root);
  // Beside them, what must stay out.
  for (const name of ['src', 'test', '.env', 'notes.md']) cpSync(join(root, 'LICENSE'), join(stage, name));
  const said = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], stage);
  const [first] = JSON.parse(said) as readonly Packed[];
  packed = first ?? packed;
  await run('tar', ['-xzf', join(folder, packed.filename), '--strip-components=1', '-C', installed], folder);
  writeFileSync(join(project, 'package.json'), '{"type": "module", "private": true}');
});

after(() => rmSync(folder, {recursive: true, force: true}));

test('the package holds the program, the library, their types, four texts, and nothing else', () => {
  const paths = packed.files.map(({path}) => path);
  const texts = paths.filter(path => !path.startsWith('dist/')).sort();
  assert.deepEqual(texts, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
  assert.deepEqual(
    paths.filter(
      path =>
        path.startsWith('dist/') &&
        !/\.(js|d\.ts)$|\/package\.json$|^dist\/(THIRD-PARTY-NOTICES\.txt|papertop\.1)$/.test(path),
    ),
    [],
  );
  for (const wanted of ['papertop.js', 'library/index.js', 'library/emulator.js', 'types/index.d.ts']) {
    assert.ok(paths.includes(`dist/${wanted}`), wanted);
  }
});

test('everything that the manifest names is there', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    readonly types: string;
    readonly bin: Readonly<Record<string, string>>;
    readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    readonly scripts: Readonly<Record<string, string>>;
  };
  const {types, bin, exports} = manifest;
  const named = Object.values(exports).flatMap(entry => (typeof entry === 'string' ? [entry] : Object.values(entry)));
  for (const path of [types, ...Object.values(bin), ...named]) assert.ok(existsSync(join(installed, path)), path);
  for (const script of ['preinstall', 'install', 'postinstall']) assert.equal(manifest.scripts[script], undefined);
});

test('no file holds the path of the computer that built it', () => {
  for (const {path} of packed.files) assert.ok(!readFileSync(join(installed, path), 'utf8').includes(root), path);
});

test('the program runs without any other package', async () => {
  const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {readonly version: string};
  const bin = join(installed, 'dist', 'papertop.js');
  assert.deepEqual(readdirSync(join(project, 'node_modules')), ['papertop']);
  assert.equal(await run(bin, ['--version'], project), `papertop ${version}\n`);
});

const use = `
  const emulator = await startEmulator({machines: 3});
  const client = createClient({apiKey: emulator.key, endpoint: emulator.url});
  const machines = await client.machines.list();
  const refused = await client.machines.show({machineId: 'psno'}).catch(error => error);
  const none = await paperspace.machines.list().catch(error => error.kind);
  const agent = emulator.requests().length;
  await emulator.close();
  console.log(JSON.stringify([machines.length, refused instanceof ApiError, refused.status, none, agent]));
`;
const expected = '[3,true,404,"unauthorized",2]\n';

test('the library and the emulator run, imported and required, and let the process end', async () => {
  const imported = `
    import {ApiError, createClient, paperspace} from 'papertop';
    import {startEmulator} from 'papertop/emulator';
    ${use}`;
  assert.equal(await script('use.mjs', imported), expected);
  const required = `
    const {ApiError, createClient, paperspace} = require('papertop');
    const {startEmulator} = require('papertop/emulator');
    (async () => {${use}})();`;
  assert.equal(await script('use.cjs', required), expected);
});

test('the types compile in a strict project, and say what is wrong', async () => {
  mkdirSync(join(project, 'node_modules', '@types'));
  symlinkSync(join(root, 'node_modules', '@types', 'node'), join(project, 'node_modules', '@types', 'node'));
  symlinkSync(join(root, 'node_modules', 'undici-types'), join(project, 'node_modules', 'undici-types'));
  const code = `
    import {createClient, type Machine, paperspace} from 'papertop';
    import {startEmulator} from 'papertop/emulator';
    const emulator = await startEmulator({machines: 1, faults: 'drop=1%'});
    const client = createClient({apiKey: emulator.key, endpoint: emulator.url, fetch});
    const machines: readonly Machine[] = await client.machines.list({state: 'off'});
    paperspace.machines.start({machineId: machines[0]?.id ?? ''}, (error, result) => console.log(error?.kind, result));
    // @ts-expect-error a machine needs its id
    await paperspace.machines.show({});
  `;
  writeFileSync(join(project, 'use.ts'), code);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const strict = ['--strict', '--noEmit', '--target', 'es2023', '--skipLibCheck', 'false', '--types', 'node'];
  for (const module of [
    ['--module', 'nodenext'],
    ['--module', 'esnext', '--moduleResolution', 'bundler'],
  ]) {
    await run(process.execPath, [tsc, ...strict, ...module, '--ignoreConfig', 'use.ts'], project);
  }
});
