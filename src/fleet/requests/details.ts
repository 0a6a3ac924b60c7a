// Requests and stores the answers of `show`, which the panes about one machine need.
import {layoutOf} from '../model/layout.js';
import type {Model} from '../model/model.js';
import {isKeyRefused} from '../model/polling-state.js';
import type {Details, Loadable} from '../model/screen.js';
import type {Step} from '../model/step.js';

/** Bounds the memory that answers of `show` take. */
const maxKeptDetails = 50;

/** Id of the machine whose event history is on the screen, or null. */
export function visibleMachineId(model: Model): string | null {
  if (model.screen.kind === 'details') return model.screen.id;
  if (model.screen.kind !== 'table') return null;
  return layoutOf(model.size, {preview: model.view.isPreviewOpen}).preview ? model.view.settledCursor : null;
}

/** Requests `show` for the machine on the screen, unless the stored answer has the same machine state. */
export function requestVisibleDetails(model: Model): Step {
  const id = visibleMachineId(model);
  const machine = id === null ? undefined : model.fleet.byId.get(id);
  if (id === null || !machine || isKeyRefused(model.polling)) return [model];
  const known = model.details.get(id);
  if (known?.status === 'asking') return [model];
  if (known?.status === 'known' && known.value.machine.state === machine.state) return [model];
  return requestDetails(model, id);
}

/** Requests `show`. A stored answer stays on the screen until the new one arrives. */
export function requestDetails(model: Model, id: string): Step {
  const known = model.details.get(id);
  const next = known?.status === 'known' ? model : withDetails(model, id, {status: 'asking'});
  return [next, {type: 'fetch-details', id}];
}

/** Forgets that `show` was asked for, because its request is given up, so that it is asked for again when it is needed. */
export function withoutAsking(model: Model, id: string): Model {
  if (model.details.get(id)?.status !== 'asking') return model;
  const details = new Map(model.details);
  details.delete(id);
  return {...model, details};
}

/** Stores the answer and drops the oldest ones beyond the limit. */
export function withDetails(model: Model, id: string, loaded: Loadable<Details>): Model {
  const details = new Map(model.details);
  details.delete(id);
  details.set(id, loaded);
  for (const oldest of details.keys()) {
    if (details.size <= maxKeptDetails) break;
    details.delete(oldest);
  }
  return {...model, details};
}
