// Parsers for TOML and JSON files. Error messages name the line but never quote it, because it may hold a key.
import {parse, TomlError, type TomlTable, type TomlValue} from 'smol-toml';

export type TableReading = {readonly table: TomlTable} | {readonly problem: string};

const remedy = 'correct it or move the file away';

/** Parses a TOML document. Keys that could reach an object's prototype are errors. */
export function parseToml(text: string): TableReading {
  try {
    return {table: parse(text, {integersAsBigInt: 'asNeeded', unsafeKeyBehaviour: 'throw', maxDepth: 100})};
  } catch (error) {
    if (!(error instanceof TomlError)) return {problem: `no valid TOML; ${remedy}`};
    const [first = ''] = error.message.split('\n');
    return {problem: `line ${error.line}: ${first.replace('Invalid TOML document: ', '')}; ${remedy}`};
  }
}

export type ObjectReading = {readonly object: Readonly<Record<string, unknown>>} | {readonly problem: string};

/** Parses a JSON document that must be an object. The result has no prototype, so that only own entries are found. */
export function parseJsonObject(text: string): ObjectReading {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return {problem: `line 1: not a JSON object; ${remedy}`};
    }
    return {object: Object.assign(Object.create(null), value)};
  } catch {
    return {problem: `line ${jsonErrorLine(text)}: no valid JSON; ${remedy}`};
  }
}

/** The value as a table, or null if it is absent or not a table. */
export function tableIn(value: TomlValue | undefined): TomlTable | null {
  const isTable = typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
  // The parser's tables have no prototype, unlike its date types.
  return isTable && Object.getPrototypeOf(value) === null ? (value as TomlTable) : null;
}

const jsonToken =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/**
 * Line number of the first error in invalid JSON. Not taken from the error of JSON.parse, whose message differs between
 * versions and quotes the text.
 */
function jsonErrorLine(text: string): number {
  const open: string[] = [];
  let expected = 'value';
  let at = 0;
  for (jsonToken.lastIndex = 0; ; ) {
    const match = jsonToken.exec(text);
    if (match === null) break;
    const next = afterToken(match[1] ?? (match[2] === undefined ? 'scalar' : 'text'), expected, open);
    if (next === null) break;
    expected = next;
    at = jsonToken.lastIndex;
  }
  const rest = text.slice(at);
  return text.slice(0, at + rest.length - rest.trimStart().length).split('\n').length;
}

/** What may follow the token, or null if the token is not allowed here. `open` is the stack of open brackets. */
function afterToken(token: string, expected: string, open: string[]): string | null {
  const inside = (): string => (open.length === 0 ? 'end' : open.at(-1) === '{' ? ',}' : ',]');
  const isValue = expected === 'value' || expected === 'value]';
  if (token === '{' || token === '[') {
    if (!isValue) return null;
    open.push(token);
    return token === '{' ? 'key}' : 'value]';
  }
  if (token === '}' || token === ']') {
    if (!expected.endsWith(token)) return null;
    open.pop();
    return inside();
  }
  if (token === ',') return expected === ',}' ? 'key' : expected === ',]' ? 'value' : null;
  if (token === ':') return expected === ':' ? 'value' : null;
  if (token === 'text' && expected.startsWith('key')) return ':';
  return isValue ? inside() : null;
}
