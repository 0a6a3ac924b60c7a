// Log of the emulator's requests. It contains no keys and no passwords.
import {METHODS} from '../catalogue/methods.js';
import type {ParamSpec} from '../catalogue/spec.js';
import {type HttpRequest, splitTarget} from './http/routes.js';

export interface JournalEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON body with secrets masked; null if there is none or it is not JSON. */
  readonly body: unknown;
  /** The API method or list; null for unknown routes. */
  readonly operation: string | null;
  /** Null if the connection was reset or left without an answer. */
  readonly status: number | null;
  /** Names of the injected faults. */
  readonly faults: readonly string[];
}

const KEPT = 5_000;
const MASK = '***';

const secretNames = new Set<string>(
  METHODS.flatMap(row => [...row.params] as ParamSpec[])
    .filter(param => param.secret)
    .map(param => param.name.toLowerCase()),
);

function isSecret(name: string): boolean {
  return secretNames.has(name.toLowerCase()) || /key|token|password/i.test(name);
}

/** The journal with one more entry. Only the latest 5,000 entries are kept. */
export function withEntry(journal: readonly JournalEntry[], entry: JournalEntry): readonly JournalEntry[] {
  return [...(journal.length >= KEPT ? journal.slice(1 - KEPT) : journal), entry];
}

/** The parts of a journal entry that are known before the request is answered. */
export function describeRequest(
  request: HttpRequest,
  at: number,
): Omit<JournalEntry, 'operation' | 'status' | 'faults'> {
  const {pathname, query} = splitTarget(request.target);
  const shown = [...query].map(([name, value]) => [name, isSecret(name) ? MASK : value]);
  return {at, method: request.verb, path: pathname, query: Object.fromEntries(shown), body: maskedBody(request.body)};
}

function maskedBody(body: string): unknown {
  if (body.trim() === '') return null;
  try {
    return JSON.parse(body, (name, value) => (isSecret(name) ? MASK : value));
  } catch {
    return null;
  }
}
