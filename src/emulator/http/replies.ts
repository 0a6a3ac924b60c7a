// Answers of the pretended API: JSON, nothing, and its two shapes of errors.

/** Pieces are UTF-8 and kept from answer to answer: what did not change is not serialised again. */
export type Body = string | readonly Uint8Array[];

export interface Answer {
  readonly status: number;
  /** Null: no body and no content type. */
  readonly body: Body | null;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function jsonAnswer(status: number, value: unknown): Answer {
  return {status, body: JSON.stringify(value), type: JSON_TYPE};
}

export function piecesAnswer(body: readonly Uint8Array[]): Answer {
  return {status: 200, body, type: JSON_TYPE};
}

export function emptyAnswer(status = 204): Answer {
  return {status, body: null};
}

export function htmlAnswer(status: number, body: string): Answer {
  return {status, body, type: 'text/html; charset=utf-8'};
}

/** The error shape of most routes: `{"error":{"name":…,"status":…,"message":…}}`. */
export function nestedError(status: number, message: string, name = 'Error', more: object = {}): Answer {
  return jsonAnswer(status, {error: {name, status, message, ...more}});
}

/** The error shape of wrong keys, verbs and creation: `{"status":…,"message":…}`. */
export function flatError(status: number, message: string): Answer {
  return jsonAnswer(status, {status, message});
}

/** The body as text; empty where there is none. */
export function answerText(answer: Answer): string {
  if (answer.body === null || typeof answer.body === 'string') return answer.body ?? '';
  return Buffer.concat(answer.body).toString('utf8');
}

/** The body as bytes, in pieces. */
export function answerBytes(answer: Answer): readonly Uint8Array[] {
  if (answer.body === null) return [];
  return typeof answer.body === 'string' ? [Buffer.from(answer.body)] : answer.body;
}
