// Runs a program in a pty, records its output with times, and maintains a model of its screen.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {spawn} from '@lydell/node-pty';
import {sleep} from './wait.mjs';

const {Terminal} = createRequire(import.meta.url)('@xterm/headless');

/**
 * @param {string[]} command program and arguments
 * @param {{columns?: number, rows?: number, env?: Record<string, string>, files?: Record<string, string>, relay?: import('./relay.mjs').Relay}} options `relay`
 *   simulates a slow connection between the program and the model; `files` are created in its working directory
 */
export function openTerminal([file, ...args], {columns = 80, rows = 24, env = {}, files = {}, relay} = {}) {
  const home = mkdtempSync(join(tmpdir(), 'papertop-bench-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text);
  const child = spawn(file, args, {cols: columns, rows, cwd: home, encoding: null, env: environment(home, env)});
  const terminal = new Terminal({cols: columns, rows, allowProposedApi: true, scrollback: 0});
  const unread = [];
  let bytes = 0;
  let lastAt = performance.now();
  let arrived = () => {};
  const arrive = chunk => {
    bytes += chunk.length;
    lastAt = performance.now();
    unread.push({at: lastAt, chunk, bytes});
    arrived();
  };
  let written = 0;
  const exit = new Promise(resolve => child.onExit(resolve));
  child.onData(chunk => {
    written += chunk.length;
    if (relay) relay.out(chunk, arrive, child);
    else arrive(chunk);
  });
  // Terminals answer a query after they have processed the output before it.
  terminal.onData(answer => type(answer));
  const type = keys => (relay ? relay.in(keys, text => child.write(text)) : child.write(keys));
  const line = y => terminal.buffer.active.getLine(terminal.buffer.active.baseY + y)?.translateToString(true) ?? '';
  const screen = {
    line,
    text: () => Array.from({length: rows}, (_, y) => line(y)).join('\n'),
    /** The row that starts with one of the given texts. */
    rowOf: marker => Array.from({length: rows}, (_, y) => y).find(y => line(y).startsWith(marker)) ?? -1,
  };
  /** Feeds received chunks to the model. Returns the first chunk after which the predicate `holds`, with its time and the bytes so far. */
  const take = async holds => {
    for (let next = unread.shift(); next; next = unread.shift()) {
      await new Promise(resolve => terminal.write(next.chunk, resolve));
      if (holds?.(screen)) return next;
    }
    return undefined;
  };
  return {
    pid: child.pid,
    screen,
    columns,
    rows,
    /** Number of bytes that have arrived. */
    bytes: () => bytes,
    /** Number of bytes that the program has written, including those that a relay still holds. */
    written: () => written,
    lastAt: () => lastAt,
    write: type,
    take,
    /** Resolves when more output has arrived, or after this many milliseconds. */
    more: ms =>
      new Promise(resolve => {
        if (unread.length > 0) return resolve();
        const timer = setTimeout(resolve, ms);
        arrived = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    /** Resolves with the first chunk after which the predicate `holds` for the screen. */
    async until(holds, {ms = 30_000, what = 'the screen'} = {}) {
      const end = performance.now() + ms;
      if (unread.length === 0 && holds(screen)) return {at: lastAt, bytes};
      for (;;) {
        const found = await take(holds);
        if (found) return found;
        if (performance.now() > end) throw new Error(`${what}: not within ${ms} ms. The screen is\n${screen.text()}`);
        await sleep(1);
      }
    },
    /** Resolves when no output has arrived for this time and the model is up to date. */
    async quiet(ms = 150) {
      do await sleep(Math.max(1, ms - (performance.now() - lastAt)));
      while (performance.now() - lastAt < ms);
      await take();
    },
    async close() {
      child.kill('SIGKILL');
      await exit;
      terminal.dispose();
      rmSync(home, {recursive: true, force: true});
    },
  };
}

function environment(home, more) {
  const env = {
    ...process.env,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    HOME: home,
    PAPERSPACE_API_KEY: 'demo-key',
    ...more,
  };
  // Removed: loading extra certificates costs Node 20 50 ms at each start, and the other variables change what is drawn.
  const unwanted = [
    'CI',
    'NO_COLOR',
    'NODE_EXTRA_CA_CERTS',
    'NODE_OPTIONS',
    'LC_ALL',
    'XDG_CONFIG_HOME',
    'XDG_STATE_HOME',
  ];
  for (const name of [...unwanted, 'XDG_CACHE_HOME', 'HTTP_PROXY', 'http_proxy']) delete env[name];
  return env;
}
