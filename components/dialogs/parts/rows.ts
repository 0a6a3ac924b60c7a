// What a dialog says, as rows that can be counted before anything is drawn.
import {type Line, span, type Tone, wrapText} from '../../../src/text/lines.js';

export interface Buttons {
  readonly cancel: string;
  readonly act: string;
  /** The key that presses the act button at once; null where only Enter on it does. */
  readonly key: string | null;
  readonly focus: 'cancel' | 'act' | null;
  readonly tone: Tone;
  /** The act button would act. */
  readonly isReady: boolean;
}

/** `drop`: rows with the highest number go first where the terminal is too low; 0 stays to the last. */
export type Row =
  | {readonly kind: 'line'; readonly line: Line; readonly drop: number}
  /** Where the word that confirms is typed. */
  | {readonly kind: 'word'; readonly drop: number}
  | {readonly kind: 'buttons'; readonly buttons: Buttons; readonly drop: number};

/** An empty row, the first to go. */
export const gap: Row = {kind: 'line', line: [], drop: 9};

export function lineRow(line: Line, drop: number): Row {
  return {kind: 'line', line, drop};
}

/** A sentence over as many rows as it needs, hanging from its sign. */
export function sentence(
  sign: string,
  signTone: Tone,
  text: string,
  width: number,
  drop: number,
  tone: Tone = 'plain',
) {
  const lead = sign === '' ? '' : `${sign} `;
  return wrapText(text, width - lead.length).map((part, index): Row => {
    const head = lead === '' ? [] : [index === 0 ? span(lead, signTone) : span(' '.repeat(lead.length))];
    return lineRow([...head, span(part, tone)], drop);
  });
}

/** The rows that fit into `height`, those that matter least left out, from the bottom up. */
export function fitRows(rows: readonly Row[], height: number): readonly Row[] {
  const kept = [...rows];
  while (kept.length > Math.max(0, height)) {
    const worst = Math.max(...kept.map(row => row.drop));
    kept.splice(
      kept.findLastIndex(row => row.drop === worst),
      1,
    );
  }
  return kept;
}
