// Counts and lists of operations for the screens.
import type {Layout} from '../model/layout.js';
import type {Model} from '../model/model.js';
import {isUnsettled, type Operation} from '../model/operation.js';
import {newestOperations} from '../table/context.js';
import {hasFailed} from '../table/note.js';
import {layoutFor} from '../table/window.js';

/** The number of machines whose newest operation failed. */
export function failedCount({fleet, operations}: Model): number {
  let failed = 0;
  for (const [id, operation] of newestOperations(operations)) {
    const machine = fleet.byId.get(id);
    if (machine && hasFailed(machine, operation)) failed += 1;
  }
  return failed;
}

/** The operations that fit into the operations pane, newest first. */
export function paneOperations(model: Model, layout: Layout = layoutFor(model)): readonly Operation[] {
  return model.operations.slice(0, Math.max(0, (layout.operations?.height ?? 0) - 1));
}

export function hasUnsettled(model: Model): boolean {
  return model.operations.some(isUnsettled);
}
