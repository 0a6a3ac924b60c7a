// Parses and validates fault descriptions: the short form of the command line and JSON rules.

import {own} from '../../text/own.js';
import {type FaultAction, type FaultRule, type FaultScript, FaultSpecError, NO_FAULTS} from './faults.js';

const EXAMPLE = 'latency=200ms,drop=1%,status:503=2%';
const STALE_MS = 10_000;

const shares: Readonly<Record<string, FaultAction>> = {
  drop: {noHeaders: true},
  reset: {resetBefore: true},
  cut: {truncate: {}},
  garbage: {garbage: true},
  html: {html: true},
  'no-capacity': {noCapacity: true},
  stale: {staleRead: {ms: STALE_MS}},
};

/** Parses the short form, like `latency=200ms,jitter=50ms,drop=1%,status:503=2%`. Throws a FaultSpecError. */
export function parseFaultSpec(text: string): FaultScript {
  const rules: FaultRule[] = [];
  let latency = 0;
  let jitter = 0;
  for (const item of text.split(',').map(part => part.trim())) {
    if (item === '') continue;
    const at = item.indexOf('=');
    if (at < 0) throw new FaultSpecError(`faults: "${shown(item)}" has no value, write it like ${EXAMPLE}`);
    const [name, value] = [item.slice(0, at).trim().toLowerCase(), item.slice(at + 1).trim()];
    if (name === 'latency') latency = milliseconds(name, value);
    else if (name === 'jitter') jitter = milliseconds(name, value);
    else rules.push({match: {p: share(name, value)}, do: actionOf(name)});
  }
  const slow: FaultRule[] = latency + jitter > 0 ? [{match: {}, do: {latency: {ms: latency, jitter}}}] : [];
  return {rules: [...slow, ...rules]};
}

function actionOf(name: string): FaultAction {
  const known = own(shares, name);
  if (known) return known;
  const [, status] = /^status:([2-5]\d\d)$/.exec(name) ?? [];
  if (status === undefined) {
    const names = ['latency', 'jitter', ...Object.keys(shares), 'status:503'];
    throw new FaultSpecError(`faults: "${shown(name)}" is unknown, known are ${names.join(', ')}`);
  }
  return {status: Number(status), ...(status === '429' && {retryAfter: 2})};
}

function milliseconds(name: string, text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  const ms = Number(number) * (unit === 's' ? 1000 : 1);
  if (Number.isFinite(ms) && ms <= 600_000) return ms;
  throw new FaultSpecError(`faults: ${name} takes a time up to 600s, like 200ms, not "${shown(text)}"`);
}

function share(name: string, text: string): number {
  const [, number] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  const percent = number === undefined ? Number.NaN : Number(number);
  if (percent <= 100) return percent / 100;
  throw new FaultSpecError(`faults: ${shown(name)} takes a share up to 100%, like 2%, not "${shown(text)}"`);
}

function shown(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 40);
}

type Check = (value: unknown) => boolean;

const isTrue: Check = value => value === true;
const isCount: Check = value => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const isText: Check = value => typeof value === 'string';
const isStatus: Check = value =>
  Number.isInteger(value) && isCount(value) && Number(value) >= 200 && Number(value) <= 599;

function members(wanted: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check {
  return value =>
    isRecord(value) &&
    Object.entries(wanted).every(([name, check]) => check(own(value, name))) &&
    Object.entries(optional).every(([name, check]) => own(value, name) === undefined || check(own(value, name))) &&
    Object.keys(value).every(name => Object.hasOwn(wanted, name) || Object.hasOwn(optional, name));
}

const actionChecks: Readonly<Record<keyof FaultAction, Check>> = {
  latency: members({ms: isCount}, {jitter: isCount}),
  noHeaders: isTrue,
  resetBefore: isTrue,
  truncate: members({}, {bytes: isCount}),
  slicer: members({bytes: value => isCount(value) && Number(value) >= 1, ms: isCount}),
  status: isStatus,
  retryAfter: value => isText(value) || typeof value === 'number',
  html: isTrue,
  garbage: isTrue,
  emptyList: isTrue,
  staleRead: members({ms: isCount}),
  lostWrite: isTrue,
  appliedThenReset: isTrue,
  hostileNames: isTrue,
  unknownState: isTrue,
  dupId: isTrue,
  wrongType: members({field: isText}),
  revokeKey: isTrue,
  forbid: isTrue,
  redirect: members({to: isText}, {status: isStatus}),
  noCapacity: isTrue,
  userOnly: isTrue,
};

const isMatch = members(
  {},
  {
    op: isText,
    id: isText,
    p: value => isCount(value) && Number(value) <= 1,
    nth: value => /^\d+(-\d*)?$/.test(String(value)),
  },
);

const isAction: Check = value =>
  isRecord(value) &&
  Object.entries(value).every(
    ([name, member]) => Object.hasOwn(actionChecks, name) && actionChecks[name as keyof FaultAction](member),
  );

/** Parses JSON rules or the short form. Empty text removes all faults. Throws a FaultSpecError. */
export function parseFaults(text: string): FaultScript {
  const trimmed = text.trim();
  if (trimmed === '') return NO_FAULTS;
  if (!/^[[{"]/.test(trimmed)) return parseFaultSpec(trimmed);
  return checkFaults(jsonOf(trimmed));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FaultSpecError('faults: this is no JSON');
  }
}

/** Validates a JSON value: `{"rules":[{"match":…,"do":…}]}`, or the short form as a string. Throws a FaultSpecError. */
function checkFaults(value: unknown): FaultScript {
  if (typeof value === 'string') return parseFaultSpec(value);
  if (!isRecord(value) || !Array.isArray(value.rules)) {
    throw new FaultSpecError('faults: expected {"rules":[{"match":{"op":"list"},"do":{"status":503}}]}');
  }
  const {seed} = value;
  const rules = value.rules.map((rule: unknown, index): FaultRule => {
    const {match = {}, do: action} = isRecord(rule) ? rule : {};
    if (!isMatch(match)) throw new FaultSpecError(`faults: rule ${index + 1} matches by op, nth, id or p only`);
    if (!isAction(action)) {
      throw new FaultSpecError(
        `faults: rule ${index + 1} does something unknown, known are ${Object.keys(actionChecks).join(', ')}`,
      );
    }
    return {match: match as FaultRule['match'], do: action as FaultAction};
  });
  return {rules, ...(typeof seed === 'number' && {seed})};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
