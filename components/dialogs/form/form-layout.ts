// The layout of a form dialog: fields on the left, help on the right, footer below.
import type {Rect} from '../../../src/fleet/model/layout.js';
import type {FormState} from '../../../src/forms/form.js';

/** Heights in rows, widths in cells. Together the heights are the inner height of the dialog; two panes have the same height. */
export interface FormLayout {
  /** Inner width of the dialog. */
  readonly width: number;
  readonly fieldsHeight: number;
  readonly fieldsWidth: number;
  /** Whether the help is to the right of the fields; else it is below them. */
  readonly hasTwoPanes: boolean;
  readonly helpHeight: number;
  readonly helpWidth: number;
  readonly hasRule: boolean;
  readonly commandHeight: number;
  readonly messageHeight: number;
  readonly buttonsHeight: number;
  readonly hintHeight: number;
}

const maxWidth = 132;
/** Cells between the fields and the help: a rule with a blank on each side. */
export const dividerCells = 3;
const minTwoPaneWidth = 64;
/** Minimum width of a value: the longest names of regions and systems. */
const minValueCells = 19;
/** Rows of the fields pane beside one per field: a heading and two problems. */
const spareRows = 3;
const minPaneHeight = 13;

/** The size of a form's dialog in `area`, with its border. It does not depend on what is typed. */
export function formSize(area: Rect, form: FormState): {readonly width: number; readonly height: number} {
  const width = Math.min(maxWidth, area.width - (area.width >= 70 ? 4 : 0));
  const pane = Math.max(minPaneHeight, form.fields.length + spareRows);
  return {width, height: Math.min(area.height, pane + 2 + fixedRows(area.height))};
}

/** Rows of rule, command, message, buttons and hint. */
function fixedRows(areaHeight: number): number {
  return 4 + commandRows(areaHeight);
}

function commandRows(areaHeight: number): number {
  return areaHeight >= 30 ? 3 : 2;
}

/** The layout for an inner size of `width` × `height`. Rows that do not fit get height 0. `leadCells` is the width of marker and label. */
export function formLayout(width: number, height: number, leadCells: number): FormLayout {
  let left = height;
  const take = (wanted: number, minLeft: number): number => {
    const taken = left >= minLeft ? Math.min(wanted, left) : 0;
    left -= taken;
    return taken;
  };
  // The calls are in order of priority: each part takes its rows only if at least `minLeft` rows are left.
  const minPane = take(1, 1);
  const buttonsHeight = take(1, 1);
  const messageHeight = take(1, 2);
  const pane = take(5, 1);
  const hintHeight = take(1, 2);
  const commandHeight = take(height >= 24 ? 3 : 2, 4);
  const rule = take(1, 1);
  const paneHeight = minPane + pane + left;
  const hasTwoPanes = width >= minTwoPaneWidth;
  const fieldsWidth = hasTwoPanes ? Math.max(leadCells + minValueCells, Math.floor(width * 0.46)) : width;
  const helpHeight = hasTwoPanes ? paneHeight : paneHeight >= 5 ? Math.ceil(paneHeight / 2) : 0;
  return {
    width,
    fieldsHeight: hasTwoPanes ? paneHeight : paneHeight - helpHeight,
    fieldsWidth,
    hasTwoPanes,
    helpHeight,
    helpWidth: hasTwoPanes ? width - fieldsWidth - dividerCells : width,
    hasRule: rule === 1,
    commandHeight,
    messageHeight,
    buttonsHeight,
    hintHeight,
  };
}
