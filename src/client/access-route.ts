// Chooses between the two requests of setAccessForUser: the specification's and the one that real servers accept.
import type {Params} from '../catalogue/types.js';
import {ApiError} from './http/errors.js';
import type {RequestForm} from './http/request.js';

type Access = Params<'setAccessForUser'>;
type Send = (params: Access, form: RequestForm) => Promise<Uint8Array | null>;

/**
 * Grants use the specification's request. If the server does not know that route, the alternative is sent, and later calls
 * use it directly. Revocations always use the alternative, because a server that ignored the enableAccess parameter of the
 * specification's request would grant access. No request is repeated after another failure or a timeout.
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

/** The request that is sent first, before it is known which routes the server has. */
export function firstAccessRequest(params: Access): {readonly params: Access; readonly form: RequestForm} {
  const {enableAccess = true, ...grant} = params;
  return enableAccess ? {params: grant, form: 'specified'} : {params: {...grant, enableAccess}, form: 'alternative'};
}

/** Whether the server does not know the route: a 404 or 405 that does not mention the machine, or a web page. */
function isUnknownRoute(error: unknown, machineId: string): boolean {
  if (!(error instanceof ApiError) || error.status === undefined) return false;
  const {kind, status} = error;
  if (kind === 'unexpected-answer') return status === 404 || status === 405 || (status >= 200 && status < 300);
  return (status === 404 || status === 405) && !mentionsMachine(error.message, machineId);
}

/** Ignores URL paths, so that "There is no method to handle GET /machines/ps1/…" does not count. */
function mentionsMachine(message: string, machineId: string): boolean {
  const words = message.replace(/\S*\/\S*/g, '');
  return /\bmachine\b/i.test(words) || words.includes(machineId);
}
