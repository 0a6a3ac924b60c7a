// The emulator as pure functions: key check, faults, request journal, and the emulator's control routes.
import {createHash, timingSafeEqual} from 'node:crypto';
import {replacement, withBodyFaults} from './faults/distortion.js';
import {parseFaults} from './faults/fault-spec.js';
import {
  decide,
  type FaultAction,
  type FaultScript,
  FaultSpecError,
  type FaultState,
  faultState,
  longestLag,
} from './faults/faults.js';
import {type Answer, answerBytes, emptyAnswer, flatError, jsonAnswer, nestedError} from './http/replies.js';
import {findRoute, type HttpRequest, type RouteMatch, respond, splitTarget} from './http/routes.js';
import {describeRequest, type JournalEntry, withEntry} from './journal.js';
import {seedWorld} from './seed/seed.js';
import {advance} from './world/advance.js';
import {Dice, hash} from './world/dice.js';
import type {World} from './world/world.js';

export interface EmulatorSettings {
  readonly machines: number;
  readonly seed: number;
  readonly speed: number;
  readonly ambient: boolean;
  readonly key: string;
  readonly faults: FaultScript;
}

export interface Emulator {
  readonly settings: EmulatorSettings;
  readonly world: World;
  readonly faults: FaultState;
  readonly isKeyRevoked: boolean;
  readonly journal: readonly JournalEntry[];
  /** Earlier worlds for stale reads, oldest first. Empty if no fault needs them. */
  readonly past: readonly {readonly at: number; readonly world: World}[];
}

/** How an answer is sent. Times are real milliseconds. */
export interface Delivery {
  /** Null if no answer is sent. */
  readonly answer: Answer | null;
  readonly delayMs: number;
  /** `hang` leaves the connection open, `reset` resets it, `cutAfter` cuts the body after this many bytes. */
  readonly ending: 'whole' | 'hang' | 'reset' | {readonly cutAfter: number};
  readonly slicer: {readonly bytes: number; readonly ms: number} | null;
}

export function createEmulator(settings: EmulatorSettings, now: number): Emulator {
  const world = seedWorld({...settings, now});
  return {settings, world, faults: faultState(settings.faults), isKeyRevoked: false, journal: [], past: []};
}

export function withFaults(emulator: Emulator, script: FaultScript): Emulator {
  return {...emulator, faults: faultState(script), isKeyRevoked: false, past: []};
}

/** Handles a request at `now`. Returns the next state and the delivery of the answer. */
export function serve(emulator: Emulator, request: HttpRequest, now: number): readonly [Emulator, Delivery] {
  const {pathname, query} = splitTarget(request.target);
  if (pathname.startsWith('/_emulator/')) return control(emulator, request, pathname, now);
  const match = findRoute(request.verb, pathname);
  const operation = match?.operation ?? null;
  const machineId = match?.path.get('machineId') ?? query.get('machineId');
  const [faults, action] = decide(emulator.faults, {operation, machineId});
  const advanced = withPastWorld({...emulator, faults, world: advance(emulator.world, now)}, now);
  const [after, answer] = answerRequest(advanced, request, match, action, now);
  const delivery = deliveryOf(answer, action, hash(faults.dice, now));
  const status = delivery.ending === 'hang' || delivery.ending === 'reset' ? null : (answer?.status ?? null);
  const entry = {...describeRequest(request, now), operation, status, faults: Object.keys(action)};
  return [{...after, journal: withEntry(after.journal, entry)}, delivery];
}

