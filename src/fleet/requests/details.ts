// The answers of `show` for the panes about one machine, requested when they are on the screen.
import {layoutOf} from '../model/layout.js';
import type {Model} from '../model/model.js';
import type {Details, Loadable} from '../model/screen.js';
import type {Step} from '../model/step.js';

/** How many answers of `show` are kept. */
const keptDetails = 50;

/** The machine whose history is on the screen, or null. */
export function lookedAt(model: Model): string | null {
  if (model.screen.kind === 'details') return model.screen.id;
  if (model.screen.kind !== 'table') return null;
  return layoutOf(model.size, {preview: model.view.isPreviewOpen}).preview ? model.view.rested : null;
}

/** Requests the history of the machine in the panes, unless the known one belongs to its present state. */
export function followCursor(model: Model): Step {
  const id = lookedAt(model);
  const machine = id === null ? undefined : model.fleet.byId.get(id);
  if (id === null || !machine) return [model];
  const known = model.details.get(id);
  if (known?.status === 'asking') return [model];
  if (known?.status === 'known' && known.value.machine.state === machine.state) return [model];
  return askDetails(model, id);
}

/** Requests the history; a known one stays on the screen until the answer arrives. */
export function askDetails(model: Model, id: string): Step {
  const known = model.details.get(id);
  const next = known?.status === 'known' ? model : withDetails(model, id, {status: 'asking'});
  return [next, {type: 'fetch-details', id}];
}

/** Stores the answer and drops the oldest beyond the bound. */
export function withDetails(model: Model, id: string, loaded: Loadable<Details>): Model {
  const details = new Map(model.details);
  details.delete(id);
  details.set(id, loaded);
  for (const oldest of details.keys()) {
    if (details.size <= keptDetails) break;
    details.delete(oldest);
  }
  return {...model, details};
}
