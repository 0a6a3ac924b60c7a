// The two buttons of a dialog as one row. The focused button has brackets and inverse video.
import {cellWidth} from '../../../src/text/cells.js';
import {span} from '../../../src/text/lines.js';
import {paint} from '../../lines/theme.js';
import {paintTo} from './paint.js';
import type {Buttons} from './rows.js';

/** The buttons centred in `width` cells; only one of them, the focused one first, if both do not fit. */
export function paintButtons({cancel, act, key, focus, tone, isReady}: Buttons, width: number): string {
  const cancelWords = button(cancel, focus === 'cancel');
  const actWords = button(key === null ? act : `${act} (${key})`, focus === 'act');
  const cells = cellWidth(cancelWords) + 3 + cellWidth(actWords);
  const indent = ' '.repeat(Math.max(0, Math.floor((width - cells) / 2)));
  if (cells > width) return paintTo([span(focus === 'act' ? actWords : cancelWords, 'key')], width, false);
  const actTone = isReady ? tone : 'quiet';
  return [
    indent,
    focus === 'cancel' ? paint('button', cancelWords) : cancelWords,
    '   ',
    paint(actTone, focus === 'act' ? paint('button', actWords) : actWords),
    ' '.repeat(Math.max(0, width - indent.length - cells)),
  ].join('');
}

function button(words: string, isFocused: boolean): string {
  return isFocused ? `[ ${words} ]` : `  ${words}  `;
}
