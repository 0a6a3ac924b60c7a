// What a bundle can do beyond computing, and in which of its modules: run text as code, start processes, use the network.
import {type BuildOptions, build} from 'esbuild';

/** Ways to get at one of Node's modules by its name. */
const builtin = (names: string) =>
  new RegExp(`(?:\\bfrom|\\bimport|(?:require|getBuiltinModule|\\bimport)\\s*\\()\\s*["'](?:node:)?(?:${names})["']`);
/** What tells addresses from names opens no socket. */
const isIpAlone = /^import \{ isIP(?: as \w+)? \} from "node:net";$/gm;

/** The powers and how they look in unminified code, after tree shaking. Types are gone by then. */
const looks: Readonly<Record<string, RegExp>> = {
  'code from text':
    /\beval\b\s*[(),]|\beval:(?! ?false\b)|\(0, ?eval\)|\bFunction\s*\(|\bnew Function\b|\bset(?:Timeout|Interval)\(\s*["'`]/,
  vm: builtin('vm|repl'),
  modules:
    /\bcreateRequire\b|\bprocess\s*\.\s*(?:binding|_linkedBinding|dlopen|mainModule)\b|\b_load\s*\(|\bmodule\s*\.\s*constructor\b/,
  'module of a computed name': /\b(?:import|require|__require|getBuiltinModule)\s*\(\s*(?!["'][^"'+]*["']\s*\))[^)]/,
  processes: builtin('child_process|cluster'),
  threads: builtin('worker_threads'),
  debugger: builtin('inspector|inspector/promises|trace_events'),
  sockets: builtin('net|tls|dgram|dns|dns/promises|http2|quic'),
  http: builtin('http|https'),
  fetch:
    /\b(?:new\s+)?(?:WebSocket|EventSource|XMLHttpRequest)\s*\(|(?<![\w.$#]|function )fetch\s*\((?![^()]*\)\s*\{)|\bglobalThis\s*\.\s*fetch\b/,
  'native code': /\bWebAssembly\s*\.\s*\w+\(|\.node["']/,
};

/** The powers of each module that has any, by its path from the root; of a package's modules by the package's name. */
export async function powersIn(settings: BuildOptions): Promise<Record<string, readonly string[]>> {
  const {outputFiles = []} = await build({
    ...settings,
    write: false,
    minify: false,
    legalComments: 'none',
    splitting: true,
    outdir: 'out',
    logLevel: 'silent',
  });
  const found = new Map<string, Set<string>>();
  for (const {text} of outputFiles) {
    for (const [module, code] of modulesOf(text)) {
      for (const power of powersOf(code)) found.set(module, (found.get(module) ?? new Set()).add(power));
    }
  }
  return Object.fromEntries([...found].sort().map(([module, powers]) => [module, [...powers].sort()]));
}

/** The names of the powers that a text of code has. */
export function powersOf(code: string): string[] {
  const rest = code.replace(isIpAlone, '');
  return Object.entries(looks).flatMap(([power, look]) => (look.test(rest) ? [power] : []));
}

/** The modules of a bundle: esbuild writes each behind a comment with its path. */
function modulesOf(text: string): (readonly [module: string, code: string])[] {
  const parts = text.split(/^\/\/ (\S+\.[cm]?[jt]sx?)$/m);
  // What stands before the first module is esbuild's own.
  return parts.flatMap((code, index) =>
    index % 2 === 0 && index > 0 ? [[subjectOf(parts[index - 1] ?? ''), code] as const] : [],
  );
}

function subjectOf(path: string): string {
  return /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1] ?? path;
}
