// Baseline programs with minimal key handling, and other programs to compare with.
import {execFileSync, spawn} from 'node:child_process';
import {openTerminal} from './terminal.mjs';

/** A bare Node program that echoes each key to one row. */
const echo = `process.stdin.setRawMode(true);
let count = 0;
process.stdin.on('data', key => process.stdout.write('\\x1b[5;1H' + key + ' ' + String(++count).padStart(6)));
process.stdout.write('\\x1b[2J\\x1b[Hready');`;

/** The table in bare Node, without React and cells: each key formats and writes two rows. */
const table = `const [columns, rows, machines] = process.argv.slice(1).map(Number);
const names = Array.from({length: machines}, (_, index) => 'node-' + String(index).padStart(6, '0'));
const height = rows - 8;
let cursor = 0, top = 0;
const row = at => ((at === cursor ? '\\x1b[36m\\u258c \\x1b[1m' : '  ') + names[at].padEnd(24) + '\\x1b[m\\x1b[32m\\u25cf\\x1b[m ready'
  + '  P4000  NY2   184.100.0.' + (at % 256)).padEnd(columns);
const put = at => '\\x1b[' + (at - top + 3) + 'H' + row(at) + '\\x1b[m';
const all = () => Array.from({length: Math.min(height, machines)}, (_, y) => put(top + y)).join('');
process.stdin.setRawMode(true);
process.stdin.on('data', keys => {
  const before = cursor, topBefore = top;
  for (const key of String(keys)) cursor = Math.max(0, Math.min(machines - 1, cursor + (key === 'j' ? 1 : -1)));
  top = Math.max(Math.min(top, cursor), cursor - height + 1);
  process.stdout.write(top === topBefore ? put(before) + put(cursor) : all());
});
process.stdout.write('\\x1b[?7l\\x1b[2J\\x1b[Hready' + all());`;

/** Keys of the other programs, their arguments, and whether they show processes. */
const others = {
  htop: {args: [], ready: /PID/, showsProcesses: true, down: '\x1b[B', up: '\x1b[A', page: ['\x1b[6~', '\x1b[5~']},
  btop: {args: [], ready: /cpu/i, showsProcesses: true, down: '\x1b[B', up: '\x1b[A', page: ['\x1b[6~', '\x1b[5~']},
  vd: {args: ['machines.csv'], ready: /node-/, down: 'j', up: 'k', page: ['\x06', '\x02']},
};

/** As many rows as papertop has machines. */
const csv = [
  'name,state,type,region,ip,note',
  ...Array.from(
    {length: 1000},
    (_, index) => `node-${String(index).padStart(6, '0')},ready,P4000,NY2,184.100.0.${index % 256},`,
  ),
].join('\n');

/** Starts sleeping processes, enough to fill several screens of htop. Returns a function that ends them. */
export function openProcesses(count = 300) {
  const sleeping = Array.from({length: count}, () => spawn('sleep', ['3600'], {stdio: 'ignore'}));
  return () => {
    for (const child of sleeping) child.kill('SIGKILL');
  };
}

/** Opens a baseline program. Resolves when it is ready. `down` and `up` are its keys. */
export async function openFloor(kind, size) {
  const {columns, rows} = size;
  const args = kind === 'echo' ? [echo] : [table, String(columns), String(rows), '1000'];
  const terminal = openTerminal([process.execPath, '-e', ...args], size);
  await terminal.until(screen => screen.line(0).includes('ready'), {what: kind});
  await terminal.quiet();
  return {terminal, down: 'j', up: 'k'};
}

/** The installed programs of htop, btop and visidata. */
export function installed() {
  return Object.keys(others).filter(name => {
    try {
      return execFileSync('which', [name], {stdio: ['ignore', 'pipe', 'ignore']}).length > 0;
    } catch {
      return false;
    }
  });
}

export async function openOther(name, size) {
  const {args, ready, showsProcesses = false, ...keys} = others[name];
  const close = showsProcesses ? openProcesses() : () => {};
  const terminal = openTerminal([name, ...args], {...size, files: {'machines.csv': csv}});
  await terminal.until(screen => ready.test(screen.text()), {what: name});
  await terminal.quiet(100);
  return {terminal, close, ...keys};
}
