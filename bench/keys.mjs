// Key → paint: from writing `j` to the pty until the terminal has the last changed cell, as ratios to a bare Node program
// that echoes a key into one row, measured in the same run.
//   node bench/keys.mjs [--machines 1000,10000] [--sizes 80x24,200x60] [--keys 200]
import {spawn} from '@lydell/node-pty';
import {buildPapertop} from '../scripts/build.mjs';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : process.argv[at + 1];
};
const fleets = option('machines', '1000,10000').split(',').map(Number);
const sizes = option('sizes', '80x24,200x60').split(',');
const count = Number(option('keys', '200'));
const bin = await buildPapertop();

const echo = `process.stdin.setRawMode(true);process.stdin.on('data',k=>process.stdout.write('\\x1b[5;1H'+String(k)+Math.random()));
process.stdout.write('up')`;

const results = [];
for (const size of sizes) {
  const [columns, rows] = size.split('x').map(Number);
  const floor = await measure([process.execPath, '-e', echo], columns, rows, /up/);
  results.push({what: 'echo floor', size, ...floor, ratio: 1});
  for (const machines of fleets) {
    const figures = await measure([process.execPath, bin, `--demo=${machines}`, '--interval', '60'], columns, rows, /live/);
    results.push({what: `papertop, ${machines} machines`, size, ...figures, ratio: figures.p95 / floor.p95});
  }
}
console.log('| program | size | p50 ms | p95 ms | bytes per key | p95 over the floor |\n|---|---|---|---|---|---|');
for (const {what, size, p50, p95, bytes, ratio} of results) {
  console.log(`| ${what} | ${size} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${bytes} | ${ratio.toFixed(1)} |`);
}

async function measure([file, ...args], cols, rows, ready) {
  const env = {...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8'};
  for (const name of ['CI', 'NO_COLOR', 'NODE_EXTRA_CA_CERTS']) delete env[name];
  const child = spawn(file, args, {cols, rows, env, encoding: null});
  let wrote = 0;
  let lastAt = 0;
  let text = '';
  child.onData(data => {
    wrote += data.length;
    lastAt = performance.now();
    if (text.length < 1e6) text += data.toString('latin1');
  });
  await until(() => ready.test(text));
  await quiet();
  const times = [];
  let bytes = 0;
  for (let key = 0; key < count; key += 1) {
    const before = wrote;
    const at = performance.now();
    // Down and up again, so that long and short fleets scroll alike.
    child.write(key % 40 < 20 ? 'j' : 'k');
    await until(() => wrote > before);
    await quiet(25);
    times.push(lastAt - at);
    bytes += wrote - before;
  }
  child.kill('SIGKILL');
  times.sort((a, b) => a - b);
  const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {p50: at(0.5), p95: at(0.95), bytes: Math.round(bytes / count)};

  async function quiet(ms = 400) {
    while (performance.now() - lastAt < ms) await new Promise(resolve => setTimeout(resolve, 5));
  }
}

async function until(holds) {
  const end = performance.now() + 30_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error('no answer within 30 s');
    await new Promise(resolve => setImmediate(resolve));
  }
}
