// Formats API answers for stdout.
import type {MethodSpec} from '../../catalogue/spec.js';
import {printJson} from '../../client/decode/decode.js';
import type {JsonObject} from '../../client/http/answer.js';
import {csvText} from './csv.js';
import {recordsTable, rowsTable} from './table.js';

/**
 * Formats an answer; undefined is an answer without a body. JSON has the API's own values, as one document or one line per item.
 * Tables and CSV have clean text. The text has a line break at its end unless it is empty.
 */
export function answerText(format: OutputFormat, method: MethodSpec, answer: unknown): string {
  switch (format) {
    case 'json':
      return `${printJson(answer ?? {})}\n`;
    case 'jsonl':
      return itemsOf(answer ?? {})
        .map(item => `${printJson(item, 0)}\n`)
        .join('');
    case 'csv':
      return answer !== undefined ? csvText(method, objectsIn(answer)) : '';
    case 'table':
      if (Array.isArray(answer)) return rowsTable(method, objectsIn(answer));
      return answer === undefined ? '' : recordsTable(objectsIn(answer));
  }
}

function itemsOf(answer: unknown): readonly unknown[] {
  return Array.isArray(answer) ? answer : [answer];
}

function objectsIn(answer: unknown): readonly JsonObject[] {
  return itemsOf(answer).filter(
    (item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item),
  );
}

export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** Output formats. */
export const OUTPUT_FORMATS = ['json', 'table', 'csv', 'jsonl'] as const;
