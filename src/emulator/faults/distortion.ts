// Faulty answers, like those of broken servers and proxies.
import {type Answer, answerText, emptyAnswer, htmlAnswer, jsonAnswer, nestedError} from '../http/replies.js';
import type {FaultAction} from './faults.js';

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1></body></html>';

/** Machine names that could break a screen, a prompt or a parser. */
const HOSTILE_NAMES = [
  '\u001b[2J\u001b[31mred\u001b[0m',
  'invoice\u202egnp.exe',
  'zero\u200bwidth\ufeff',
  'two\nlines\tand\ra return',
  '\u001b]0;title\u0007',
  '\u009b31mC1',
  '',
  '   ',
  '__proto__',
  '../../etc/passwd',
  '$(reboot) `id` ; true',
  '-oProxyCommand=id',
  'e\u0301'.repeat(40),
  '\ud800 lone',
  'x'.repeat(10_000),
] as const;

const phrases: Readonly<Record<number, string>> = {
  401: 'Authorization Required',
  403: 'Forbidden',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** The answer that replaces the API's own, or null if the action replaces none. */
export function replacement(action: FaultAction): Answer | null {
  if (action.redirect) {
    return {...emptyAnswer(action.redirect.status ?? 302), headers: {location: action.redirect.to}};
  }
  if (action.html) return htmlAnswer(action.status ?? 200, LOGIN_PAGE);
  if (action.garbage) return {...jsonAnswer(action.status ?? 200, null), body: '\u0000\u0001{"id": ps!!<<\u007f'};
  if (action.status !== undefined) return failure(action.status, action.retryAfter);
  return action.forbid ? nestedError(403, 'This action can only be performed by the user who owns the machine.') : null;
}

function failure(status: number, retryAfter: string | number | undefined): Answer {
  const answer = status === 204 ? emptyAnswer() : nestedError(status, phrases[status] ?? 'Error');
  return retryAfter === undefined ? answer : {...answer, headers: {'retry-after': String(retryAfter)}};
}

type Row = Record<string, unknown>;

/** The answer of a read with faults injected into its machines. Other answers are returned unchanged. */
export function withBodyFaults(answer: Answer, action: FaultAction): Answer {
  const {emptyList, hostileNames, unknownState, dupId, wrongType} = action;
  if (answer.status !== 200 || !(emptyList || hostileNames || unknownState || dupId || wrongType)) return answer;
  const value: unknown = JSON.parse(answerText(answer));
  const isList = Array.isArray(value);
  if (isList && emptyList) return jsonAnswer(200, []);
  const rows = (isList ? value : [value]) as readonly Row[];
  const changed = rows.map((row, index) => ({
    ...row,
    ...(hostileNames && 'name' in row && {name: HOSTILE_NAMES[index % HOSTILE_NAMES.length]}),
    ...(unknownState && index === 0 && 'state' in row && {state: 'hibernating'}),
    ...(wrongType && index === 0 && {[wrongType.field]: {unexpected: [true]}}),
  }));
  const [first] = changed;
  const list = dupId && isList && first ? [...changed, {...first}] : changed;
  return jsonAnswer(200, isList ? list : first);
}
