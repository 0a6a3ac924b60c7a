// Format of papertop's credentials.toml:
//
//   version = 1
//   account = "acme"            # the account in use
//   [accounts.acme]
//   api_key = "…"
//   endpoint = "https://…"      # optional; the key is sent to this address only
import type {TomlTable} from 'smol-toml';
import {clean} from '../text/clean.js';
import {own} from '../text/own.js';
import {parseToml, tableIn} from './documents.js';

export const FORMAT_VERSION = 1;

export interface CredentialsFile {
  readonly table: TomlTable;
  readonly accounts: TomlTable;
  /** Written by a newer papertop, so that it is read but not written. */
  readonly isNewer: boolean;
}

export interface StoredAccount {
  readonly name: string;
  readonly key: string;
  readonly endpoint: string | null;
}

/** Whether an account may have this name. Names are displayed, typed, and used as TOML keys. */
function isAccountName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} ._@+-]{0,63}$/u.test(name) && !['constructor', 'prototype'].includes(name);
}

/** Why an account name is invalid, for people, or null. */
export function accountNameProblem(name: string): string | null {
  if (isAccountName(name)) return null;
  return 'an account name has 1 to 64 letters, digits, spaces and . _ @ + - and begins with a letter or digit';
}

/** Parses credentials.toml. A problem names the line. */
export function parseCredentialsFile(text: string): CredentialsFile | {readonly problem: string} {
  const reading = parseToml(text);
  if ('problem' in reading) return reading;
  const {table} = reading;
  const version = table.version ?? FORMAT_VERSION;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 1) {
    return {problem: `version must be the number ${FORMAT_VERSION}`};
  }
  const accounts = table.accounts === undefined ? emptyTable() : tableIn(table.accounts);
  if (accounts === null) return {problem: 'accounts must be tables, like [accounts.NAME]'};
  return {table, accounts, isNewer: version > FORMAT_VERSION};
}

/** The account in use: the one that the file selects, or its only one. Null if the file has no accounts. */
export function accountInUse(own: CredentialsFile): StoredAccount | null | {readonly problem: string} {
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

/** The account with this name, or a problem if there is none. */
export function accountNamed(
  {accounts}: CredentialsFile,
  name: string,
  message = (shown: string) => `has no account "${shown}"`,
): StoredAccount | {readonly problem: string} {
  const names = Object.keys(accounts);
  if (!Object.hasOwn(accounts, name)) {
    const known = names.length === 0 ? 'it has none' : `it has ${listed(names)}`;
    return {problem: `${message(clean(name, 64))}: ${known}`};
  }
  return storedAccount(name, accounts);
}

/** All accounts. Invalid ones have a problem. */
export function storedAccounts({
  accounts,
}: CredentialsFile): readonly (StoredAccount | {name: string; problem: string})[] {
  return Object.keys(accounts).map(name => ({name: clean(name, 64), ...storedAccount(name, accounts)}));
}

function storedAccount(name: string, accounts: TomlTable): StoredAccount | {readonly problem: string} {
  const shown = clean(name, 64);
  const entry = tableIn(own(accounts, name));
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
