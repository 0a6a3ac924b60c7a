// Runs a program in a pty with an emulated terminal.
import {type IPty, spawn} from '@lydell/node-pty';
import type {Terminal} from '@xterm/headless';
import {type Cell, cellAt, createTerminal, feed, lineOf, screenOf} from './terminal.js';

export interface PtyOptions {
  command: string;
  args?: readonly string[];
  columns?: number;
  rows?: number;
  /** Variables to add to the environment. Undefined removes a variable. */
  env?: Readonly<Record<string, string | undefined>>;
  cwd?: string;
  /** Delay in milliseconds of the terminal's answers to queries, 0 by default; null for a terminal that never answers. */
  answersAfterMs?: number | null;
  /** Bandwidth of the output. Output that is not delivered yet is buffered without blocking the program, as in a network. */
  bytesPerSecond?: number;
}

export interface TerminalModes {
  alternate: boolean;
  cursorHidden: boolean;
  bracketedPaste: boolean;
  focusReports: boolean;
  mouse: boolean;
  wraparound: boolean;
}

/** A program in a pty, with a model of its screen. */
export interface Pty {
  readonly pid: number;
  readonly exit: Promise<{code: number; signal: number}>;
  write(keys: string): void;
  screen(): string;
  line(y: number): string;
  cell(x: number, y: number): Cell;
  /** Resolves when the screen contains the text or the predicate holds. Rejects with the screen after a timeout. */
  waitFor(wanted: string | ((screen: string) => boolean), options?: {timeoutMs?: number}): Promise<void>;
  /** Resolves when nothing has been written for this time. */
  waitForIdle(ms?: number): Promise<void>;
  resize(columns: number, rows: number): void;
  kill(signal?: string): void;
  /** Stops reading until `resumeReading`, like a blocked terminal. */
  pauseReading(): void;
  resumeReading(): void;
  modes(): TerminalModes;
  /** Number of window title changes. */
  titleChanges(): number;
  /** Number of OSC sequences sent, such as links, clipboard and notifications. */
  oscCount(): number;
  /** The terminal's answers to queries, including suppressed ones. */
  answers(): string;
  /** Number of bytes written by the program so far. */
  bytes(): number;
  /** All output of the program. */
  output(): string;
}

const oscNumbers = [0, 1, 2, 4, 7, 8, 9, 10, 11, 12, 50, 52, 99, 104, 110, 111, 133, 633, 777, 1337];

export function openPty(options: PtyOptions): Pty {
  const {columns = 80, rows = 24} = options;
  const env: Record<string, string | undefined> = {...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8'};
  for (const name of ['CI', 'CONTINUOUS_INTEGRATION', 'NO_COLOR', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'LC_ALL']) {
    delete env[name];
  }
  for (const [name, value] of Object.entries(options.env ?? {})) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  const child = spawn(options.command, [...(options.args ?? [])], {
    // node-pty sets TERM to the name.
    name: env.TERM ?? 'xterm-256color',
    cols: columns,
    rows,
    cwd: options.cwd ?? process.cwd(),
    env,
    encoding: null,
  });
  return watch(child, createTerminal(columns, rows), options);
}

function watch(child: IPty, terminal: Terminal, {answersAfterMs = 0, bytesPerSecond}: PtyOptions): Pty {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let titles = 0;
  let osc = 0;
  let answers = '';
  let parsed = Promise.resolve();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  // The data are bytes if no encoding is set, although the type is string.
  child.onData(data => {
    const chunk = Buffer.from(data);
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytesPerSecond !== undefined) parsed = parsed.then(() => sleep((chunk.length / bytesPerSecond) * 1000));
    parsed = parsed.then(() => feed(terminal, chunk)).then(changed);
  });
  terminal.onTitleChange(() => {
    titles += 1;
  });
  terminal.onData(data => {
    answers += data;
    if (answersAfterMs !== null) setTimeout(() => child.write(data), answersAfterMs);
  });
  for (const number of oscNumbers) {
    terminal.parser.registerOscHandler(number, () => {
      osc += 1;
      return false;
    });
  }
  const exit = new Promise<{code: number; signal: number}>(resolve => {
    child.onExit(({exitCode, signal}) => {
      setTimeout(() => parsed.then(() => resolve({code: exitCode, signal: signal ?? 0})), 20);
    });
  });
  const output = () => Buffer.concat(chunks).toString();
  const nextChange = (ms: number) =>
    new Promise<boolean>(resolve => {
      const finish = (isChanged: boolean) => {
        clearTimeout(timer);
        listeners.delete(listener);
        resolve(isChanged);
      };
      const listener = () => finish(true);
      const timer = setTimeout(() => finish(false), ms);
      listeners.add(listener);
    });
  return {
    pid: child.pid,
    exit,
    write: keys => child.write(keys),
    screen: () => screenOf(terminal),
    line: y => lineOf(terminal, y),
    cell: (x, y) => cellAt(terminal, x, y),
    async waitFor(wanted, {timeoutMs = 10_000} = {}) {
      const isThere = typeof wanted === 'string' ? (screen: string) => screen.includes(wanted) : wanted;
      const end = performance.now() + timeoutMs;
      while (!isThere(screenOf(terminal))) {
        const left = end - performance.now();
        if (left <= 0) throw new Error(`waited ${timeoutMs} ms for ${wanted}; the screen is\n${screenOf(terminal)}`);
        await nextChange(Math.min(left, 250));
      }
    },
    async waitForIdle(ms = 60) {
      while (await nextChange(ms));
    },
    resize(width, height) {
      terminal.resize(width, height);
      child.resize(width, height);
    },
    kill(signal) {
      try {
        child.kill(signal);
      } catch {
        // The process has already exited.
      }
    },
    pauseReading: () => child.pause(),
    resumeReading: () => child.resume(),
    modes: () => modesOf(terminal, output()),
    titleChanges: () => titles,
    oscCount: () => osc,
    answers: () => answers,
    bytes: () => bytes,
    output,
  };
}

function modesOf(terminal: Terminal, output: string): TerminalModes {
  return {
    alternate: terminal.buffer.active.type === 'alternate',
    // Read from the output, because the emulation does not expose it.
    cursorHidden: output.lastIndexOf('\x1b[?25l') > output.lastIndexOf('\x1b[?25h'),
    bracketedPaste: terminal.modes.bracketedPasteMode,
    focusReports: terminal.modes.sendFocusMode,
    mouse: terminal.modes.mouseTrackingMode !== 'none',
    wraparound: terminal.modes.wraparoundMode,
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms));
}
