// The watch dialog, which selects the state to wait for.
import {stateSpec} from '../../src/catalogue/machine.js';
import type {Dialog} from '../../src/fleet/model/dialog.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import {waitStates} from '../../src/fleet/operations/watches.js';
import {cell, type Line, span} from '../../src/text/lines.js';
import {machineLine} from './parts/machine-line.js';
import {gap, lineRow, type Row} from './parts/rows.js';

type Watch = Extract<Dialog, {kind: 'watch'}>;

/** The dialog's rows, one for each state that can be waited for. The chosen state is dropped last. */
export function watchRows(model: Model, dialog: Watch): readonly Row[] {
  return [
    gap,
    lineRow(machineLine(model, dialog.target), 3),
    gap,
    lineRow([span('Tell me (bell, title) when it is')], 2),
    ...waitStates(dialog.target).map((state, index) => {
      const isChosen = index === dialog.choice;
      return lineRow(choiceLine(state, isChosen, model.isAscii), isChosen ? 0 : 1);
    }),
    gap,
    lineRow(
      [
        span(keyOf(model, 'press'), 'key'),
        span(' waits for it   ', 'quiet'),
        span(keyOf(model, 'close'), 'key'),
        span(' closes', 'quiet'),
      ],
      4,
    ),
    gap,
  ];
}

function choiceLine(state: string, isChosen: boolean, isAscii: boolean): Line {
  const {ascii, glyph, description} = stateSpec(state);
  const tone = isChosen ? 'focus' : 'plain';
  return [
    span(isChosen ? (isAscii ? '> ' : '▸ ') : '  ', 'focus'),
    span(`${isAscii ? ascii : glyph} `, isChosen ? 'focus' : 'quiet'),
    cell(state, 14, tone),
    span(description, 'quiet'),
  ];
}
