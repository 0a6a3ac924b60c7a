// Frames drawn ahead: what the moving keys pressed last would show next, made while there is nothing else to do.
import type {FleetEvent} from '../fleet/events.js';
import {createKeyReader, type Key, type KeyToken} from '../keys/read.js';
import {createAlarm} from './alarm.js';
import type {Clock} from './clock.js';
import type {Screen} from './screen/screen.js';
import type {Frame} from './screen/writer.js';
import type {RunningStore} from './store.js';

export interface Ahead {
  /** Shows what was drawn for what was read from the terminal, before anything is made of it. */
  read(chunk: string): void;
  /** Passes on what was made of it. */
  take(token: KeyToken): void;
}

export interface AheadOptions {
  readonly store: RunningStore;
  readonly screen: Pick<Screen, 'foresee' | 'show'>;
  /** The event that this key would raise now if all that does is to move the cursor or scroll a page; else null. */
  readonly movement: (key: Key) => FleetEvent | null;
  /** Handles a key, paste or focus change. */
  readonly pass: (token: KeyToken) => void;
  readonly clock: Clock;
}

/** A held key comes every 30 ms or so: after the one before is done with, and well before the next. */
const restMs = 6;
/** Who has pressed nothing for so long is reading. */
const readingMs = 1000;
/** So long a terminal on the same core has it to itself to show what was written; handling the key takes some tenths of that. */
const turnMs = 1;
/** For how many keys is drawn: there and back. */
const mostDrawn = 2;
/** How many reads are remembered: those keys, and what terminals say in between. */
const mostKept = 4;
/** What is longer was no single key. */
const longestChunk = 8;

/**
 * A key that moves something and is pressed again is answered with bytes that lie ready. Then it is handled like every other:
 * the frame that comes of it is empty where the one drawn ahead was right, and mends it where it was not. Nothing relies on what
 * is drawn here.
 */
export function createAhead({store, screen, movement, pass, clock}: AheadOptions): Ahead {
  /** By what was read; made for the model and the screen as they are. */
  const drawn = new Map<string, Frame>();
  /** The newest last. */
  const chunks = new Set<string>();
  let readAt = Number.NEGATIVE_INFINITY;
  let isShown = false;

  const isReading = () => clock.now() - readAt >= readingMs;
  const eventOf = (chunk: string) => {
    const [key, ...others] = createKeyReader().push(chunk, clock.now());
    return key?.type === 'key' && others.length === 0 ? movement(key) : null;
  };
  const draw = () => {
    if (isReading()) return;
    const moves = [...chunks].reverse().flatMap(chunk => {
      const event = eventOf(chunk);
      if (event === null) chunks.delete(chunk);
      return event === null ? [] : [{chunk, event}];
    });
    for (const {chunk, event} of moves.slice(0, mostDrawn)) {
      const frame = store.suppose(event, screen.foresee);
      if (frame === null) return alarm.set(restMs);
      drawn.set(chunk, frame);
    }
  };
  const alarm = createAlarm(clock, draw);
  const remember = (chunk: string) => {
    chunks.delete(chunk);
    chunks.add(chunk);
    if (chunks.size > mostKept) for (const oldest of [...chunks].slice(0, -mostKept)) chunks.delete(oldest);
  };

  store.subscribe(() => {
    drawn.clear();
    if (!isReading()) alarm.set(restMs);
  });
  return {
    read(chunk) {
      if (chunk.length > longestChunk) return;
      const frame = drawn.get(chunk);
      isShown = frame !== undefined && screen.show(frame);
      readAt = clock.now();
      remember(chunk);
    },
    take(token) {
      if (isShown) store.postpone(() => pass(token), turnMs);
      else {
        // What it means depends on what the keys before it did.
        store.settle();
        pass(token);
      }
      isShown = false;
    },
  };
}
