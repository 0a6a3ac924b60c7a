// Calls from the shell without a process: what is typed, a host that keeps what is written, and the specification's examples.
import {readFileSync} from 'node:fs';
import type {CallHost} from '../../src/cli/commands/method.js';
import {parseArguments} from '../../src/cli/options/args.js';
import type {CallOptions} from '../../src/cli/options/method-arguments.js';
import type {RawClient} from '../../src/client/raw.js';

export const read = (...argv: readonly string[]) => parseArguments(argv, {version: '1', columns: ['NAME']});

/** The call of these arguments. */
export function callOf(...argv: readonly string[]): CallOptions {
  const asked = read(...argv);
  if (asked.command === 'call') return asked;
  throw new Error(asked.command === 'text' ? asked.text : `${asked.command} is no call`);
}

export interface KeptHost extends CallHost {
  readonly out: () => string;
  readonly err: () => string;
  readonly lines: readonly (string | null)[];
  readonly asked: readonly string[];
  readonly interrupt: () => void;
}

export interface HostChange extends Partial<CallHost> {
  /** What is typed at a question; it makes the host interactive. */
  readonly typed?: string | null;
  readonly client?: RawClient;
  readonly hasProgress?: boolean;
}

/** A host that keeps everything; `client` is what it connects to. */
export function hostOf({typed, client, hasProgress = false, ...change}: HostChange = {}): KeptHost {
  let out = '';
  let err = '';
  const lines: (string | null)[] = [];
  const asked: string[] = [];
  const abort = new AbortController();
  return {
    print: async text => {
      out += text;
    },
    tell: text => {
      err += text;
    },
    progress: hasProgress ? {columns: 60, show: line => lines.push(line)} : null,
    isInteractive: typed !== undefined,
    ask: async text => {
      asked.push(text);
      return typed ?? null;
    },
    address: async () => ({endpoint: 'https://api.paperspace.io', warnings: []}),
    connect: async () => (client ? {client, warnings: []} : {problem: 'no API key found'}),
    signal: abort.signal,
    out: () => out,
    err: () => err,
    lines,
    asked,
    interrupt: () => abort.abort(),
    ...change,
  };
}

/** The examples of the specification as it prints them, in an order in which each can be done. */
export function examples(): readonly string[] {
  return readFileSync('test/support/fixtures/examples.txt', 'utf8').trim().split(/\n\n/);
}

/** The words behind `paperspace`. A line that lacks its backslash goes on all the same: it is one example. */
export function wordsOf(example: string): readonly string[] {
  const line = example.replace(/^\$ paperspace /, '').replace(/\s*\\?\n\s*/g, ' ');
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
