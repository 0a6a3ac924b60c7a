// What the program and the library can do beyond computing, and in which module or package.
import assert from 'node:assert/strict';
import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import type {BuildOptions} from 'esbuild';
import {powersIn, powersOf} from '../support/powers.js';

const script: {bundleSettings: () => Promise<BuildOptions>} = await import(
  pathToFileURL(resolve('scripts/build.mjs')).href
);

/** Everything that ships: the program, its launcher, the library and its emulator. */
const entryPoints = {
  main: 'src/main.tsx',
  start: 'src/start.ts',
  launch: 'src/launch/launch.ts',
  library: 'src/index.ts',
  emulator: 'src/library/emulator.ts',
};

/** Why each of them may. */
const known: Readonly<Record<string, readonly string[]>> = {
  // The API and the emulator.
  'node-fetch': ['fetch', 'http'],
  'agent-base': ['http', 'sockets'],
  'https-proxy-agent': ['sockets'],
  'src/client/transport/connect.ts': ['sockets'],
  'src/client/transport/connections.ts': ['http'],
  'src/client/transport/proxy-agent.ts': ['http', 'sockets'],
  'src/client/transport/transport.ts': ['fetch'],
  'src/emulator/server.ts': ['http'],
  // ssh; the watchdog that restores the terminal; the thread that ends a program that hangs, whose text stands in its file.
  'src/runtime/ssh/handover.ts': ['processes'],
  'src/runtime/guard/watchdog.ts': ['processes'],
  'src/runtime/guard/hang.ts': ['code from text', 'threads'],
  // Closes a debugger that was opened before anything of papertop ran.
  'src/runtime/protect-process.ts': ['debugger'],
  // The code cache.
  'src/launch/loader.ts': ['modules', 'vm'],
  // A port whose other end is closed frees memory. The number of the thread is part of a temporary file's name.
  'src/client/transport/release.ts': ['threads'],
  'write-file-atomic': ['threads'],
  'node-domexception': ['threads'],
  // Ink's layout. Its fetch is for browsers: the bytes are bundled.
  'yoga-layout': ['fetch', 'native code'],
  // Parts that papertop does not reach: subcommands as programs, the size of a terminal that cannot tell it.
  commander: ['processes'],
  'terminal-size': ['processes'],
};

test('119 only known modules run text as code, start processes or use the network', async () => {
  const found = await powersIn({...(await script.bundleSettings()), entryPoints});
  for (const [module, powers] of Object.entries(found)) {
    assert.deepEqual(powers, known[module] ?? [], `${module} is new here: look at it, then add it to this test`);
  }
  assert.deepEqual(Object.keys(known).sort(), Object.keys(found).sort(), 'modules that have no power any more');
});

test('119 a dependency with a planted power is told', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'papertop-powers-'));
  t.after(() => rm(folder, {recursive: true, force: true}));
  const planted = join(folder, 'node_modules', 'planted');
  await mkdir(planted, {recursive: true});
  await writeFile(
    join(planted, 'index.js'),
    `const {request} = require('https');
    module.exports = text => require('child_process').exec(eval(text), () => request('https://evil.example'));`,
  );
  await writeFile(join(folder, 'entry.js'), `import planted from 'planted'; planted(process.argv[2]);`);
  const found = await powersIn({
    ...(await script.bundleSettings()),
    plugins: [],
    absWorkingDir: folder,
    entryPoints: {entry: join(folder, 'entry.js')},
  });
  assert.deepEqual(found, {planted: ['code from text', 'http', 'processes']});
});

test('119 each way to a power is seen, and everyday code has none', () => {
  const ways: readonly (readonly [power: string, ...codes: string[]])[] = [
    ['code from text', 'eval(x)', '(0, eval)(x)', 'const e = [eval, 1]', 'new Function("a", b)', 'Function("x")()'],
    ['code from text', 'setTimeout("run()", 5)', 'new Worker(text, { eval: true })'],
    ['vm', 'import { runInNewContext } from "node:vm";', 'require("vm")'],
    ['modules', 'createRequire(x)', 'process.binding("spawn_sync")', 'process.dlopen(m, f)', 'Module._load(x)'],
    ['module of a computed name', 'require("child_" + "process")', 'import(name)', 'getBuiltinModule(name)'],
    ['processes', 'import { spawn } from "child_process";', '__require("node:child_process")', 'import "cluster";'],
    ['threads', 'process.getBuiltinModule("node:worker_threads")'],
    ['debugger', 'require("inspector").open()'],
    ['sockets', 'import net from "net";', "require('dns/promises')", 'import { isIP, connect } from "node:net";'],
    ['http', 'await import("node:https")'],
    ['fetch', 'await fetch(url)', 'globalThis.fetch', 'new WebSocket(url)', 'return fetch("x", {a: b()})'],
    ['native code', 'new WebAssembly.Module(b)', 'require("./build/x.node")'],
  ];
  for (const [power, ...codes] of ways) for (const code of codes) assert.deepEqual(powersOf(code), [power], code);
  const everyday = [
    'import { isIP } from "node:net";',
    'isFunction(x); evaluate(y); retrieval(z); x.Function',
    'polls.fetch(effect); fetch({ a, b }, c) { return 1; }',
    'if (url.protocol === "http:" || name === "net") throw new Error("https only: http is for this computer")',
    'require("node:fs"); import("node:os"); __require("util")',
    'setTimeout(() => run(), 5); import_node_path.join("vm", "net")',
  ];
  for (const code of everyday) assert.deepEqual(powersOf(code), [], code);
});
