// Command line calls without a process: parsed arguments, a recording host, and the specification's examples.
import {readFileSync} from 'node:fs';
import type {CallHost} from '../../src/cli/commands/method.js';
import {parseArguments} from '../../src/cli/options/args.js';
import type {CallOptions} from '../../src/cli/options/method-arguments.js';
import type {RawClient} from '../../src/client/raw.js';

export const read = (...argv: readonly string[]) => parseArguments(argv, {version: '1', columns: ['NAME']});

/** Parses arguments that make a call. */
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
  /** The answer to a question. It makes the host interactive. */
  readonly typed?: string | null;
  readonly client?: RawClient;
  readonly hasProgress?: boolean;
}

/** A host that records all output and connects to `client`. */
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
    printError: text => {
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

/** The specification's examples verbatim, in an order in which they can be executed. */
export function examples(): readonly string[] {
  return readFileSync('test/support/fixtures/examples.txt', 'utf8').trim().split(/\n\n/);
}

/** The words after `paperspace`. Lines are joined even if a trailing backslash is missing, because each example is one command. */
export function wordsOf(example: string): readonly string[] {
  const line = example.replace(/^\$ paperspace /, '').replace(/\s*\\?\n\s*/g, ' ');
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
