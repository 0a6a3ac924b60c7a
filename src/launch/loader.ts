// Loads the program's own files: CommonJS, each in a function, compiled by V8 once and then taken from the code cache.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {Script} from 'node:vm';
import type {CodeCache} from './codecache.js';

export interface Loader {
  /** What the file of that name exports. */
  load(name: string): unknown;
  /** Keeps the compiled code of what was loaded without. */
  keep(): void;
}

interface Part {
  exports: unknown;
}

type Body = (exports: unknown, require: (name: string) => unknown, module: Part) => void;

/** @param directory where the files lie, as the build has left them */
export function createLoader(directory: string, cache: CodeCache): Loader {
  const ofNode = createRequire(join(directory, 'papertop.js'));
  const parts = new Map<string, Part>();
  const unkept = new Map<string, Script>();

  const load = (name: string): unknown => {
    const known = parts.get(name);
    if (known) return known.exports;
    const part: Part = {exports: {}};
    parts.set(name, part);
    compiled(name)(part.exports, required, part);
    return part.exports;
  };
  const required = (name: string): unknown => (name.startsWith('./') ? load(name.slice(2)) : ofNode(name));

  const compiled = (name: string): Body => {
    const file = join(directory, name);
    const cachedData = cache.read(name);
    // The build writes ASCII only, and of all encodings this is the fastest.
    const source = readFileSync(file, 'latin1');
    const script = new Script(source, {filename: file, ...(cachedData ? {cachedData} : {})});
    if (!cachedData || script.cachedDataRejected) unkept.set(name, script);
    return script.runInThisContext();
  };

  const keep = (): void => {
    for (const [name, script] of unkept) cache.write(name, script.createCachedData());
    unkept.clear();
  };
  return {load, keep};
}
