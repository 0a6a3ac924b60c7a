// Parses the JSON of answers within limits, which are checked on the bytes before anything is built from them.

/** An answer that is refused before it is read. The message says why, for a person. */
export class AnswerRefused extends Error {}

/** Levels of nesting. Answers of the API have three; code that visits values may rely on this limit. */
export const MAX_DEPTH = 100;
/** Names and items in an answer about one machine. Real ones have at most some hundred. */
export const MACHINE_VALUES = 5_000;
/** Names and items in a list of choices, of which a team has at most some thousand. */
export const CHOICE_VALUES = 500_000;

export const tooDeep = `the answer is nested more than ${MAX_DEPTH} levels deep: not the API?`;

const quote = 0x22;
const backslash = 0x5c;

/** Parses JSON. Returns undefined if it is invalid or exceeds the limits. A byte order mark is ignored. */
export function parse(body: Uint8Array, maxValues = MACHINE_VALUES): unknown {
  return parseText(body, maxValues)?.json;
}

/** Parsed JSON with its text. Returns undefined if the bytes are invalid or exceed the limits. */
export function parseText(
  body: Uint8Array,
  maxValues: number,
): {readonly json: unknown; readonly text: string} | undefined {
  if (excessOf(body, maxValues) !== null) return undefined;
  try {
    const text = new TextDecoder().decode(body);
    return {json: JSON.parse(text), text};
  } catch {
    return undefined;
  }
}

/** Why JSON exceeds the limits, or null. Does not validate it. */
export function excessOf(body: Uint8Array, maxValues: number): string | null {
  let depth = 0;
  let values = 0;
  for (let place = 0; place < body.length; place += 1) {
    const byte = body[place];
    if (byte === quote) place = closingQuote(body, place + 1);
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > MAX_DEPTH) return tooDeep;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
    else if (byte === 0x2c || byte === 0x3a) {
      values += 1;
      if (values > maxValues) return `the answer has more than ${maxValues} values: not the API?`;
    }
  }
  return null;
}

/** The index of the quote that ends the string whose content begins at `from`, or `end` if it does not end before. */
export function closingQuote(bytes: Uint8Array, from: number, end = bytes.length): number {
  for (let place = from; place < end; place += 1) {
    const byte = bytes[place];
    if (byte === quote) return place;
    if (byte === backslash) place += 1;
  }
  return end;
}
