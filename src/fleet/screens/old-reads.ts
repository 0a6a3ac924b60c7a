// Gives up what was asked for a screen, form or pane that is closed or shows something else now.
import type {ReadKind} from '../model/events.js';
import type {Model} from '../model/model.js';
import type {Step} from '../model/step.js';
import {visibleMachineId, withoutAsking} from '../requests/details.js';

/** The step with effects that abort what nobody looks at any more, before those that ask for something else. */
export function withoutOldReads(before: Model, step: Step): Step {
  const [after, ...effects] = step;
  if (isSameView(before, after)) return step;
  const old = kinds.filter(of => {
    const subject = subjectOf[of](before);
    return subject !== null && subject !== subjectOf[of](after);
  });
  if (old.length === 0) return step;
  const id = old.includes('details') ? subjectOf.details(before) : null;
  const next = id === null ? after : withoutAsking(after, id);
  return [next, ...old.map(of => ({type: 'abandon-reads', of}) as const), ...effects];
}

/** What is looked at of each kind, as text to compare; null if nothing is. */
const subjectOf: Readonly<Record<ReadKind, (model: Model) => string | null>> = {
  details: model => dialogMachineId(model) ?? visibleMachineId(model),
  availability: ({screen, dialog}) => {
    if (dialog?.kind === 'form' && dialog.form.method === 'create') return 'form';
    return screen.kind === 'availability' ? 'screen' : null;
  },
  utilization: ({screen}) => (screen.kind === 'utilization' ? screen.id : null),
};

const kinds = Object.keys(subjectOf) as readonly ReadKind[];

/** The machine that a dialog has asked for: the history before a request, or the values that a form changes. */
function dialogMachineId({dialog}: Model): string | null {
  return dialog?.kind === 'confirm' || dialog?.kind === 'form' ? (dialog.target?.id ?? null) : null;
}

/** Whether nothing has changed that decides what is looked at. Most events are moves of the cursor, which must be quick. */
function isSameView(before: Model, after: Model): boolean {
  return (
    before.screen === after.screen &&
    before.dialog === after.dialog &&
    before.size === after.size &&
    before.view.settledCursor === after.view.settledCursor &&
    before.view.isPreviewOpen === after.view.isPreviewOpen
  );
}
