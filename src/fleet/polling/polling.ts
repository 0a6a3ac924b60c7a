// Handles polling events: applies answers, schedules the next poll and backs off after failures.
import type {Machine} from '../../catalogue/machine.js';
import type {PollEvent} from '../model/events.js';
import type {Trouble} from '../model/failure.js';
import {nextFleet} from '../model/fleet.js';
import {layoutOf} from '../model/layout.js';
import type {Model} from '../model/model.js';
import {isKeyRefused, type Polling} from '../model/polling-state.js';
import {chain, type Step} from '../model/step.js';
import {afterList} from '../operations/operations.js';
import {pollTimer, refreshList, requestList, withPolling} from '../requests/list.js';
import {arrangeView, startCursorTimer} from '../table/browsing.js';
import {pollInterval} from './interval.js';

const backOffMs = [5000, 10_000, 20_000, 40_000, 60_000] as const;

export function onPoll(model: Model, event: PollEvent): Step {
  const {polling} = model;
  switch (event.type) {
    case 'poll-due':
      return polling.pausedAt === null ? requestList(model) : [model];
    case 'refresh-asked':
      return refreshList(model);
    case 'pause-toggled':
      if (polling.pausedAt !== null) return requestList(withPolling(model, {pausedAt: null}));
      return [withPolling(model, {pausedAt: model.time.now, nextAt: null}), pollTimer(null)];
    case 'server-clock-measured':
      return [{...model, clockOffsetMs: event.offsetMs}];
    case 'machines-arrived':
      return onMachinesArrived(model, event);
    case 'poll-failed':
      return onPollFailed(model, event);
  }
}

function onMachinesArrived(model: Model, event: Extract<PollEvent, {type: 'machines-arrived'}>): Step {
  const {polling, fleet, time} = model;
  if (event.sequence <= polling.appliedSequence) return [model];
  const isLatest = event.sequence === polling.sequence;
  // An empty answer is more likely a server fault than the loss of every machine, so it needs a second one to confirm it.
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

/** Requests the users' names once the layout has room for them. Machines only carry user ids. */
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
  // A refused key is refused again: each further request would only be counted against it.
  if (isKeyRefused(next.polling)) return [withPolling(next, {nextAt: null, pollAgain: false}), pollTimer(null)];
  return schedulePoll(next, retryMs(polling, event.trouble, failures, event.jitter, event.retryAfterMs));
}

/**
 * The delay in milliseconds before a failed poll is retried. An unreachable server is retried at the normal interval, so
 * that the list is live within one poll of its return. A server that answers with errors is retried with back-off.
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

/** Schedules the next poll. Polls at once if one was queued, and not at all while polling is paused. */
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

/** The model with the new list. An unchanged list returns the same model object. */
function withFleet(model: Model, {machines, broken, duplicates}: ListAnswer): Model {
  const {fleet} = model;
  if (machines === fleet.machines && broken === fleet.broken && duplicates === fleet.duplicates) return model;
  return arrangeView({...model, fleet: nextFleet(fleet, machines, broken, duplicates)});
}
