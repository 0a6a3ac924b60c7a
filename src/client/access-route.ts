// setAccessForUser: the specification's request, and the one that real servers take. Which of them, is decided here.
import type {Params} from '../catalogue/types.js';
import {ApiError} from './http/errors.js';
import type {RequestForm} from './http/request.js';

type Access = Params<'setAccessForUser'>;
type Send = (params: Access, form: RequestForm) => Promise<Uint8Array | null>;

/**
 * A grant is asked for as the specification prints it; only where that route turns out to be unknown the other form is
 * sent, and remembered for this endpoint. A revocation exists in the other form alone: a server that overlooked the
 * parameter of the first would grant. Nothing is sent twice after a failure or a timeout.
 */
export class AccessRoute {
  #isSpecifiedUnknown = false;

  async set(params: Access, send: Send): Promise<Uint8Array | null> {
    const first = firstAccessRequest(params);
    const other = {...params, enableAccess: params.enableAccess ?? true};
    if (first.form === 'alternative' || this.#isSpecifiedUnknown) return send(other, 'alternative');
    try {
      return await send(first.params, first.form);
    } catch (error) {
      if (!isUnknownRoute(error, params.machineId)) throw error;
    }
    const body = await send(other, 'alternative');
    this.#isSpecifiedUnknown = true;
    return body;
  }
}

/** The request that is sent to a server of which nothing is known yet. */
export function firstAccessRequest(params: Access): {readonly params: Access; readonly form: RequestForm} {
  const {enableAccess = true, ...grant} = params;
  return enableAccess ? {params: grant, form: 'specified'} : {params: {...grant, enableAccess}, form: 'alternative'};
}

/** The server does not know the address: 404 or 405 without a word about the machine, or a page that is no answer. */
export function isUnknownRoute(error: unknown, machineId: string): boolean {
  if (!(error instanceof ApiError) || error.status === undefined) return false;
  const {kind, status} = error;
  if (kind === 'unexpected-answer') return status === 404 || status === 405 || (status >= 200 && status < 300);
  return (status === 404 || status === 405) && !speaksOfMachine(error.message, machineId);
}

/** "There is no method to handle GET /machines/ps1/…" speaks of an address, not of the machine. */
function speaksOfMachine(message: string, machineId: string): boolean {
  const words = message.replace(/\S*\/\S*/g, '');
  return /\bmachine\b/i.test(words) || words.includes(machineId);
}
