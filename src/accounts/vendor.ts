// The keys of the vendor's own clients: ~/.paperspace/config.json of paperspace-node and gradient-cli, and
// ~/.paperspace/credentials.toml with the team of config.toml of pspace. Read, never written.
import {clean} from '../text/clean.js';
import {parseJsonObject, parseToml, tableIn} from './parse.js';

/** `null`: the file holds no key, which is no mistake. */
export type VendorReading = {readonly key: string; readonly name: string} | null | {readonly problem: string};

/** `{"apiKey": "…", "name": "…"}`: the name is that of the key. */
export function parseVendorJson(text: string): VendorReading {
  if (text.trim() === '') return null;
  const reading = parseJsonObject(text);
  if ('problem' in reading) return reading;
  const {apiKey, name} = reading.object;
  if (apiKey === undefined || apiKey === null || apiKey === '') return null;
  if (typeof apiKey !== 'string') return {problem: 'apiKey must be text in quotes'};
  return {key: apiKey, name: typeof name === 'string' && name.trim() !== '' ? clean(name.trim(), 64) : 'paperspace'};
}

/** `[keys]` with a key for each team; without a team in use, the only key. */
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
  const key = keys[name];
  if (typeof key !== 'string') return {problem: `the key of team "${clean(name, 64)}" must be text in quotes`};
  return {key, name: clean(name, 64)};
}

/** `team = "…"`; null when there is none. */
export function parseVendorTeam(text: string): {readonly team: string | null} | {readonly problem: string} {
  const reading = parseToml(text);
  if ('problem' in reading) return reading;
  const {team} = reading.table;
  if (team === undefined || team === '') return {team: null};
  return typeof team === 'string' ? {team} : {problem: 'team must be text in quotes'};
}