function answerRequest(
  emulator: Emulator,
  request: HttpRequest,
  match: RouteMatch | null,
  action: FaultAction,
  now: number,
): readonly [Emulator, Answer | null] {
  if (action.resetBefore || action.noHeaders) return [emulator, null];
  const isKeyRevoked = emulator.isKeyRevoked || action.revokeKey === true;
  const refused = isKeyRevoked ? nestedError(401, 'Authorization Required') : keyRefusal(emulator, request);
  const instead = replacement(action) ?? refused;
  if (instead) return [{...emulator, isKeyRevoked}, instead];
  const isRead = match?.row.effect === 'reads';
  const lag = action.staleRead?.ms;
  const before = isRead && lag !== undefined ? worldAt(emulator, now - lag) : emulator.world;
  const {noCapacity, userOnly} = action;
  const [world, answer] = respond(before, request, now, {...(noCapacity && {noCapacity}), ...(userOnly && {userOnly})});
  const next = isRead || action.lostWrite ? emulator : {...emulator, world};
  return [next, isRead ? withBodyFaults(answer, action) : answer];
}

/** A missing key is answered with 401, a wrong key with a flat 400, as real servers do. */
function keyRefusal({settings}: Emulator, {headers}: HttpRequest): Answer | null {
  const given = headers['x-api-key'];
  if (given === undefined || given === '') return nestedError(401, 'Authorization Required');
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(settings.key)) ? null : flatError(400, 'Invalid API token');
}

function withPastWorld(emulator: Emulator, at: number): Emulator {
  const lag = longestLag(emulator.faults.script);
  if (lag === 0) return emulator;
  const isOld = ({at: time}: {readonly at: number}) => time <= at - lag;
  // The newest of the worlds that are old enough is still needed.
  const from = Math.max(0, emulator.past.findLastIndex(isOld));
  return {...emulator, past: [...emulator.past.slice(from), {at, world: emulator.world}]};
}

function worldAt({past, world}: Emulator, time: number): World {
  return (past.findLast(({at}) => at <= time) ?? past[0])?.world ?? world;
}

function deliveryOf(answer: Answer | null, action: FaultAction, bits: number): Delivery {
  const dice = new Dice(bits);
  const {latency, slicer = null, truncate} = action;
  const delayMs = latency ? latency.ms + (latency.jitter ?? 0) * dice.next() : 0;
  const base = {answer, delayMs, slicer};
  if (action.noHeaders) return {...base, ending: 'hang'};
  if (action.resetBefore || action.appliedThenReset || !answer) return {...base, ending: 'reset'};
  if (!truncate) return {...base, ending: 'whole'};
  const size = answerBytes(answer).reduce((sum, piece) => sum + piece.length, 0);
  const cutAfter = Math.min(truncate.bytes ?? Math.floor(size * dice.next()), size);
  // An answer without a body cannot be cut, so that the connection is reset instead.
  return size === 0 ? {...base, ending: 'reset'} : {...base, ending: {cutAfter}};
}

function control(emulator: Emulator, request: HttpRequest, path: string, now: number): readonly [Emulator, Delivery] {
  const [next, answer] = controlAnswer(emulator, request, path, now);
  return [next, {answer, delayMs: 0, ending: 'whole', slicer: null}];
}

function controlAnswer(
  emulator: Emulator,
  request: HttpRequest,
  path: string,
  now: number,
): readonly [Emulator, Answer] {
  const refused = keyRefusal(emulator, request);
  if (refused) return [emulator, refused];
  switch (`${request.verb} ${path}`) {
    case 'GET /_emulator/requests':
      return [emulator, jsonAnswer(200, emulator.journal)];
    case 'PUT /_emulator/faults':
      return replaceFaults(emulator, request.body);
    case 'POST /_emulator/reset':
      return [createEmulator(emulator.settings, now), emptyAnswer()];
    default:
      return [emulator, nestedError(404, `There is no method to handle ${request.verb} ${path}`)];
  }
}

function replaceFaults(emulator: Emulator, body: string): readonly [Emulator, Answer] {
  try {
    const script = parseFaults(body);
    return [withFaults(emulator, script), jsonAnswer(200, script)];
  } catch (error) {
    if (error instanceof FaultSpecError) return [emulator, flatError(400, error.message)];
    throw error;
  }
}
