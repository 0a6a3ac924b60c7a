// The form of papertop's own credentials.toml:
//
//   version = 1
//   account = "acme"            # the account in use
//   [accounts.acme]
//   api_key = "…"
//   endpoint = "https://…"      # optional; the key is sent nowhere else
import type {TomlTable} from 'smol-toml';
import {clean} from '../text/clean.js';
import {parseToml, tableIn} from './parse.js';

export const OWN_VERSION = 1;

export interface OwnFile {
  readonly table: TomlTable;
  readonly accounts: TomlTable;
  /** A newer papertop wrote it: it may be read but not written. */
  readonly isNewer: boolean;
}

export interface StoredAccount {
  readonly name: string;
  readonly key: string;
  readonly endpoint: string | null;
}

/** Whether an account may have this name: it is shown, typed, and a key of a table. */
function isAccountName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._@+-]{0,63}$/u.test(name) && !['constructor', 'prototype'].includes(name);
}

/** Why an account cannot have this name, for people, or null. */
export function accountNameProblem(name: string): string | null {
  if (isAccountName(name)) return null;
  return 'an account name has 1 to 64 letters, digits, spaces and . _ @ + - and begins with a letter or digit';
}

/** The file's tables, or what is wrong and in which line. */
export function parseOwn(text: string): OwnFile | {readonly problem: string} {
  const reading = parseToml(text);
  if ('problem' in reading) return reading;
  const {table} = reading;
  const version = table.version ?? OWN_VERSION;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return {problem: `version must be the number ${OWN_VERSION}`};
  }
  const accounts = table.accounts === undefined ? emptyTable() : tableIn(table.accounts);
  if (accounts === null) return {problem: 'accounts must be tables, like [accounts.NAME]'};
  return {table, accounts, isNewer: version > OWN_VERSION};
}

/** The account in use: the one the file names, or its only one. Null when there is none at all. */
export function accountInUse(own: OwnFile): StoredAccount | null | {readonly problem: string} {
  const {table, accounts} = own;
  const names = Object.keys(accounts);
  const {account} = table;
  if (account !== undefined && typeof account !== 'string') return {problem: 'account must be text: account = "NAME"'};
  if (account === undefined && names.length === 0) return null;
  if (account === undefined && names.length > 1) {
    return {problem: `does not say which account is in use: add account = "NAME" (${listed(names)})`};
  }
  return accountNamed(own, account ?? names[0] ?? '', name => `uses the account "${name}" but has no such account`);
}

/** The account of that name; a problem when there is none. */
export function accountNamed(
  {accounts}: OwnFile,
  name: string,
  says = (shown: string) => `has no account "${shown}"`,
): StoredAccount | {readonly problem: string} {
  const names = Object.keys(accounts);
  if (!Object.hasOwn(accounts, name)) {
    const known = names.length === 0 ? 'it has none' : `it has ${listed(names)}`;
    return {problem: `${says(clean(name, 64))}: ${known}`};
  }
  return storedAccount(name, accounts);
}

/** Every account, each with what is wrong with it where something is. */
export function storedAccounts({accounts}: OwnFile): readonly (StoredAccount | {name: string; problem: string})[] {
  return Object.keys(accounts).map(name => ({name: clean(name, 64), ...storedAccount(name, accounts)}));
}

function storedAccount(name: string, accounts: TomlTable): StoredAccount | {readonly problem: string} {
  const shown = clean(name, 64);
  const entry = tableIn(accounts[name]);
  if (entry === null) return {problem: `accounts.${shown} must be a table with an api_key`};
  const {api_key: key, endpoint} = entry;
  if (key === undefined) return {problem: `account "${shown}" has no api_key`};
  if (typeof key !== 'string') return {problem: `account "${shown}": api_key must be text in quotes`};
  if (endpoint !== undefined && typeof endpoint !== 'string') {
    return {problem: `account "${shown}": endpoint must be text in quotes`};
  }
  return {name: shown, key, endpoint: endpoint ?? null};
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map(name => clean(name, 64));
  return shown.join(', ') + (names.length > shown.length ? ', …' : '');
}

export function emptyTable(): TomlTable {
  return Object.create(null) as TomlTable;
}
