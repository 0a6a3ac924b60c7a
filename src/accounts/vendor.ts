// Key files of the vendor's clients: ~/.paperspace/config.json of paperspace-node and gradient-cli, and
// ~/.paperspace/credentials.toml with the team from config.toml of pspace. They are never written.
import {clean} from '../text/clean.js';
import {own} from '../text/own.js';
import {parseJsonObject, parseToml, tableIn} from './documents.js';

/** A key with its name, or null if the file holds no key, which is not an error. */
export type VendorReading = {readonly key: string; readonly name: string} | null | {readonly problem: string};

/** Parses `{"apiKey": "…", "name": "…"}`. The name is the key's name. */
export function parseVendorJson(text: string): VendorReading {
  if (text.trim() === '') return null;
  const reading = parseJsonObject(text);
  if ('problem' in reading) return reading;
  const {apiKey, name} = reading.object;
  if (apiKey === undefined || apiKey === null || apiKey === '') return null;
  if (typeof apiKey !== 'string') return {problem: 'apiKey must be text in quotes'};
  return {key: apiKey, name: typeof name === 'string' && name.trim() !== '' ? clean(name.trim(), 64) : 'paperspace'};
}

/** Parses a `[keys]` table with one key per team. If `team` is null, there must be a single key. */
export function parseVendorKeys(text: string, team: string | null): VendorReading {
  const reading = parseToml(text);
  if ('problem' in reading) return reading;
  if (reading.table.keys === undefined) return null;
  const keys = tableIn(reading.table.keys);
  if (keys === null) return {problem: 'keys must be a table: [keys]'};
  const names = Object.keys(keys);
  if (team === null && names.length > 1) {
    return {problem: 'holds keys of several teams and no team is in use: set team = "…" in config.toml beside it'};
  }
  const name = team ?? names[0];
  if (name === undefined || !Object.hasOwn(keys, name)) return null;
  const key = own(keys, name);
  if (typeof key !== 'string') return {problem: `the key of team "${clean(name, 64)}" must be text in quotes`};
  return {key, name: clean(name, 64)};
}

/** Parses `team = "…"`. The team is null if there is none. */
export function parseVendorTeam(text: string): {readonly team: string | null} | {readonly problem: string} {
  const reading = parseToml(text);
  if ('problem' in reading) return reading;
  const {team} = reading.table;
  if (team === undefined || team === '') return {team: null};
  return typeof team === 'string' ? {team} : {problem: 'team must be text in quotes'};
}
