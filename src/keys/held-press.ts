// Holds an acting key until it is certain that no other key follows and that the terminal shows what it acts on.
import {isDeepStrictEqual} from 'node:util';
import {changesOf, identityOf} from '../catalogue/identity.js';
import type {FleetEvent} from '../fleet/model/events.js';
import type {Model} from '../fleet/model/model.js';
import type {Store} from '../fleet/model/store.js';
import {behindLimitMs, behindMessage, type Display} from './display.js';
import type {Key} from './input/token.js';
import {contextOf} from './keymap.js';
import {followedMessage, holdMs} from './policy.js';
import type {ContentRowsOf, KeyRow} from './row.js';

/** The rest of the delay, so that input which arrived while the event loop was busy is read before the key acts. */
const lastLookMs = 1;

export interface HeldPressOptions {
  readonly store: Store;
  readonly display: Display;
  readonly contentRows: ContentRowsOf;
  /** The model with the current time. */
  readonly model: () => Model;
  /** Calls back after this many milliseconds. Returns a function that cancels. */
  readonly after: (ms: number, callback: () => void) => () => void;
}

interface Held {
  readonly row: KeyRow;
  readonly key: Key;
  readonly model: Model;
  readonly event: FleetEvent;
  readonly cancel: () => void;
}

/** At most one acting key is held. */
export class HeldPress {
  private held: Held | undefined;

  constructor(private readonly options: HeldPressOptions) {}

  hold(row: KeyRow, key: Key, model: Model): void {
    const {display, contentRows, after} = this.options;
    const waits = {isAlone: false, isShown: false};
    const goOn = () => {
      if (waits.isAlone && waits.isShown && this.held === held) this.release(held);
    };
    const stopWaiting = display.whenTaken(() => {
      waits.isShown = true;
      goOn();
    });
    let cancelTimer = after(holdMs, () => {
      cancelTimer = after(lastLookMs, () => {
        waits.isAlone = true;
        // The terminal may need its usual delay and the tolerated lag to answer.
        cancelTimer = after(behindLimitMs + display.usualMs(), () => this.drop(behindMessage));
        goOn();
      });
    });
    const cancel = () => {
      cancelTimer();
      stopWaiting();
    };
    const held: Held = {row, key, model, event: row.event(model, contentRows), cancel};
    this.held = held;
  }

  /** Another key or a paste has arrived: the held key was part of a burst. */
  followed(): void {
    this.drop(followedMessage);
  }

  /** Drops the held key, if there is one, and tells why. */
  drop(message: string): void {
    if (!this.held) return;
    this.held.cancel();
    this.held = undefined;
    this.options.store.dispatch({type: 'key-refused-here', message});
  }

  private release(held: Held): void {
    held.cancel();
    this.held = undefined;
    const {store, model, contentRows} = this.options;
    const now = model();
    const message = held.row.whyNot?.(now) ?? changedSince(held, now, contentRows);
    store.dispatch(message === null ? held.event : {type: 'key-refused-here', message});
  }
}

/** Why the key no longer means what it meant when it was pressed, or null. */
function changedSince({row, event, model: before}: Held, now: Model, contentRows: ContentRowsOf): string | null {
  const isSame =
    contextOf(now) === contextOf(before) &&
    now.dialog === before.dialog &&
    now.size === before.size &&
    isDeepStrictEqual(row.event(now, contentRows), event) &&
    isSameMachine(event, before, now);
  return isSame ? null : 'the screen has just changed: look, then press again';
}

/** Whether the machine of the event, if it has one, is shown as it was. */
function isSameMachine(event: FleetEvent, before: Model, now: Model): boolean {
  if (!('id' in event) || typeof event.id !== 'string') return true;
  const [then, machine] = [before.fleet.byId.get(event.id), now.fleet.byId.get(event.id)];
  return then !== undefined && machine !== undefined && changesOf(identityOf(then), machine).length === 0;
}
