// Start-up benchmark: time from spawning papertop in a pty to its first frame and to its first frame with data, and duration
// of `papertop machines list`, as ratios to `node -e 0`. Measured in alternating runs with a bare Node program that does the same.
//   node bench/start.mjs [--runs 15] [--size 80x24] [--bin dist/papertop.js] [--json]
// --bin measures an existing build; without it, one is built from the source.
import {execFile, spawn as spawnProcess} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {spawn} from '@lydell/node-pty';
import {buildPapertop} from '../scripts/build.mjs';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : process.argv[at + 1];
};
const runs = Number(option('runs', '15'));
const [cols, rows] = option('size', '80x24').split('x').map(Number);
const folder = await mkdtemp(join(tmpdir(), 'papertop-start-'));

/** The baseline: draws a frame, requests the list, draws the names. */
const bare = `const http = require('node:http');
process.stdout.write('\\x1b[?1049h\\x1b[Hconnecting');
http.get(process.argv[2] + '/machines/getMachines', {headers: {'x-api-key': 'demo-key'}}, response => {
  let body = '';
  response.setEncoding('utf8').on('data', text => (body += text)).on('end', () => {
    const names = JSON.parse(body).map(({name}, row) => '\\x1b[' + (row + 2) + 'H' + name);
    process.stdout.write(names.join('') + '\\x1b[Hlive');
    setTimeout(() => {}, 60_000);
  });
});
`;

try {
  const given = option('bin', null);
  const bin = given === null ? await buildPapertop(join(folder, 'dist')) : resolve(given);
  await writeFile(join(folder, 'bare.cjs'), bare);
  const emulator = spawnProcess(process.execPath, [bin, 'emulate', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = await new Promise(resolve =>
    createInterface({input: emulator.stdout}).once('line', line => resolve([line])),
  );
  const url = /listening on (\S+)/.exec(line)[1];
  try {
    report(await measureAll(bin, url));
  } finally {
    emulator.kill();
  }
} finally {
  await rm(folder, {recursive: true, force: true});
}

async function measureAll(bin, url) {
  const env = {...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', PAPERSPACE_API_KEY: 'demo-key', HOME: folder};
  for (const name of [
    'CI',
    'NO_COLOR',
    'NODE_EXTRA_CA_CERTS',
    'NODE_OPTIONS',
    'LC_ALL',
    'XDG_CACHE_HOME',
    'XDG_CONFIG_HOME',
  ]) {
    delete env[name];
  }
  const screen = [bin, '--endpoint', url];
  const uncached = {...env, XDG_CACHE_HOME: '/dev/null'};
  const list = [bin, 'machines', 'list', '--output', 'json', '--endpoint', url];
  const hasList = (await ends(list, env)).code === 0;
  const programs = {
    'node -e 0': () => inPty(['-e', '0'], env, {}),
    bare: () => inPty([join(folder, 'bare.cjs'), url], env, {first: /connecting/, data: /live/}),
    papertop: () => inPty(screen, env, {first: /connecting/, data: /live/}),
    'papertop, no code cache': () => inPty(screen, uncached, {first: /connecting/, data: /live/}),
    ...(hasList ? {'machines list': () => ends(list, env)} : {}),
  };
  // Warm-up runs, which fill the code cache.
  await inPty(screen, env, {first: /connecting/, data: /live/, staysMs: 3000});
  const times = new Map();
  for (let run = 0; run < runs; run += 1) {
    for (const [name, measure] of Object.entries(programs)) {
      const figures = await measure();
      for (const what of ['first', 'data', 'exit']) {
        if (figures[what] === undefined) continue;
        const key = `${name}|${what}`;
        times.set(key, [...(times.get(key) ?? []), figures[what]]);
      }
    }
  }
  return times;
}

/** Milliseconds from spawn to the matching output, and to exit. Ends the program when its output is complete. */
function inPty(args, env, {first, data, staysMs = 0}) {
  return new Promise(resolve => {
    const figures = {};
    let text = '';
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, {cols, rows, env, cwd: folder, encoding: null});
    const limit = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.onData(chunk => {
      text += chunk.toString('latin1');
      if (first?.test(text)) figures.first ??= performance.now() - startedAt;
      if (data && figures.data === undefined && data.test(text)) {
        figures.data = performance.now() - startedAt;
        setTimeout(() => child.kill('SIGKILL'), staysMs);
      }
    });
    child.onExit(() => {
      clearTimeout(limit);
      if (!first) figures.exit = performance.now() - startedAt;
      resolve(figures);
    });
  });
}

function ends(args, env) {
  return new Promise(resolve => {
    const startedAt = performance.now();
    execFile(process.execPath, args, {env, cwd: folder, timeout: 20_000, maxBuffer: 1e8}, error => {
      resolve({exit: performance.now() - startedAt, code: error ? (error.code ?? 1) : 0});
    });
  });
}

function report(times) {
  const median = list => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
  const floor = median(times.get('node -e 0|exit'));
  const words = {first: 'first frame', data: 'frame with data', exit: 'start to end'};
  const figures = [...times].map(([key, list]) => {
    const [program, what] = key.split('|');
    return {program, what: words[what], ms: median(list), ratio: median(list) / floor};
  });
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({runs, size: `${cols}x${rows}`, figures}));
    return;
  }
  console.log('| program | until | median ms | ratio to node -e 0 |\n|---|---|---|---|');
  for (const {program, what, ms, ratio} of figures) {
    console.log(`| ${program} | ${what} | ${ms.toFixed(1)} | ${ratio.toFixed(2)} |`);
  }
}
