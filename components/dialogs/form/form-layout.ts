// How a form divides its dialog: fields on the left, help and choices on the right, what is sent below.
import type {Rect} from '../../../src/fleet/model/layout.js';
import type {FormState} from '../../../src/forms/form.js';

export interface FormPlan {
  /** Cells between the borders. */
  readonly width: number;
  /** Rows of the fields; beside them, rows of the help. */
  readonly fields: number;
  readonly fieldsWidth: number;
  /** Help and choices stand beside the fields, or below them. */
  readonly isBeside: boolean;
  readonly about: number;
  readonly aboutWidth: number;
  readonly hasRule: boolean;
  readonly command: number;
  readonly message: number;
  readonly buttons: number;
  readonly hint: number;
}

const widest = 132;
/** Cells between the fields and the help: a rule with room on both sides. */
export const dividerCells = 3;
const narrowestPair = 64;
/** Cells a value gets at least beside its label: the longest names of regions and systems. */
const leastValue = 19;
/** Fields, headings between them, and room for two problems. */
const spare = 3;
const leastPane = 13;

/** The size of a form's dialog in this area: the same however much is typed. */
export function formSize(area: Rect, form: FormState): {readonly width: number; readonly height: number} {
  const width = Math.min(widest, area.width - (area.width >= 70 ? 4 : 0));
  const pane = Math.max(leastPane, form.fields.length + spare);
  return {width, height: Math.min(area.height, pane + 2 + fixedRows(area.height))};
}

/** Rule, command, message, buttons, hint. */
function fixedRows(areaHeight: number): number {
  return 4 + commandRows(areaHeight);
}

function commandRows(areaHeight: number): number {
  return areaHeight >= 30 ? 3 : 2;
}

/** The rows of a form's dialog of that inner size; they add up to `height`. `leadCells` are those of marker and label. */
export function formPlan(width: number, height: number, leadCells: number): FormPlan {
  let left = height;
  const take = (wanted: number, whenAtLeast: number): number => {
    const taken = left >= whenAtLeast ? Math.min(wanted, left) : 0;
    left -= taken;
    return taken;
  };
  const least = take(1, 1);
  const buttons = take(1, 1);
  const message = take(1, 2);
  const pane = take(5, 1);
  const hint = take(1, 2);
  const command = take(height >= 24 ? 3 : 2, 4);
  const rule = take(1, 1);
  const all = least + pane + left;
  const isBeside = width >= narrowestPair;
  const fieldsWidth = isBeside ? Math.max(leadCells + leastValue, Math.floor(width * 0.46)) : width;
  const about = isBeside ? all : all >= 5 ? Math.ceil(all / 2) : 0;
  return {
    width,
    fields: isBeside ? all : all - about,
    fieldsWidth,
    isBeside,
    about,
    aboutWidth: isBeside ? width - fieldsWidth - dividerCells : width,
    hasRule: rule === 1,
    command,
    message,
    buttons,
    hint,
  };
}
