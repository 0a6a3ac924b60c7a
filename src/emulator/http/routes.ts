// Routes of the legacy API, built from the catalogue's rows.
import {METHODS} from '../../catalogue/methods.js';
import type {ChoiceList, HttpRoute, MethodSpec} from '../../catalogue/spec.js';
import type {World} from '../world/world.js';
import type {InjectedFailure} from './creation.js';
import {listItems, listMachines} from './filters.js';
import {type RawParams, readParams} from './params.js';
import {nestedError} from './replies.js';
import {call, type HandledMethod, type Outcome} from './requests.js';

export interface HttpRequest {
  readonly verb: string;
  /** Path and query, as in the request line. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** A machine method, or the list of templates, networks, users or scripts. */
export type Operation = HandledMethod | 'list' | ChoiceList;

export interface RouteMatch {
  readonly operation: Operation;
  readonly row: MethodSpec;
  readonly path: ReadonlyMap<string, string>;
  /** The vendor's variant of setAccessForUser, which requires enableAccess. */
  readonly isAlternative: boolean;
}

interface Route extends HttpRoute {
  readonly operation: Operation;
  readonly row: MethodSpec;
  readonly segments: readonly string[];
  readonly isAlternative: boolean;
}

const ROUTES: readonly Route[] = METHODS.flatMap(entry => {
  const row: MethodSpec = entry;
  const operation = (entry.group === 'machines' ? entry.name : entry.group) as Operation;
  const route = (http: HttpRoute, isAlternative: boolean): Route => ({
    verb: http.verb,
    path: http.path,
    operation,
    row,
    segments: http.path.split('/'),
    isAlternative,
  });
  return [...(row.http ? [route(row.http, false)] : []), ...(row.alternative ? [route(row.alternative, true)] : [])];
});

/** The route of a request, or null if the API has none. A trailing slash is ignored. */
export function findRoute(verb: string, pathname: string): RouteMatch | null {
  const segments = (pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname).split('/');
  for (const route of ROUTES) {
    if (route.verb !== verb || route.segments.length !== segments.length) continue;
    const path = new Map<string, string>();
    const fits = route.segments.every((wanted, index) => {
      const given = segments[index] ?? '';
      if (!wanted.startsWith(':')) return wanted === given;
      path.set(wanted.slice(1), decoded(given));
      return given !== '';
    });
    if (fits) return {operation: route.operation, row: route.row, path, isAlternative: route.isAlternative};
  }
  return null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Splits a request target into path and query. */
export function splitTarget(target: string): {readonly pathname: string; readonly query: URLSearchParams} {
  const mark = target.indexOf('?');
  return mark < 0
    ? {pathname: target, query: new URLSearchParams()}
    : {pathname: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1))};
}

/** Handles a request at `now`. Returns the next world and the answer. Never throws, even on a malformed request. */
export function respond(world: World, request: HttpRequest, now: number, injected: InjectedFailure = {}): Outcome {
  const {pathname, query} = splitTarget(request.target);
  const match = findRoute(request.verb, pathname);
  if (!match) return [world, nestedError(404, `There is no method to handle ${request.verb} ${pathname}`)];
  const body = bodyParams(request.body);
  if (body === null && request.verb !== 'GET') {
    return [world, nestedError(400, 'Unexpected token in JSON', 'SyntaxError')];
  }
  // The path overrides the query, and the query overrides the body, because clients repeat machineId in all of them.
  const raw: RawParams = new Map<string, unknown>([...(body ?? []), ...query, ...match.path]);
  if (match.operation === 'list') return [world, listMachines(world.machines, raw)];
  if (isListOperation(match.operation)) return [world, listItems(world[match.operation], raw)];
  if (match.isAlternative && raw.get('enableAccess') === undefined) {
    return [world, nestedError(400, 'enableAccess is a required argument')];
  }
  const reading = readParams(match.row, raw);
  if ('refusal' in reading) return [world, reading.refusal];
  return call(world, match.operation, reading.params, now, injected);
}

function isListOperation(operation: Operation): operation is ChoiceList {
  return operation === 'templates' || operation === 'networks' || operation === 'users' || operation === 'scripts';
}

/** The members of a JSON object; empty for an empty body; null for invalid JSON. */
function bodyParams(body: string): readonly (readonly [string, unknown])[] | null {
  if (body.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? Object.entries(value) : [];
  } catch {
    return null;
  }
}
