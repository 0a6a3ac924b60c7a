// The lockfile: only packages that are known here, each with its integrity, none that runs a script or names a host.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

interface Entry {
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
interface Lockfile {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Entry>>;
}
interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/** Packages that are part of the program or of the library. A new one stands here when it was looked at. */
const shipped = new Set(
  `@alcalzone/ansi-tokenize agent-base ansi-escapes ansi-regex ansi-styles auto-bind chalk cli-boxes cli-cursor cli-truncate
  code-excerpt commander convert-to-spaces csv-stringify data-uri-to-buffer debug emoji-regex environment es-toolkit
  escape-string-regexp fetch-blob figures formdata-polyfill get-east-asian-width https-proxy-agent indent-string ink ink-select-input
  ink-text-input is-fullwidth-code-point is-in-ci is-unicode-supported mimic-fn ms node-domexception node-fetch onetime p-limit
  patch-console proxy-from-env react react-reconciler restore-cursor scheduler signal-exit slice-ansi smol-toml stack-utils
  string-width strip-ansi tagged-tag terminal-size to-rotated type-fest web-streams-polyfill widest-line wrap-ansi
  write-file-atomic ws yocto-queue yoga-layout`.split(/\s+/),
);
/** Packages of the build and the tests. */
const tools = new Set(
  `@biomejs/biome @lydell/node-pty @types/node @types/proxy-from-env @types/react @types/write-file-atomic @xterm/headless csstype
  esbuild fast-check ink-testing-library pure-rand typescript undici-types`.split(/\s+/),
);
/** Native parts of tools, one package for each platform. */
const platforms = /^(?:@biomejs\/cli|@esbuild|@lydell\/node-pty|@typescript\/typescript)[-/](?:[a-z0-9]+-)+[a-z0-9]+$/;

function problemsOf(lock: Lockfile, manifest: Manifest): string[] {
  const {'': root = {}, ...others} = lock.packages;
  const problems = Object.entries(others).flatMap(([path, entry]) =>
    entryProblems(path, entry, manifest).map(problem => `${path}: ${problem}`),
  );
  for (const kind of ['dependencies', 'devDependencies'] as const) {
    if (JSON.stringify(root[kind]) !== JSON.stringify(manifest[kind]))
      problems.push(`${kind} differ from package.json`);
    for (const [name, version] of Object.entries(manifest[kind])) {
      if (!/^\d+\.\d+\.\d+$/.test(version)) problems.push(`${name} is not pinned: ${version}`);
      if (lock.packages[`node_modules/${name}`]?.version !== version)
        problems.push(`${name} is locked at another version`);
    }
  }
  if (lock.lockfileVersion !== 3) problems.push(`version ${lock.lockfileVersion}`);
  return problems;
}

function entryProblems(path: string, entry: Entry, manifest: Manifest): string[] {
  const name = path.split('node_modules/').at(-1) ?? '';
  const isTool = tools.has(name) || platforms.test(name);
  const isRefused = manifest.allowScripts[name] === false;
  return [
    ...(path.startsWith('node_modules/') ? [] : ['outside node_modules']),
    ...(shipped.has(name) || isTool ? [] : ['unknown: look at it, then add it to this test']),
    ...(isTool && !entry.dev && name !== 'csstype' && !name.startsWith('@types/') ? ['a tool that would ship'] : []),
    ...(/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? '') ? [] : ['no sha512 integrity']),
    ...(entry.resolved === undefined ? [] : [`comes from ${entry.resolved}`]),
    ...(entry.link || entry.inBundle ? ['is a link, or part of another package'] : []),
    ...(entry.name === undefined ? [] : [`is ${entry.name} by another name`]),
    ...(entry.hasInstallScript && !(isTool && isRefused) ? ['has an install script'] : []),
  ];
}

const lock: Lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));

test('118 the lockfile holds known packages with their integrity, no install script and no host', () => {
  assert.deepEqual(problemsOf(lock, manifest), []);
  const names = new Set(Object.keys(lock.packages).map(path => path.split('node_modules/').at(-1) ?? ''));
  const gone = [...shipped, ...tools].filter(name => !names.has(name));
  assert.deepEqual(gone, [], 'known packages that are not there any more');
});

test('118 npm writes no host and exact versions', () => {
  assert.match(readFileSync('.npmrc', 'utf8'), /^save-exact=true$[\s\S]*^omit-lockfile-registry-resolved=true$/m);
});

test('118 a planted package, script, host or version is told', () => {
  const integrity = `sha512-${'A'.repeat(86)}==`;
  const ink = lock.packages['node_modules/ink'] as Entry;
  const planted: readonly (readonly [path: string, entry: Entry, problem: RegExp])[] = [
    ['node_modules/event-stream', {version: '3.3.6', integrity}, /unknown/],
    ['node_modules/ink/node_modules/flatmap-stream', {version: '0.1.1', integrity}, /unknown/],
    ['node_modules/@esbuild/evil', {version: '1.0.0', integrity, dev: true}, /unknown/],
    ['node_modules/chalk', {version: '5.6.1'}, /no sha512/],
    ['node_modules/chalk', {version: '5.6.1', integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk='}, /no sha512/],
    ['node_modules/ink', {...ink, resolved: 'https://evil.example/ink-6.8.0.tgz'}, /evil\.example/],
    ['node_modules/ink', {...ink, resolved: 'git+ssh://git@github.com/x/ink.git#1'}, /git\+ssh/],
    ['node_modules/ink', {...ink, hasInstallScript: true}, /install script/],
    ['node_modules/ink', {...ink, name: 'inq'}, /inq by another name/],
    ['node_modules/ink', {...ink, version: '6.8.1'}, /another version/],
    ['node_modules/fast-check', {version: '4.10.2', integrity, dev: true, hasInstallScript: true}, /install script/],
    ['node_modules/fast-check', {version: '4.10.2', integrity}, /would ship/],
    ['node_modules/ink', {link: true, integrity, version: '6.8.0'}, /link/],
    ['tools/node_modules/ink', {...ink}, /outside/],
  ];
  for (const [path, entry, problem] of planted) {
    const bad = {...lock, packages: {...lock.packages, [path]: entry}};
    const found = problemsOf(bad, manifest);
    assert.equal(found.length, 1, `${path}: ${found.join(', ')}`);
    assert.match(found[0] ?? '', problem);
  }
  const loose = {...manifest, dependencies: {...manifest.dependencies, ink: '^6.8.0'}};
  assert.match(problemsOf(lock, loose).join(), /dependencies differ.*ink is not pinned: \^6\.8\.0/);
});
