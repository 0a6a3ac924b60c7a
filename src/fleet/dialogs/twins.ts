// Another machine of the name that a create form has: one that exists, or one that a create may have made.
import {type FormState, textOf} from '../../forms/form.js';
import type {Model} from '../model/model.js';
import {isLostCreate, isUnsettled} from '../model/operation.js';

/** So many ids are named. */
const maxNamed = 3;

/** What has to be agreed to before another machine of the name is created; null if the name is new. */
export function twinWarning({fleet, operations}: Model, form: FormState): string | null {
  if (form.method !== 'create') return null;
  const name = textOf(form, 'machineName').trim();
  const listed = fleet.machines.filter(machine => machine.name.trim() === name);
  const rest = 'press Create again to make another';
  if (listed.length > 0) {
    const ids = listed.slice(0, maxNamed).map(({id}) => id);
    const more = listed.length > maxNamed ? ' …' : '';
    const what =
      listed.length === 1 ? `a machine named ${name} exists` : `${listed.length} machines named ${name} exist`;
    return `${what} (${ids.join(', ')}${more}): ${rest}`;
  }
  const open = operations.find(
    operation =>
      operation.method === 'create' &&
      operation.machineName.trim() === name &&
      (isUnsettled(operation) || isLostCreate(operation) || operation.phase === 'unknown'),
  );
  if (!open) return null;
  return open.phase === 'unknown' || open.phase === 'failed'
    ? `a create of ${name} got no answer and may have made it: ${rest}`
    : `a create of ${name} is under way: ${rest}`;
}
