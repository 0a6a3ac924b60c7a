// When the screen has to be redrawn because time has passed.
import type {Model} from '../model/model.js';
import {isUnderWay} from '../model/operation.js';
import {isKeyRefused} from '../model/polling-state.js';
import {paneOperations} from '../operations/counts.js';
import {tableContext} from '../table/context.js';
import {noteOf} from '../table/note.js';
import {layoutFor, visibleMachines} from '../table/window.js';
import {freshness, overdueAt} from './freshness.js';

/** Milliseconds until a text on the screen changes because time has passed; null if none will. */
export function nextTick(model: Model): number | null {
  const ticks = [freshnessTick(model), ...(model.screen.kind === 'table' ? tableTicks(model) : [])];
  const due = ticks.filter(tick => tick !== null);
  return due.length === 0 ? null : Math.max(1, Math.min(...due));
}

function freshnessTick(model: Model): number | null {
  const {polling, time} = model;
  if (model.screen.kind === 'welcome') return null;
  if (isKeyRefused(polling)) return null;
  if (polling.pausedAt !== null) return msUntilNext(60_000, time.now - polling.pausedAt);
  if (freshness(model).kind === 'stale') return msUntilNext(1000, time.now - (polling.freshAt ?? time.now));
  if (polling.freshAt === null && polling.failures > 0 && polling.nextAt !== null) {
    return msUntilNext(1000, time.now - polling.nextAt);
  }
  const overdue = overdueAt(model);
  return overdue === null ? null : overdue - time.now;
}

function tableTicks(model: Model): readonly (number | null)[] {
  const {now, wall} = model.time;
  const layout = layoutFor(model);
  const context = tableContext(model);
  const notes = visibleMachines(model, layout).map(machine => {
    const everyMs = noteOf(machine, context)?.everyMs ?? null;
    if (everyMs === null) return null;
    const operation = context.operations.get(machine.id);
    if (operation && isUnderWay(operation)) return msUntilNext(everyMs, now - operation.askedAt);
    return msUntilNext(everyMs, wall);
  });
  const rows = paneOperations(model, layout).map(operation =>
    isUnderWay(operation) ? msUntilNext(1000, now - operation.askedAt) : null,
  );
  return [...notes, ...rows];
}

/** Milliseconds until `elapsedMs` is the next multiple of `everyMs`. */
function msUntilNext(everyMs: number, elapsedMs: number): number {
  const remainder = ((elapsedMs % everyMs) + everyMs) % everyMs;
  return everyMs - remainder;
}
