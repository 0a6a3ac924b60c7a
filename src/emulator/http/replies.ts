// Answers of the emulated API: JSON, empty, HTML, and the two error shapes.

/** A body as text, or as UTF-8 chunks, which are cached so that unchanged parts are not serialised again. */
export type Body = string | readonly Uint8Array[];

export interface Answer {
  readonly status: number;
  /** Null for no body and no content type. */
  readonly body: Body | null;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function jsonAnswer(status: number, value: unknown): Answer {
  return {status, body: JSON.stringify(value), type: JSON_TYPE};
}

export function chunksAnswer(body: readonly Uint8Array[]): Answer {
  return {status: 200, body, type: JSON_TYPE};
}

export function emptyAnswer(status = 204): Answer {
  return {status, body: null};
}

export function htmlAnswer(status: number, body: string): Answer {
  return {status, body, type: 'text/html; charset=utf-8'};
}

/** Error of most routes: `{"error":{"name":…,"status":…,"message":…}}`. */
export function nestedError(status: number, message: string, name = 'Error', more: object = {}): Answer {
  return jsonAnswer(status, {error: {name, status, message, ...more}});
}

/** Error for wrong keys, machine actions and create: `{"status":…,"message":…}`. */
export function flatError(status: number, message: string): Answer {
  return jsonAnswer(status, {status, message});
}

/** The body as text; '' if there is none. */
export function answerText(answer: Answer): string {
  if (answer.body === null || typeof answer.body === 'string') return answer.body ?? '';
  return Buffer.concat(answer.body).toString('utf8');
}

/** The body as chunks of bytes. */
export function answerBytes(answer: Answer): readonly Uint8Array[] {
  if (answer.body === null) return [];
  return typeof answer.body === 'string' ? [Buffer.from(answer.body)] : answer.body;
}
