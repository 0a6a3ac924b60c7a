// How fresh the data is.
import {ofLast} from '../../text/remember.js';
import {durationWords} from '../../text/words.js';
import type {Model} from '../model/model.js';
import {staleAfterMs} from '../model/polling-state.js';
import {pollInterval} from './interval.js';

export interface Freshness {
  readonly kind: 'connecting' | 'live' | 'stale' | 'paused';
  /** `live 5s`, `stale 42s`, `paused 2m` or `connecting`. */
  readonly words: string;
  /** Why it is not live, or what is odd about what the server says. */
  readonly reason: string | null;
  /** `next try 8s`, `trying now`; null where nothing is tried again by itself. */
  readonly nextTry: string | null;
}

/** How fresh the data is, in the words the header always shows. */
export const freshness: (model: Model) => Freshness = ofLast(freshnessOf);

function freshnessOf(model: Model): Freshness {
  const {polling, time} = model;
  const {pausedAt, freshAt, failures, trouble} = polling;
  const reason = trouble?.message ?? null;
  if (pausedAt !== null) {
    return {kind: 'paused', words: `paused ${minutes(time.now - pausedAt)}`, reason: null, nextTry: null};
  }
  if (freshAt === null) return {kind: 'connecting', words: 'connecting', reason, nextTry: nextTry(model)};
  if (failures > 0 || isOverdue(model)) {
    const words = `stale ${durationWords(time.now - freshAt)}`;
    return {kind: 'stale', words, reason: reason ?? 'no answer yet', nextTry: nextTry(model)};
  }
  const words = `live ${Math.round(pollInterval(model) / 100) / 10}s`;
  return {kind: 'live', words, reason: doubtWords(model), nextTry: null};
}

/** "API reports 0 machines (was 37)" while an empty answer is not believed yet. */
export function doubtWords({polling, fleet}: Model): string | null {
  return polling.emptyDoubt ? `API reports 0 machines (was ${fleet.machines.length})` : null;
}

function minutes(ms: number): string {
  return ms < 3_600_000 ? `${Math.floor(Math.max(0, ms) / 60_000)}m` : durationWords(ms);
}

function nextTry({polling, time}: Model): string | null {
  if (polling.failures === 0) return null;
  if (polling.askedAt !== null) return 'trying now';
  return polling.nextAt === null ? null : `next try ${durationWords(Math.max(0, polling.nextAt - time.now) + 999)}`;
}

/** When the list turns stale for want of an answer; null while no request for a newer one is under way. */
export function overdueAt({polling}: Model): number | null {
  if (polling.askedAt === null || polling.freshAt === null) return null;
  return polling.freshAt + staleAfterMs(polling);
}

function isOverdue(model: Model): boolean {
  const at = overdueAt(model);
  return at !== null && model.time.now >= at;
}
