// Loads the program's parts. Each is a CommonJS module as a function; files contain several. V8 compiles a file once and then
// takes it from the code cache.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {Script} from 'node:vm';
import {own} from '../text/own.js';
import type {CodeCache} from './code-cache.js';

export interface Loader {
  /** The exports of a part, which is executed on first use. */
  load(name: string): unknown;
  /** Stores the compiled code of files that were loaded without a cache. */
  keep(): void;
}

interface Part {
  exports: unknown;
}

type Body = (exports: unknown, require: (name: string) => unknown, module: Part) => void;

/** The parts of a file by name. */
type Bodies = Readonly<Record<string, Body>>;

/**
 * @param directory directory of the built files
 * @param places file of each part
 * @param use kind of command; each has its own cache entries, because it executes different functions of a file
 */
export function createLoader(
  directory: string,
  places: Readonly<Record<string, string>>,
  use: string,
  cache: CodeCache,
): Loader {
  const ofNode = createRequire(join(directory, 'papertop.js'));
  const parts = new Map<string, Part>();
  const files = new Map<string, Bodies>();
  const unkept = new Map<string, Script>();

  const load = (name: string): unknown => {
    const known = parts.get(name);
    if (known) return known.exports;
    const body = own(bodiesIn(own(places, name) ?? name), name);
    if (!body) throw new Error(`papertop is not installed completely: ${name} is missing`);
    const part: Part = {exports: {}};
    parts.set(name, part);
    body(part.exports, required, part);
    return part.exports;
  };
  const required = (name: string): unknown => (name.startsWith('./') ? load(name.slice(2)) : ofNode(name));

  const bodiesIn = (name: string): Bodies => {
    const known = files.get(name);
    if (known) return known;
    const file = join(directory, name);
    const cachedData = cache.read(`${use}-${name}`);
    // The build writes ASCII only, and latin1 is the fastest encoding.
    const source = readFileSync(file, 'latin1');
    const script = new Script(source, {filename: file, ...(cachedData ? {cachedData} : {})});
    if (!cachedData || script.cachedDataRejected) unkept.set(name, script);
    const bodies: Bodies = script.runInThisContext();
    files.set(name, bodies);
    return bodies;
  };

  const keep = (): void => {
    for (const [name, script] of unkept) cache.write(`${use}-${name}`, script.createCachedData());
    unkept.clear();
  };
  return {load, keep};
}
