// Decoders of all answers except `list`. Each takes parsed JSON and returns null if it does not have the expected shape.
import type {MachineEvent} from '../../catalogue/machine.js';
import type {ChoiceList} from '../../catalogue/spec.js';
import type {ChoiceItems, MachineWithEvents, Utilization} from '../../catalogue/types.js';
import {clean, cleanError} from '../../text/clean.js';
import {isObject, type JsonObject} from '../http/answer.js';
import {readAmount, readBoolean, readDate, readText} from './fields.js';
import {decodeMachine} from './machine.js';

export function decodeMachineWithEvents(json: unknown): MachineWithEvents | null {
  const machine = decodeMachine(json);
  return machine && isObject(json) ? {...machine, events: decodeEvents(json.events)} : null;
}

/** The events of a machine in the server's order, which is newest first. Items that are not objects are skipped. */
function decodeEvents(json: unknown): readonly MachineEvent[] {
  if (!Array.isArray(json)) return [];
  return json.filter(isObject).map(event => ({
    name: clean(event.name),
    state: clean(event.state).toLowerCase(),
    errorMsg: cleanError(event.errorMsg).trim(),
    handle: clean(event.handle, 64),
    dtCreated: readDate(event.dtCreated),
    dtModified: readDate(event.dtModified),
    dtFinished: readDate(event.dtFinished),
  }));
}

export function decodeAvailability(json: unknown): {readonly available: boolean | null} | null {
  return isObject(json) ? {available: readBoolean(json.available)} : null;
}

/** On the wire a rate is text, or the number 0. Machines billed by the month have a monthly rate and no hourly one. */
export function decodeUtilization(
  json: unknown,
  requested: {machineId: string; billingMonth: string},
): Utilization | null {
  if (!isObject(json)) return null;
  const used = isObject(json.utilization) ? json.utilization : {};
  const stored: JsonObject = isObject(json.storageUtilization) ? json.storageUtilization : {};
  return {
    machineId: readText(json.machineId) ?? requested.machineId,
    billingMonth: readText(used.billingMonth) ?? requested.billingMonth,
    secondsUsed: readAmount(used.secondsUsed),
    hourlyRate: readAmount(used.hourlyRate),
    monthlyRate: readAmount(used.monthlyRate),
    storageSecondsUsed: readAmount(stored.secondsUsed),
    storageMonthlyRate: readAmount(stored.monthlyRate),
  };
}

const itemDecoders: {readonly [L in ChoiceList]: (item: JsonObject, id: string) => ChoiceItems[L]} = {
  templates: (item, id) => ({id, name: readText(item.name) ?? id, label: readText(item.label), os: readText(item.os)}),
  networks: (item, id) => ({id, name: readText(item.name) ?? id, region: readText(item.region)}),
  users: (item, id) => ({
    id,
    email: readText(item.email) ?? '',
    firstname: readText(item.firstname),
    lastname: readText(item.lastname),
    teamId: readText(item.teamId),
  }),
  scripts: (item, id) => ({id, name: readText(item.name) ?? id, description: readText(item.description)}),
};

/** The items of a list of choices. Items whose id is missing or would be changed by cleaning are skipped. */
export function decodeChoices<L extends ChoiceList>(list: L, json: unknown): readonly ChoiceItems[L][] | null {
  if (!Array.isArray(json)) return null;
  const items: ChoiceItems[L][] = [];
  for (const item of json) {
    if (!isObject(item) || typeof item.id !== 'string' || item.id === '' || readText(item.id) !== item.id) continue;
    items.push(itemDecoders[list](item, item.id));
  }
  return items;
}

const invisible =
  /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\p{Variation_Selector}\u2800\uFDFD]|(?<=\p{M}{2})\p{M}/gu;

/**
 * JSON for people, indented by two spaces, or on one line if `indent` is 0. Invisible characters, and characters that move
 * others, are escaped as \uXXXX.
 */
export function printJson(json: unknown, indent = 2): string {
  return escapeInvisible(JSON.stringify(json, null, indent) ?? '');
}

/** The JSON text with invisible characters escaped as \uXXXX. */
export function escapeInvisible(json: string): string {
  return json.replace(invisible, escapeUnits);
}

function escapeUnits(character: string): string {
  let escaped = '';
  for (let index = 0; index < character.length; index += 1) {
    escaped += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }
  return escaped;
}
