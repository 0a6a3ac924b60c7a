// What the screens show of the model, derived.
import type {Machine} from '../catalogue/machine.js';
import {ofLast} from '../text/remember.js';
import {countWords, durationWords, wholeWords} from '../text/words.js';
import {newestOperations, tableContext} from './columns.js';
import {bodyRows, type Layout, layoutOf} from './layout.js';
import type {Model, Operation} from './model.js';
import {hasFailed, isUnderWay, noteOf} from './note.js';
import {pollInterval} from './polling.js';

/** The layout of the model's terminal. */
export const layoutFor: (model: Model) => Layout = ofLast(({size, view}) =>
  layoutOf(size, {preview: view.isPreviewOpen}),
);

/** The machines in the table's window, top row first. */
export function visibleMachines(model: Model, layout: Layout = layoutFor(model)): readonly Machine[] {
  const {shown, top} = model.view;
  return shown.slice(top, top + bodyRows(layout));
}

/** The machine the panes are about: the cursor's, once it rests; null when it is gone or nothing is shown. */
export function restedMachine({fleet, view}: Model): Machine | null {
  return (view.rested === null ? undefined : fleet.byId.get(view.rested)) ?? null;
}

/** How many machines have a failure as their last operation. */
export function failedCount({fleet, operations}: Model): number {
  let failed = 0;
  for (const [id, operation] of newestOperations(operations)) {
    const machine = fleet.byId.get(id);
    if (machine && hasFailed(machine, operation)) failed += 1;
  }
  return failed;
}

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

/** An answer may take this much longer than the interval before the data counts as stale. */
function overdueAt({polling}: Model): number | null {
  if (polling.askedAt === null || polling.freshAt === null) return null;
  return polling.freshAt + Math.max(3 * polling.intervalMs, polling.intervalMs + 10_000);
}

function isOverdue(model: Model): boolean {
  const at = overdueAt(model);
  return at !== null && model.time.now >= at;
}

/** `1–18 of 240`; null when every row is in the window. */
export function rowsHint(model: Model): string | null {
  const {shown, top} = model.view;
  const rows = bodyRows(layoutFor(model));
  if (shown.length <= rows) return null;
  const count = wholeWords(shown.length);
  const last = Math.min(shown.length, top + rows);
  return `${wholeWords(top + 1)}${model.isAscii ? '-' : '–'}${wholeWords(last)} of ${count}`;
}

/** `7 of 24` for a filter's result, `24 machines` without one. */
export function shownWords({view, fleet}: Model): string {
  const {length} = fleet.machines;
  if (view.filter === '') return countWords(length, 'machine');
  return `${wholeWords(view.shown.length)} of ${wholeWords(length)}`;
}

/** The operations that the pane has room for, newest first. */
export function paneOperations(model: Model, layout: Layout = layoutFor(model)): readonly Operation[] {
  return model.operations.slice(0, Math.max(0, (layout.operations?.height ?? 0) - 1));
}

/** In how many milliseconds something on the screen changes by time alone; null when nothing does. */
export function nextTick(model: Model): number | null {
  const ticks = [freshnessTick(model), ...(model.screen.kind === 'table' ? tableTicks(model) : [])];
  const due = ticks.filter(tick => tick !== null);
  return due.length === 0 ? null : Math.max(1, Math.min(...due));
}

function freshnessTick(model: Model): number | null {
  const {polling, time} = model;
  if (model.screen.kind === 'welcome') return null;
  if (polling.pausedAt !== null) return until(60_000, time.now - polling.pausedAt);
  if (freshness(model).kind === 'stale') return until(1000, time.now - (polling.freshAt ?? time.now));
  if (polling.freshAt === null && polling.failures > 0 && polling.nextAt !== null) {
    return until(1000, time.now - polling.nextAt);
  }
  const overdue = overdueAt(model);
  return overdue === null ? null : overdue - time.now;
}

function tableTicks(model: Model): readonly (number | null)[] {
  const {now, wall} = model.time;
  const layout = layoutFor(model);
  const context = tableContext(model);
  const notes = visibleMachines(model, layout).map(machine => {
    const every = noteOf(machine, context)?.everyMs ?? null;
    if (every === null) return null;
    const operation = context.operations.get(machine.id);
    if (operation && isUnderWay(operation)) return until(every, now - operation.askedAt);
    return until(every, wall);
  });
  const rows = paneOperations(model, layout).map(operation =>
    isUnderWay(operation) ? until(1000, now - operation.askedAt) : null,
  );
  return [...notes, ...rows];
}

/** Milliseconds until the next full `every` of something that has passed for `passed`. */
function until(every: number, passed: number): number {
  const over = ((passed % every) + every) % every;
  return every - over;
}
