// The HTTP shapes of the legacy API over one world, driven by the catalogue's rows.
import {METHODS} from '../../catalogue/methods.js';
import type {ChoiceList, HttpRoute, MethodSpec} from '../../catalogue/spec.js';
import type {World} from '../world/world.js';
import type {Mishap} from './creation.js';
import {listItems, listMachines} from './filters.js';
import {type RawParams, readParams} from './params.js';
import {nestedError} from './replies.js';
import {call, type HandledMethod, type Outcome} from './requests.js';

export interface HttpRequest {
  readonly verb: string;
  /** Path and query, as they stand in the request line. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** What a request addresses: a method of the machines by its name, or one of the sibling lists. */
export type Operation = HandledMethod | 'list' | ChoiceList;

export interface RouteMatch {
  readonly operation: Operation;
  readonly row: MethodSpec;
  readonly path: ReadonlyMap<string, string>;
  /** The vendor's own form of setAccessForUser, which wants to be told whether to grant or revoke. */
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

/** The route of a request, or null where the API has none. A trailing slash makes no difference. */
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

/** Path and query of a request's target. */
export function splitTarget(target: string): {readonly pathname: string; readonly query: URLSearchParams} {
  const mark = target.indexOf('?');
  return mark < 0
    ? {pathname: target, query: new URLSearchParams()}
    : {pathname: target.slice(0, mark), query: new URLSearchParams(target.slice(mark + 1))};
}

/** The world after the request at `now`, with its answer. Never throws, whatever the request says. */
export function respond(world: World, request: HttpRequest, now: number, mishap: Mishap = {}): Outcome {
  const {pathname, query} = splitTarget(request.target);
  const match = findRoute(request.verb, pathname);
  if (!match) return [world, nestedError(404, `There is no method to handle ${request.verb} ${pathname}`)];
  const body = bodyParams(request.body);
  if (body === null && request.verb !== 'GET') {
    return [world, nestedError(400, 'Unexpected token in JSON', 'SyntaxError')];
  }
  // The path wins over the query and the query over the body: clients repeat machineId in all of them.
  const raw: RawParams = new Map<string, unknown>([...(body ?? []), ...query, ...match.path]);
  if (match.operation === 'list') return [world, listMachines(world.machines, raw)];
  if (isSibling(match.operation)) return [world, listItems(world[match.operation], raw)];
  if (match.isAlternative && raw.get('enableAccess') === undefined) {
    return [world, nestedError(400, 'enableAccess is a required argument')];
  }
  const reading = readParams(match.row, raw);
  if ('refusal' in reading) return [world, reading.refusal];
  return call(world, match.operation, reading.params, now, mishap);
}

function isSibling(operation: Operation): operation is ChoiceList {
  return operation === 'templates' || operation === 'networks' || operation === 'users' || operation === 'scripts';
}

/** The members of a JSON object; nothing for an empty body; null for text that is no JSON. */
function bodyParams(body: string): readonly (readonly [string, unknown])[] | null {
  if (body.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? Object.entries(value) : [];
  } catch {
    return null;
  }
}
