// Lines of the core → text with the theme's escape sequences, exact to the cell.
import {fitLine, type Line} from '../../../src/text/lines.js';
import {paintLine} from '../../lines/theme.js';

/** The line as one styled text of exactly `width` cells. */
export function paintTo(line: Line, width: number, isAscii: boolean): string {
  return paintLine(fitLine(line, width), isAscii);
}
