// The rows of a dialog before they are painted, so that its height is known first.
import {type Line, span, type Tone, wrapText} from '../../../src/text/lines.js';

/** The two buttons of a dialog. */
export interface Buttons {
  readonly cancel: string;
  readonly act: string;
  /** The key that presses the act button from anywhere; null if only Enter on the button does. */
  readonly key: string | null;
  readonly focus: 'cancel' | 'act' | null;
  readonly tone: Tone;
  /** Whether the act button would act; it is dim otherwise. */
  readonly isReady: boolean;
}

/** A row. Where the terminal is too low, rows with the highest `dropOrder` are dropped first and those with 0 last. */
export type Row =
  | {readonly kind: 'line'; readonly line: Line; readonly dropOrder: number}
  /** The input for the word that confirms a destroy. */
  | {readonly kind: 'word'; readonly dropOrder: number}
  | {readonly kind: 'buttons'; readonly buttons: Buttons; readonly dropOrder: number};

/** An empty row, dropped first. */
export const gap: Row = {kind: 'line', line: [], dropOrder: 9};

/** A row of one line. */
export function lineRow(line: Line, dropOrder: number): Row {
  return {kind: 'line', line, dropOrder};
}

/** A sentence wrapped to `width` cells, with a hanging indent after `marker`. An empty marker takes no cells. */
export function sentenceRows(
  marker: string,
  markerTone: Tone,
  text: string,
  width: number,
  dropOrder: number,
  tone: Tone = 'plain',
) {
  const lead = marker === '' ? '' : `${marker} `;
  return wrapText(text, width - lead.length).map((part, index): Row => {
    const head = lead === '' ? [] : [index === 0 ? span(lead, markerTone) : span(' '.repeat(lead.length))];
    return lineRow([...head, span(part, tone)], dropOrder);
  });
}

/** At most `height` rows. The highest `dropOrder` is dropped first; among equals the lowest row on the screen. */
export function fitRows(rows: readonly Row[], height: number): readonly Row[] {
  const kept = [...rows];
  while (kept.length > Math.max(0, height)) {
    const highest = Math.max(...kept.map(row => row.dropOrder));
    kept.splice(
      kept.findLastIndex(row => row.dropOrder === highest),
      1,
    );
  }
  return kept;
}
