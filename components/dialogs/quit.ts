// The quit dialog, shown while operations are not settled.
import type {Dialog} from '../../src/fleet/model/dialog.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import {isUnsettled, type Operation} from '../../src/fleet/model/operation.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {type Line, span} from '../../src/text/lines.js';
import {countWords, durationWords} from '../../src/text/words.js';
import {gap, lineRow, type Row, sentenceRows} from './parts/rows.js';

type Quit = Extract<Dialog, {kind: 'quit'}>;

/** Maximum number of operations that are listed by name; the others are counted. */
const maxNamed = 5;

/** The dialog's rows for an inner width of `width` cells. */
export function quitRows(model: Model, dialog: Quit, width: number): readonly Row[] {
  const open = model.operations.filter(isUnsettled);
  const more = open.length - maxNamed;
  return [
    gap,
    ...sentenceRows('', 'plain', `${countWords(open.length, 'operation')} not settled yet:`, width, 2),
    ...open.slice(0, maxNamed).map(operation => lineRow(operationLine(model, operation), 3)),
    ...(more > 0 ? [lineRow([span(`  and ${countWords(more, 'other')}`, 'quiet')], 3)] : []),
    gap,
    ...sentenceRows(
      '',
      'plain',
      'The server goes on with them without papertop; nobody will be told how they end.',
      width,
      1,
    ),
    gap,
    {
      kind: 'buttons',
      dropOrder: 0,
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
