// The built program in a pty, and the emulator in another process.
import {type ChildProcess, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {openPty, type Pty, type PtyOptions} from './pty.js';

/** The bundle under test, built by scripts/test.mjs. */
export const bin = process.env.PAPERTOP_BIN ?? 'dist/papertop.js';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly operation: string | null;
  readonly status: number | null;
}

export interface EmulatorProcess {
  readonly url: string;
  readonly port: number;
  /** The requests so far, oldest first, without `list` and `show`. */
  writes(): Promise<readonly Asked[]>;
  requests(): Promise<readonly Asked[]>;
  machine(id: string): Promise<Record<string, unknown> | null>;
  machines(): Promise<readonly Record<string, unknown>[]>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

const key = 'demo-key';
const reading = new Set(['list', 'show', 'availability', 'utilization', 'templates', 'networks', 'users', 'scripts']);

/** Starts `papertop emulate`. Resolves when it listens. */
export async function startEmulatorProcess(...args: readonly string[]): Promise<EmulatorProcess> {
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const child = spawn(process.execPath, [bin, 'emulate', ...port, ...args], {stdio: ['ignore', 'pipe', 'ignore']});
  const line = await firstLine(child);
  const url = /listening on (http:\/\/\S+)/.exec(line)?.[1];
  if (!url) throw new Error(`the emulator said: ${line}`);
  const ask = async (path: string) => {
    const response = await fetch(`${url}${path}`, {headers: {'x-api-key': key}});
    return {status: response.status, body: response.ok ? await response.json() : null};
  };
  const requests = async () => {
    const {body} = await ask('/_emulator/requests');
    return (Array.isArray(body) ? body : ((body as {requests: Asked[]}).requests ?? [])) as readonly Asked[];
  };
  return {
    url,
    port: Number(new URL(url).port),
    requests,
    writes: async () => (await requests()).filter(({operation}) => operation !== null && !reading.has(operation)),
    machine: async id =>
      (await ask(`/machines/getMachinePublic?machineId=${id}`)).body as Record<string, unknown> | null,
    machines: async () => (await ask('/machines/getMachines')).body as readonly Record<string, unknown>[],
    kill: (signal = 'SIGKILL') =>
      new Promise(resolve => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill(signal);
      }),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) return reject(new Error('no stdout'));
    createInterface({input: child.stdout}).once('line', resolve);
    child.once('exit', code => reject(new Error(`the emulator ended with ${code}`)));
  });
}

/** Opens papertop in a pty with a temporary home directory, which `close` removes. */
export function openPapertop(
  args: readonly string[],
  options: Partial<PtyOptions> = {},
): {readonly pty: Pty; readonly home: string; close(): Promise<void>} {
  const home = mkdtempSync(join(tmpdir(), 'papertop-test-'));
  const env = {
    HOME: home,
    XDG_CONFIG_HOME: undefined,
    XDG_STATE_HOME: undefined,
    PAPERSPACE_API_KEY: key,
    ...options.env,
  };
  const pty = openPty({command: process.execPath, args: [bin, ...args], columns: 80, rows: 24, ...options, env});
  return {
    pty,
    home,
    close: async () => {
      pty.kill('SIGKILL');
      await pty.exit;
      rmSync(home, {recursive: true, force: true});
    },
  };
}

/** Types keys with delays between them, as a person does. */
export async function press(pty: Pty, ...keys: readonly string[]): Promise<void> {
  for (const one of keys) {
    // Keys with an effect are ignored within 150 ms of the opening of a dialog.
    await new Promise(resolve => setTimeout(resolve, 170));
    pty.write(one);
  }
}

/** Polls until `holds` returns true. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, timeoutMs = 20_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
