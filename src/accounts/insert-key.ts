// Inserts a key into the text of credentials.toml, preserving comments and layout.
import {isDeepStrictEqual} from 'node:util';
import {stringify, type TomlTable} from 'smol-toml';
import {own} from '../text/own.js';
import {type CredentialsFile, emptyTable, FORMAT_VERSION} from './credentials-file.js';
import {parseToml, tableIn} from './documents.js';

export interface KeyEntry {
  readonly name: string;
  readonly key: string;
  /** Null keeps the account's endpoint. */
  readonly endpoint: string | null;
}

const firstText = `# Keys of papertop. Keep this file to yourself (mode 0600).\nversion = ${FORMAT_VERSION}\n`;

/**
 * The text with the account's key set and the account selected. All else is preserved: verbatim if the file has a simple
 * layout, otherwise as entries without their comments.
 */
export function withKey(text: string, own: CredentialsFile, entry: KeyEntry): string {
  const wanted = merged(own, entry);
  const edited = edit(text.trim() === '' ? firstText : text, entry);
  const reading = parseToml(edited);
  // Parsed again to verify the line-based edit, which multi-line strings and inline tables can mislead.
  return 'table' in reading && isDeepStrictEqual(reading.table, wanted) ? edited : `${stringify(wanted)}\n`;
}

function merged({table, accounts}: CredentialsFile, {name, key, endpoint}: KeyEntry): TomlTable {
  const account = Object.assign(emptyTable(), tableIn(own(accounts, name)), {api_key: key});
  if (endpoint !== null) account.endpoint = endpoint;
  return Object.assign(emptyTable(), {version: FORMAT_VERSION}, table, {
    account: name,
    accounts: Object.assign(emptyTable(), accounts, {[name]: account}),
  });
}

function edit(text: string, {name, key, endpoint}: KeyEntry): string {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const isHeader = (line: string): boolean => /^\s*\[/.test(line);
  const endOf = (start: number): number => {
    const next = lines.findIndex((line, index) => index >= start && isHeader(line));
    return next === -1 ? lines.length : next;
  };
  const set = (start: number, field: string, value: string): void => {
    const pattern = new RegExp(`^\\s*${field}\\s*=`);
    const end = endOf(start);
    const at = lines.findIndex((line, index) => index >= start && index < end && pattern.test(line));
    const line = `${field} = ${quoted(value)}`;
    if (at === -1) lines.splice(start, 0, line);
    else lines[at] = line;
  };
  const header = lines.findIndex(line => isHeaderOf(line, name));
  if (header === -1) {
    while (lines.at(-1)?.trim() === '') lines.pop();
    lines.push('', `[accounts.${quoted(name, true)}]`, `api_key = ${quoted(key)}`);
    if (endpoint !== null) lines.push(`endpoint = ${quoted(endpoint)}`);
    lines.push('');
  } else {
    if (endpoint !== null) set(header + 1, 'endpoint', endpoint);
    set(header + 1, 'api_key', key);
  }
  set(topLine(lines), 'account', name);
  if (!lines.slice(0, endOf(0)).some(line => /^\s*version\s*=/.test(line))) {
    lines.splice(topLine(lines), 0, `version = ${FORMAT_VERSION}`);
  }
  return lines.join('\n');
}

/** Index of the line after the leading comments and the version. */
function topLine(lines: readonly string[]): number {
  const first = lines.findIndex(line => !/^\s*#/.test(line) && !/^\s*version\s*=/.test(line));
  return first === -1 ? lines.length : first;
}

function isHeaderOf(line: string, name: string): boolean {
  const inside = /^\s*\[\s*accounts\s*\.\s*(.+?)\s*\]\s*(?:#.*)?$/.exec(line)?.[1];
  return inside === name || inside === JSON.stringify(name) || inside === `'${name}'`;
}

/** The text as a TOML basic string, or as a bare key if it is a name that needs no quotes. */
function quoted(text: string, isName = false): string {
  return isName && /^[A-Za-z0-9_-]+$/.test(text) ? text : JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}
