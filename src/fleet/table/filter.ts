// The machines that a filter lets through.
import type {Machine} from '../../catalogue/machine.js';
import {COLUMNS} from './columns.js';
import type {TableContext} from './context.js';

/** What a filter looks at: each column that says something of the machine itself, whatever the clock says. */
const searchedColumns = COLUMNS.filter(({name}) => !['note', 'age', 'rate'].includes(name));

const searchTexts = new WeakMap<Machine, {readonly users: TableContext['users']; readonly text: string}>();

/** The machines, in their order, whose visible text holds every word of `text`, in any letter case. */
export function filterMachines(machines: readonly Machine[], text: string, context: TableContext): readonly Machine[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return machines;
  return machines.filter(machine => {
    const searchText = searchTextOf(machine, context);
    return words.every(word => searchText.includes(word));
  });
}

function searchTextOf(machine: Machine, context: TableContext): string {
  const cached = searchTexts.get(machine);
  if (cached?.users === context.users) return cached.text;
  const cells = searchedColumns.map(({text}) => text(machine, context));
  const text = [...cells, machine.region ?? ''].join('\n').toLowerCase();
  searchTexts.set(machine, {users: context.users, text});
  return text;
}
