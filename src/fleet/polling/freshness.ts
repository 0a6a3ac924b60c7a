// How fresh the list of machines is.
import {memoByModel} from '../../text/memo.js';
import {durationWords} from '../../text/words.js';
import {keyOf, type Model} from '../model/model.js';
import {isKeyRefused, staleAfterMs} from '../model/polling-state.js';
import {pollInterval} from './interval.js';

export interface Freshness {
  readonly kind: 'connecting' | 'live' | 'stale' | 'paused';
  /** `live 5s`, `stale 42s`, `paused 2m`, `connecting` or `key refused`. */
  readonly description: string;
  /** Why the list is not live, or why the last answer was not applied. */
  readonly reason: string | null;
  /** `next try 8s` or `trying now`; null unless a failed poll is retried. */
  readonly nextTry: string | null;
}

/** The freshness of the list, as the header shows it. Computed once per model. */
export const freshness: (model: Model) => Freshness = memoByModel(freshnessOf);

function freshnessOf(model: Model): Freshness {
  const {polling, time} = model;
  const {pausedAt, freshAt, failures, trouble} = polling;
  const reason = trouble?.message ?? null;
  if (pausedAt !== null) {
    return {kind: 'paused', description: `paused ${minutes(time.now - pausedAt)}`, reason: null, nextTry: null};
  }
  if (isKeyRefused(polling)) return refused(model);
  if (freshAt === null) return {kind: 'connecting', description: 'connecting', reason, nextTry: nextTry(model)};
  if (failures > 0 || isOverdue(model)) {
    const words = `stale ${durationWords(time.now - freshAt)}`;
    return {kind: 'stale', description: words, reason: reason ?? 'no answer yet', nextTry: nextTry(model)};
  }
  const words = `live ${Math.round(pollInterval(model) / 100) / 10}s`;
  return {kind: 'live', description: words, reason: emptyAnswerWords(model), nextTry: null};
}

function refused(model: Model): Freshness {
  const {freshAt, askedAt} = model.polling;
  const kind = freshAt === null ? 'connecting' : 'stale';
  const nextTry = askedAt === null ? null : 'trying now';
  return {kind, description: 'key refused', reason: `${keyOf(model, 'key')} enters another`, nextTry};
}

/** "API reports 0 machines (was 37)" while an empty answer waits for the next poll to confirm it; otherwise null. */
export function emptyAnswerWords({polling, fleet}: Model): string | null {
  return polling.sawEmptyAnswer ? `API reports 0 machines (was ${fleet.machines.length})` : null;
}

function minutes(ms: number): string {
  return ms < 3_600_000 ? `${Math.floor(Math.max(0, ms) / 60_000)}m` : durationWords(ms);
}

function nextTry({polling, time}: Model): string | null {
  if (polling.failures === 0) return null;
  if (polling.askedAt !== null) return 'trying now';
  return polling.nextAt === null ? null : `next try ${durationWords(Math.max(0, polling.nextAt - time.now) + 999)}`;
}

/** When the list becomes stale if the pending request is not answered; null while none is pending. */
export function overdueAt({polling}: Model): number | null {
  if (polling.askedAt === null || polling.freshAt === null) return null;
  return polling.freshAt + staleAfterMs(polling);
}

function isOverdue(model: Model): boolean {
  const at = overdueAt(model);
  return at !== null && model.time.now >= at;
}
