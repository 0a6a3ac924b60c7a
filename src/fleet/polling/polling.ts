// The fleet, fresh or honestly stale: one question at a time, numbered, with back-off; a failure keeps the rows.
import type {Machine} from '../../catalogue/machine.js';
import type {PollEvent} from '../model/events.js';
import type {Trouble} from '../model/failure.js';
import {nextFleet} from '../model/fleet.js';
import {layoutOf} from '../model/layout.js';
import type {Model} from '../model/model.js';
import type {Polling} from '../model/polling-state.js';
import {chain, type Step, toast} from '../model/step.js';
import {afterList} from '../operations/operations.js';
import {pollTimer, requestList, withPolling} from '../requests/list.js';
import {arrangeView, startCursorTimer} from '../table/browsing.js';
import {pollInterval} from './interval.js';

const backOffMs = [5000, 10_000, 20_000, 40_000, 60_000] as const;

export function onPoll(model: Model, event: PollEvent): Step {
  const {polling} = model;
  switch (event.type) {
    case 'poll-due':
      return polling.pausedAt === null ? requestList(model) : [model];
    case 'refresh-asked':
      return refresh(model);
    case 'pause-toggled':
      if (polling.pausedAt !== null) return requestList(withPolling(model, {pausedAt: null}));
      return [withPolling(model, {pausedAt: model.time.now, nextAt: null}), pollTimer(null)];
    case 'machines-arrived':
      return onMachinesArrived(model, event);
    case 'poll-failed':
      return onPollFailed(model, event);
  }
}

function refresh(model: Model): Step {
  const {trouble, nextAt, askedAt} = model.polling;
  if (trouble?.kind === 'rate-limited' && nextAt !== null && askedAt === null && nextAt > model.time.now) {
    const seconds = Math.ceil((nextAt - model.time.now) / 1000);
    return toast('plain', `the API asked to wait: next try in ${seconds}s`)(model);
  }
  return requestList(model);
}

function onMachinesArrived(model: Model, event: Extract<PollEvent, {type: 'machines-arrived'}>): Step {
  const {polling, fleet, time} = model;
  if (event.sequence <= polling.appliedSequence) return [model];
  const isLatest = event.sequence === polling.sequence;
  // A fleet does not vanish between two polls: an empty answer is believed when it comes twice.
  const isUnconfirmedEmpty = event.machines.length === 0 && fleet.machines.length > 0 && !polling.sawEmptyAnswer;
  const answered = withPolling(model, {
    appliedSequence: event.sequence,
    askedAt: isLatest ? null : polling.askedAt,
    freshAt: time.now,
    failures: 0,
    trouble: null,
    sawEmptyAnswer: isUnconfirmedEmpty,
  });
  const next = isUnconfirmedEmpty ? answered : withFleet(answered, event);
  return chain(
    next,
    current => (isUnconfirmedEmpty ? [current] : afterList(current, event.sequence)),
    startCursorTimer,
    requestUsers,
    current => (isLatest ? schedulePoll(current, pollInterval(current)) : [current]),
  );
}

/** Machines name their users by id; the list of users, where the key may read it, gives people's names. */
function requestUsers(model: Model): Step {
  const {kind} = layoutOf(model.size, {preview: false});
  const isShown = kind === 'wide' || kind === 'full';
  if (model.choices.users.status !== 'unasked' || !isShown) return [model];
  const choices = {...model.choices, users: {status: 'asking'} as const};
  return [
    {...model, choices},
    {type: 'fetch-choices', list: 'users'},
  ];
}

function onPollFailed(model: Model, event: Extract<PollEvent, {type: 'poll-failed'}>): Step {
  const {polling} = model;
  if (event.sequence !== polling.sequence || polling.askedAt === null) return [model];
  const failures = polling.failures + 1;
  const next = withPolling(model, {failures, trouble: event.trouble, askedAt: null});
  return schedulePoll(next, retryMs(polling, event.trouble, failures, event.jitter, event.retryAfterMs));
}

/**
 * When a failed poll is tried again. A server that cannot be reached costs nobody anything, so it is tried at the usual
 * pace and is live within one poll of its return; one that answers with failures is left more and more in peace.
 */
function retryMs(
  polling: Polling,
  trouble: Trouble,
  failures: number,
  jitter: number,
  retryAfterMs: number | null,
): number {
  if (retryAfterMs !== null) return Math.max(retryAfterMs, polling.intervalMs);
  if (trouble.kind === 'unreachable') return polling.intervalMs;
  const backOff = backOffMs[Math.min(failures, backOffMs.length) - 1] ?? polling.intervalMs;
  return Math.max(polling.intervalMs, backOff * (1 + jitter * 0.1));
}

/** Sets the time of the next poll, unless polling is paused or wanted at once. */
function schedulePoll(model: Model, afterMs: number): Step {
  if (model.polling.pollAgain) return requestList(model);
  if (model.polling.pausedAt !== null) return [model];
  return [withPolling(model, {nextAt: model.time.now + afterMs}), pollTimer(afterMs)];
}

interface ListAnswer {
  readonly machines: readonly Machine[];
  readonly broken: number;
  readonly duplicates: number;
}

/** The model with what the server listed. The same list leaves everything the same objects. */
function withFleet(model: Model, {machines, broken, duplicates}: ListAnswer): Model {
  const {fleet} = model;
  if (machines === fleet.machines && broken === fleet.broken && duplicates === fleet.duplicates) return model;
  return arrangeView({...model, fleet: nextFleet(fleet, machines, broken, duplicates)});
}
