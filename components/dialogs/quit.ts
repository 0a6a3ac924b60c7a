// Quitting while something is under way.

import type {Dialog} from '../../src/fleet/model/dialog.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import {isUnsettled, type Operation} from '../../src/fleet/model/operation.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {type Line, span} from '../../src/text/lines.js';
import {countWords, durationWords} from '../../src/text/words.js';
import {gap, lineRow, type Row, sentence} from './parts/rows.js';

type Quit = Extract<Dialog, {kind: 'quit'}>;

/** Operations that are named; the others are counted. */
const named = 5;

export function quitRows(model: Model, dialog: Quit, width: number): readonly Row[] {
  const open = model.operations.filter(isUnsettled);
  const more = open.length - named;
  return [
    gap,
    ...sentence('', 'plain', `${countWords(open.length, 'operation')} not settled yet:`, width, 2),
    ...open.slice(0, named).map(operation => lineRow(operationLine(model, operation), 3)),
    ...(more > 0 ? [lineRow([span(`  and ${countWords(more, 'other')}`, 'quiet')], 3)] : []),
    gap,
    ...sentence(
      '',
      'plain',
      'The server goes on with them without papertop; nobody will be told how they end.',
      width,
      1,
    ),
    gap,
    {
      kind: 'buttons',
      drop: 0,
      buttons: {
        cancel: 'Stay',
        act: 'Quit',
        key: keyOf(model, 'confirm'),
        focus: dialog.focus,
        tone: 'accent',
        isReady: true,
      },
    },
    gap,
  ];
}

function operationLine({isAscii, time}: Model, {method, machineName, phase, askedAt}: Operation): Line {
  return [
    span(`${glyphsOf(isAscii)[phase === 'unknown' ? 'unsure' : 'moving']} `, 'moving'),
    span(`${method} `),
    span(machineName, 'title'),
    span(`  ${phase}, asked ${durationWords(time.now - askedAt)} ago`, 'quiet'),
  ];
}
