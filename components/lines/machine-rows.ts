// The painted rows of the machines in the table's window. Rows are cached, so that moving the cursor paints only two.
import type {Machine} from '../../src/catalogue/machine.js';
import type {Layout} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {type TableContext, tableContext} from '../../src/fleet/table/context.js';
import {type Note, noteOf} from '../../src/fleet/table/note.js';
import {visibleMachines} from '../../src/fleet/table/window.js';
import {remembering} from '../../src/text/remember.js';
import {type RowFacts, type RowStyle, rowLine} from './row.js';
import {paintLine} from './theme.js';

/** The rows of the window, and the row under the cursor. */
export interface MachineRows {
  /** One row per machine in the window, without the cursor, exactly `style.width` cells. The array is memoised between frames. */
  readonly plain: readonly string[];
  /** The row with the cursor, which replaces `plain[at]`; null if the cursor is outside the window. */
  readonly cursor: {readonly at: number; readonly row: string} | null;
}

/** The rows of the machines in the table's window. */
export function machineRows(model: Model, layout: Layout, style: RowStyle): MachineRows {
  const {view, fleet} = model;
  const context = tableContext(model);
  const plain = plainRows(model, layout, style, context);
  const machine = view.shown[view.index];
  const at = view.index - view.top;
  if (!machine || at < 0 || at >= plain.length) return {plain, cursor: null};
  const facts = {isCursor: true, isNameShared: fleet.sharedNames.has(machine.name)};
  return {plain, cursor: {at, row: cachedRow(machine, style, context, facts, noteOf(machine, context))}};
}

const lastRows = remembering<readonly string[]>();
/** Whether a row painted last shows a running duration, so that the rows depend on the time. */
let isTicking = false;

function plainRows(model: Model, layout: Layout, style: RowStyle, context: TableContext): readonly string[] {
  const {view, fleet, time} = model;
  const {operations, watches, details, users, isAscii} = context;
  const parts = [view.shown, view.top, layout, style.width, style.isDimmed, fleet.sharedNames];
  const notes = [operations, watches, details, users, isAscii, wallMinute(context), isTicking ? time : null];
  return lastRows([...parts, ...notes], () => {
    const machines = visibleMachines(model, layout).map(machine => ({machine, note: noteOf(machine, context)}));
    isTicking = machines.some(({note}) => note !== null && note.everyMs !== null);
    return machines.map(({machine, note}) =>
      cachedRow(machine, style, context, {isCursor: false, isNameShared: fleet.sharedNames.has(machine.name)}, note),
    );
  });
}

/** The wall clock in whole minutes: rows show ages by the minute. */
function wallMinute({time}: TableContext): number {
  return Math.floor(time.wall / 60_000);
}

/** A painted row with all inputs that it depends on beside the machine. */
interface CachedRow {
  readonly width: number;
  readonly isDimmed: boolean;
  readonly isAscii: boolean;
  readonly isNameShared: boolean;
  readonly minute: number;
  readonly tone: Note['tone'] | undefined;
  readonly note: string | undefined;
  readonly when: string | undefined;
  readonly users: TableContext['users'];
  readonly text: string;
}

/** The last painted rows by machine object. A changed machine is a new object, so its row is painted again. */
const plainCache = new WeakMap<Machine, CachedRow>();
const cursorCache = new WeakMap<Machine, CachedRow>();

function cachedRow(
  machine: Machine,
  style: RowStyle,
  context: TableContext,
  facts: RowFacts,
  note: Note | null,
): string {
  const cache = facts.isCursor ? cursorCache : plainCache;
  const cached = cache.get(machine);
  const minute = wallMinute(context);
  if (
    cached &&
    cached.width === style.width &&
    cached.isDimmed === style.isDimmed &&
    cached.isAscii === context.isAscii &&
    cached.isNameShared === facts.isNameShared &&
    cached.minute === minute &&
    cached.tone === note?.tone &&
    cached.note === note?.text &&
    cached.when === note?.when &&
    cached.users === context.users
  ) {
    return cached.text;
  }
  const text = paintLine(rowLine(machine, style, context, facts), context.isAscii);
  const {width, isDimmed} = style;
  const {isAscii, users} = context;
  const {isNameShared} = facts;
  const noteParts = {tone: note?.tone, note: note?.text, when: note?.when};
  cache.set(machine, {width, isDimmed, isAscii, isNameShared, minute, ...noteParts, users, text});
  return text;
}
