// The emulator in memory, with a test clock.

import {
  createEmulator,
  type Delivery,
  type Emulator,
  type EmulatorSettings,
  serve,
} from '../../src/emulator/emulator.js';
import {NO_FAULTS} from '../../src/emulator/faults/faults.js';
import {answerText} from '../../src/emulator/http/replies.js';

export const KEY = 'demo-key';
export const START = Date.UTC(2026, 10, 23, 9, 0, 0);
export const SECOND = 1000;
export const HOUR = 3_600_000;

export interface Reply {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  // Answers are read by hand in tests, member by member.
  readonly json: Json;
}

export type Json = Readonly<Record<string, unknown>>;

export interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An emulator that handles requests like `GET /machines/getMachines`. */
export type Ask = (line: string, asking?: Asking) => Promise<Reply>;

export interface Emulated {
  ask: Ask;
  /** The last delivery. */
  delivery(): Delivery;
  emulator(): Emulator;
  pass(ms: number): void;
  now(): number;
}

/** The body of a request as sent. */
export function bodyText(body: unknown): string {
  return body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
}

export function emulated(settings: Partial<EmulatorSettings> = {}): Emulated {
  const all = {machines: 24, seed: 1, speed: 1, ambient: false, key: KEY, faults: NO_FAULTS, ...settings};
  let now = START;
  let current = createEmulator(all, now);
  let last: Delivery | null = null;
  return {
    now: () => now,
    pass: ms => {
      now += ms;
    },
    emulator: () => current,
    delivery: () => last ?? {answer: null, delayMs: 0, ending: 'whole', slicer: null},
    ask: async (line, {body, headers = {'x-api-key': KEY}} = {}) => {
      const at = line.indexOf(' ');
      const request = {verb: line.slice(0, at), target: line.slice(at + 1), headers, body: bodyText(body)};
      const [next, delivery] = serve(current, request, now);
      current = next;
      last = delivery;
      const {answer} = delivery;
      const text = answer ? answerText(answer) : '';
      return {
        status: answer?.status ?? 0,
        type: answer?.type,
        text,
        headers: answer?.headers ?? {},
        json: parsed(text),
      };
    },
  };
}

export function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

/** The rows of a list answer. */
export function rows(reply: Reply): readonly Json[] {
  return Array.isArray(reply.json) ? (reply.json as readonly Json[]) : [];
}

/** The id of the machine with this name. */
export async function idOf(ask: Ask, name: string): Promise<string> {
  const [machine] = rows(await ask(`GET /machines/getMachines?name=${encodeURIComponent(name)}`));
  return String(machine?.id);
}

/** One machine with its events, as `show` answers. */
export async function show(ask: Ask, id: string): Promise<Json & {readonly events: readonly Json[]}> {
  const {json} = await ask(`GET /machines/getMachinePublic?machineId=${id}`);
  return json as Json & {readonly events: readonly Json[]};
}
