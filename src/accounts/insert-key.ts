// A key put into the text of credentials.toml with the person's comments and layout kept.
import {isDeepStrictEqual} from 'node:util';
import {stringify, type TomlTable} from 'smol-toml';
import {emptyTable, OWN_VERSION, type OwnFile} from './own.js';
import {parseToml, tableIn} from './parse.js';

export interface KeyEntry {
  readonly name: string;
  readonly key: string;
  /** Null leaves what the account has. */
  readonly endpoint: string | null;
}

const firstText = `# Keys of papertop. Keep this file to yourself (mode 0600).\nversion = ${OWN_VERSION}\n`;

/**
 * The text with the account's key set and the account in use. Everything else stays: line by line where the text is
 * written in the plain way, and as entries without their comments where it is not.
 */
export function withKey(text: string, own: OwnFile, entry: KeyEntry): string {
  const wanted = merged(own, entry);
  const edited = edit(text.trim() === '' ? firstText : text, entry);
  const reading = parseToml(edited);
  // Reading it back settles whether the lines were what they looked like, whatever strings and inline tables are there.
  return 'table' in reading && isDeepStrictEqual(reading.table, wanted) ? edited : `${stringify(wanted)}\n`;
}

function merged({table, accounts}: OwnFile, {name, key, endpoint}: KeyEntry): TomlTable {
  const account = Object.assign(emptyTable(), tableIn(accounts[name]), {api_key: key});
  if (endpoint !== null) account.endpoint = endpoint;
  return Object.assign(emptyTable(), {version: OWN_VERSION}, table, {
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
    lines.splice(topLine(lines), 0, `version = ${OWN_VERSION}`);
  }
  return lines.join('\n');
}

/** Behind the comments at the top and the version. */
function topLine(lines: readonly string[]): number {
  const first = lines.findIndex(line => !/^\s*#/.test(line) && !/^\s*version\s*=/.test(line));
  return first === -1 ? lines.length : first;
}

function isHeaderOf(line: string, name: string): boolean {
  const inside = /^\s*\[\s*accounts\s*\.\s*(.+?)\s*\]\s*(?:#.*)?$/.exec(line)?.[1];
  return inside === name || inside === JSON.stringify(name) || inside === `'${name}'`;
}

/** A basic string of TOML; a name of plain letters needs no quotes. */
function quoted(text: string, isName = false): string {
  return isName && /^[A-Za-z0-9_-]+$/.test(text) ? text : JSON.stringify(text).replaceAll('\x7f', '\\u007f');
}
