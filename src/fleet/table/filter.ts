// The text filter of the table.
import type {Machine} from '../../catalogue/machine.js';
import {COLUMNS} from './columns.js';
import type {TableContext} from './context.js';

// The filter ignores columns whose text changes with time, and the rate.
const searchedColumns = COLUMNS.filter(({name}) => !['note', 'age', 'rate'].includes(name));

const searchTexts = new WeakMap<Machine, {readonly users: TableContext['users']; readonly text: string}>();

/** The machines whose column texts contain every word of `text`, ignoring case, in their given order. */
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
