import {Box, Text} from 'ink';
import type {ReactNode} from 'react';
import type {Rect} from '../../src/fleet/layout.js';
import {cellWidth, cut} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {type Tone, toAscii} from '../../src/text/lines.js';
import {paint} from '../theme.js';
import {dialogMargin} from './place.js';

interface DialogFrameProps {
  readonly rect: Rect;
  readonly title: string;
  /** Shown at the other end of the title's line where there is room. */
  readonly aside: string;
  readonly tone: Tone;
  readonly isAscii: boolean;
  /** Rows of exactly `rect.width - 4` cells, `rect.height - 2` of them. */
  readonly children: ReactNode;
}

/** A box over everything else, exactly as large as its rectangle. */
export function DialogFrame({rect, title, aside, tone, isAscii, children}: DialogFrameProps) {
  const {x, y, width, height} = rect;
  const glyphs = glyphsOf(isAscii);
  const inner = Math.max(0, height - 2);
  const side = (text: string) => Array.from({length: inner}, () => text).join('\n');
  const bottom = glyphs.bottomLeft + glyphs.horizontal.repeat(Math.max(0, width - 2)) + glyphs.bottomRight;
  const margin = dialogMargin(rect);
  const blank = Array.from({length: height}, () => ' '.repeat(margin)).join('\n');
  return (
    <Box position="absolute" marginLeft={x - margin} marginTop={y} width={width + 2 * margin} height={height}>
      {margin > 0 && <Text>{blank}</Text>}
      <Box flexDirection="column" width={width} height={height} flexShrink={0}>
        <Text wrap="truncate">{topLine({title, aside, tone, width, isAscii})}</Text>
        {inner > 0 && (
          <Box height={inner} width={width}>
            <Text>{side(`${paint(tone, glyphs.vertical)} `)}</Text>
            <Box flexDirection="column" width={Math.max(0, width - 4)} height={inner}>
              {children}
            </Box>
            <Text>{side(` ${paint(tone, glyphs.vertical)}`)}</Text>
          </Box>
        )}
        {height > 1 && <Text wrap="truncate">{paint(tone, bottom)}</Text>}
      </Box>
      {margin > 0 && <Text>{blank}</Text>}
    </Box>
  );
}

function topLine({title, aside, tone, width, isAscii}: Omit<DialogFrameProps, 'rect' | 'children'> & {width: number}) {
  const glyphs = glyphsOf(isAscii);
  const name = cut(title, Math.max(0, width - 8));
  const shown = isAscii ? toAscii(name) : name;
  const room = width - cellWidth(shown) - 6;
  const isAsideShown = aside !== '' && cellWidth(aside) + 5 <= room;
  const dashes = room - (isAsideShown ? cellWidth(aside) + 3 : 0);
  return [
    paint(tone, `${glyphs.topLeft}${glyphs.horizontal} `),
    paint('title', shown),
    paint(tone, ` ${glyphs.horizontal.repeat(Math.max(0, dashes))}`),
    isAsideShown ? ` ${paint('quiet', aside)} ` : '',
    paint(tone, `${isAsideShown ? glyphs.horizontal : ''}${glyphs.horizontal}${glyphs.topRight}`),
  ].join('');
}
