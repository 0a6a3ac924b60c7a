// Paints a line with the theme at an exact width.
import {fitLine, type Line} from '../../../src/text/lines.js';
import {paintLine} from '../../lines/theme.js';

/** The line as one string with SGR sequences, exactly `width` cells wide: cut or padded. */
export function paintTo(line: Line, width: number, isAscii: boolean): string {
  return paintLine(fitLine(line, width), isAscii);
}
