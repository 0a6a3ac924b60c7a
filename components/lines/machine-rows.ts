// The machines in the table's window as finished rows: what a key that only moves the cursor costs is two of them.
import type {Machine} from '../../src/catalogue/machine.js';
import type {Layout} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {type TableContext, tableContext} from '../../src/fleet/table/context.js';
import {type Note, noteOf} from '../../src/fleet/table/note.js';
import {visibleMachines} from '../../src/fleet/table/window.js';
import {memoLast} from '../../src/text/memo.js';
import {type RowFacts, type RowLook, rowLine} from './row.js';
import {paintLine} from './theme.js';

export interface MachineRows {
  /** One row for each machine in the window, exactly `look.width` cells, without a cursor: mostly those of the last time. */
  readonly plain: readonly string[];
  /** The row that shows the cursor, in place of a plain one. */
  readonly cursor: {readonly at: number; readonly row: string} | null;
}

export function machineRows(model: Model, layout: Layout, look: RowLook): MachineRows {
  const {view, fleet} = model;
  const context = tableContext(model);
  const plain = plainRows(model, layout, look, context);
  const machine = view.shown[view.index];
  const at = view.index - view.top;
  if (!machine || at < 0 || at >= plain.length) return {plain, cursor: null};
  const facts = {isCursor: true, isNamesake: fleet.sharedNames.has(machine.name)};
  return {plain, cursor: {at, row: rowOf(machine, look, context, facts, noteOf(machine, context))}};
}

const lastRows = memoLast<readonly string[]>();
/** Some of the rows painted last tell how long something takes. */
let isTicking = false;

function plainRows(model: Model, layout: Layout, look: RowLook, context: TableContext): readonly string[] {
  const {view, fleet, time} = model;
  const {operations, watches, details, users, isAscii} = context;
  const parts = [view.shown, view.top, layout, look.width, look.isDimmed, fleet.sharedNames];
  const notes = [operations, watches, details, users, isAscii, minuteOf(context), isTicking ? time : null];
  return lastRows([...parts, ...notes], () => {
    const machines = visibleMachines(model, layout).map(machine => ({machine, note: noteOf(machine, context)}));
    isTicking = machines.some(({note}) => note !== null && note.everyMs !== null);
    return machines.map(({machine, note}) =>
      rowOf(machine, look, context, {isCursor: false, isNamesake: fleet.sharedNames.has(machine.name)}, note),
    );
  });
}

/** Ages are shown by the minute. */
function minuteOf({time}: TableContext): number {
  return Math.floor(time.wall / 60_000);
}

/** A painted row, and all that it was made of beside the machine. */
interface KeptRow {
  readonly width: number;
  readonly isDimmed: boolean;
  readonly isAscii: boolean;
  readonly isNamesake: boolean;
  readonly minute: number;
  readonly tone: Note['tone'] | undefined;
  readonly note: string | undefined;
  readonly when: string | undefined;
  readonly users: TableContext['users'];
  readonly text: string;
}

/** The rows painted last, by machine object: an answer that changes a machine makes a new object. */
const keptPlain = new WeakMap<Machine, KeptRow>();
const keptCursor = new WeakMap<Machine, KeptRow>();

function rowOf(machine: Machine, look: RowLook, context: TableContext, facts: RowFacts, note: Note | null): string {
  const rows = facts.isCursor ? keptCursor : keptPlain;
  const kept = rows.get(machine);
  const minute = minuteOf(context);
  if (
    kept &&
    kept.width === look.width &&
    kept.isDimmed === look.isDimmed &&
    kept.isAscii === context.isAscii &&
    kept.isNamesake === facts.isNamesake &&
    kept.minute === minute &&
    kept.tone === note?.tone &&
    kept.note === note?.text &&
    kept.when === note?.when &&
    kept.users === context.users
  ) {
    return kept.text;
  }
  const text = paintLine(rowLine(machine, look, context, facts), context.isAscii);
  const {width, isDimmed} = look;
  const {isAscii, users} = context;
  const {isNamesake} = facts;
  const told = {tone: note?.tone, note: note?.text, when: note?.when};
  rows.set(machine, {width, isDimmed, isAscii, isNamesake, minute, ...told, users, text});
  return text;
}
