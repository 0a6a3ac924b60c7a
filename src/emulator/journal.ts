// What was asked of the emulator, for tests and for people: never a key, never a password.
import {METHODS} from '../catalogue/methods.js';
import type {ParamSpec} from '../catalogue/spec.js';
import {type HttpRequest, splitTarget} from './http/routes.js';

export interface JournalEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON body with secrets masked; null where there is none or it is no JSON. */
  readonly body: unknown;
  /** The method of the API, or the sibling list; null for routes it does not have. */
  readonly operation: string | null;
  /** Null where the connection was reset or left without an answer. */
  readonly status: number | null;
  /** What was made to go wrong, by the names of the fault rules. */
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

/** The journal with one more entry; the oldest are forgotten after some thousands. */
export function withEntry(journal: readonly JournalEntry[], entry: JournalEntry): readonly JournalEntry[] {
  return [...(journal.length >= KEPT ? journal.slice(1 - KEPT) : journal), entry];
}

/** What the journal says of a request; the rest is known once it is answered. */
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
