// The last guard before the terminal: removes from text whatever is not drawn, but controls the terminal or moves other text.
import {singleWidth} from './single-width.js';

/** Control, format and separator characters, as escape sequences, bidirectional overrides and zero-width spaces consist of. */
const controlling = /(?!\u200d)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Splits a line into SGR sequences, whose parameters are the group, other escape sequences, and text. */
export const sgrOrText =
  /\x1b\[([\d;:]*)m|\x1b(?:\[[0-?]*[ -/]*[@-~]?|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?|[^\x1b]+/gs;

/**
 * Returns the text without characters that are not drawn; the zero-width joiner, of which emoji consist, stays. Text from outside is
 * cleaned where it enters, visibly: this holds whatever was missed there.
 */
export function printable(text: string): string {
  return singleWidth.test(text) ? text : text.replace(controlling, '');
}

/** Returns a painted line without control characters and without escape sequences other than SGR, which styles it. */
export function printableLine(line: string): string {
  return line.replace(sgrOrText, (part, codes) => {
    if (codes !== undefined) return part;
    return part.startsWith('\x1b') ? '' : printable(part);
  });
}
