// `papertop login` and `papertop accounts` as programs use them: stdin is a pipe. The terminal's side: terminal/login.test.ts.
import assert from 'node:assert/strict';
import {chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {PassThrough, Readable} from 'node:stream';
import {after, before, test} from 'node:test';
import fc from 'fast-check';
import {listAccounts} from '../../src/cli/commands/accounts-list.js';
import {type HiddenInput, readHidden} from '../../src/cli/commands/hidden-input.js';
import {type LoginSettings, login} from '../../src/cli/commands/login.js';
import {startEmulator} from '../../src/emulator/server.js';
import {runs} from '../support/runs.js';

const good = 'canary-key-0123456789';
const uid = process.getuid?.() ?? null;
const ownFile = '.config/papertop/credentials.toml';
let root: string;
let emulator: Awaited<ReturnType<typeof startEmulator>>;
let homes = 0;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'papertop-login-'));
  emulator = await startEmulator({machines: 3, key: good});
});
after(async () => {
  await emulator.close();
  await rm(root, {recursive: true, force: true});
});

async function home(files: Readonly<Record<string, string>> = {}, mode = 0o600): Promise<string> {
  homes += 1;
  const directory = join(root, `home ${homes}`);
  await mkdir(directory, {mode: 0o700});
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), {recursive: true, mode: 0o700});
    await writeFile(join(directory, name), text);
    await chmod(join(directory, name), mode);
  }
  return directory;
}

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

async function ran(directory: string, input: string, changes: Partial<LoginSettings> = {}, env = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const host = {
    stdin: Readable.from(input === '' ? [] : [Buffer.from(input)]),
    stdout: {write: (text: string) => (out += text)},
    stderr: {write: (text: string) => (err += text)},
    env: {HOME: directory, ...env},
    execArgv: [],
    once: () => undefined,
  };
  const settings = {accountName: 'default', endpoint: emulator.url, isChecked: true, ...changes};
  const status = await login(settings, host, '1.2.3');
  assert.ok(!/canary|wrong-key/.test(out + err), `the key is shown: ${out}${err}`);
  return {status, out, err};
}

async function listed(directory: string, output: 'table' | 'json' = 'table', env = {}): Promise<Ran> {
  let out = '';
  const stdout = {write: (text: string) => (out += text)};
  const status = await listAccounts({output}, {stdout, env: {HOME: directory, ...env}});
  assert.ok(!/canary|wrong-key/.test(out), out);
  return {status, out, err: ''};
}

test('a key from a pipe is tried, saved with mode 0600, and where is said', async () => {
  const directory = await home();
  const {status, out, err} = await ran(directory, `  ${good}\r\nanother line\n`);
  assert.deepEqual([status, err], [0, '']);
  assert.equal(
    out,
    `The server takes the key: 3 machines.\nSaved as account default in ~/${ownFile} (mode 0600), for ${emulator.url}\n`,
  );
  const text = await readFile(join(directory, ownFile), 'utf8');
  assert.ok(text.includes(`account = "default"`) && text.includes(good) && text.includes(emulator.url));
  if (uid !== null) assert.equal((await stat(join(directory, ownFile))).mode & 0o777, 0o600);
});

test('a key the server does not take is refused with the reason, and nothing is saved', async () => {
  const directory = await home();
  const {status, out, err} = await ran(directory, 'wrong-key-123456\n');
  assert.deepEqual([status, out], [1, '']);
  assert.match(err, /^papertop: .*key.*; nothing was saved\n$/);
  await assert.rejects(stat(join(directory, ownFile)));
});

test('a server that cannot be reached, and --no-check which asks none', async () => {
  const directory = await home();
  const away = {endpoint: 'http://127.0.0.1:9'};
  const refused = await ran(directory, good, away);
  assert.equal(refused.status, 1);
  assert.match(refused.err, /127\.0\.0\.1:9 refused the connection/);
  const saved = await ran(directory, good, {...away, isChecked: false});
  assert.equal(saved.status, 0);
  assert.match(saved.out, /was not asked \(--no-check\)/);
});

test('what is no key, no name or no safe place is refused before anything is sent', async () => {
  const cases: readonly (readonly [string, Partial<LoginSettings>, RegExp])[] = [
    ['', {}, /the API key is empty/],
    ['\n', {}, /the API key is empty/],
    ['canary with spaces\n', {}, /malformed/],
    ['canary\u00e9'.repeat(4), {}, /malformed/],
    ['canary'.repeat(2000), {}, /malformed/],
    [good, {accountName: '[x]'}, /an account name has/],
    [good, {accountName: '__proto__'}, /an account name has/],
  ];
  for (const [input, changes, words] of cases) {
    const {status, err} = await ran(await home(), input, changes);
    assert.equal(status, 2, input);
    assert.match(err, words);
  }
  const env = {NODE_TLS_REJECT_UNAUTHORIZED: '0'};
  const unsafe = await ran(await home(), good, {endpoint: 'https://api.example'}, env);
  assert.deepEqual([unsafe.status, /certificate checks/.test(unsafe.err)], [2, true]);
  assert.equal((await ran(await home(), good, {}, {NODE_OPTIONS: '--inspect'})).status, 2);
  if (uid === null) return;
  const open = await ran(await home({[ownFile]: '# mine\n'}, 0o644), good);
  assert.equal(open.status, 2);
  assert.match(open.err, /chmod 600/);
});

test('an account keeps its address; a new one takes the option, the variable, the usual one', async () => {
  const directory = await home({[ownFile]: `[accounts.acme]\napi_key = "old-key-1"\nendpoint = "${emulator.url}"\n`});
  const {status, out} = await ran(directory, good, {accountName: 'acme', endpoint: null}, {PAPERSPACE_CONFIG_HOST: ''});
  assert.equal(status, 0);
  assert.match(out, new RegExp(`for ${emulator.url}`));
  const named = await ran(await home(), good, {endpoint: null}, {PAPERSPACE_CONFIG_HOST: emulator.url});
  assert.match(named.out, new RegExp(`for ${emulator.url}`));
  const usual = await ran(await home(), good, {endpoint: null, isChecked: false});
  assert.match(usual.out, /for https:\/\/api\.paperspace\.io\n/);
});

test('it says when another key is used before the saved one', async () => {
  const {out} = await ran(await home(), good, {accountName: 'acme'}, {PAPERSPACE_API_KEY: 'wrong-key-123456'});
  assert.match(out, /PAPERSPACE_API_KEY is used before it: papertop --account acme takes this one\.\n$/);
});

test('accounts: every account and place, the one in use, and never a key', async () => {
  const directory = await home({
    [ownFile]:
      `account = "b"\n[accounts.a]\napi_key = "canary-aaaaaaaa"\n[accounts.b]\napi_key = "canary-bbbbbbbb"\n` +
      `endpoint = "https://b.example"\n[accounts.c]\nendpoint = "https://c.example"\n[accounts.d]\napi_key = "canary d"\n`,
    '.paperspace/config.json': '{"apiKey":"canary-vendor","name":"laptop"}',
  });
  const {status, out} = await listed(directory);
  assert.equal(status, 0);
  const mode = uid === null ? '' : ' \\(mode 0600\\)';
  for (const line of [
    /^ {2,}ACCOUNT +ENDPOINT +KEY$/m,
    new RegExp(`^ +a +https://api\\.paperspace\\.io +in ~/${ownFile}${mode}$`, 'm'),
    new RegExp(`^\\* +b +https://b\\.example +in ~/${ownFile}${mode}$`, 'm'),
    /^ +c +account "c" has no api_key$/m,
    /^ +d +https:\/\/api\.paperspace\.io +the API key is malformed/m,
    /^ +--api-key-file +not given$/m,
    /^ +PAPERSPACE_API_KEY +none$/m,
    new RegExp(`^> +~/${ownFile} +account b, for https://b\\.example${mode}$`, 'm'),
    /^ +~\/\.paperspace\/config\.json +account laptop, for https:\/\/api\.paperspace\.io/m,
    /^ +~\/\.paperspace\/credentials\.toml +none$/m,
  ]) {
    assert.match(out, line);
  }
  const withVariable = await listed(directory, 'table', {PAPERSPACE_API_KEY: 'canary-environment'});
  assert.match(withVariable.out, /^> +PAPERSPACE_API_KEY +set, for https:\/\/api\.paperspace\.io$/m);
  assert.equal(withVariable.out.match(/^>/gm)?.length, 1);
});

test('accounts as JSON', async () => {
  const directory = await home({[ownFile]: '[accounts.a]\napi_key = "canary-aaaaaaaa"\n'});
  const answer = JSON.parse((await listed(directory, 'json')).out);
  assert.deepEqual(answer.accounts, [
    {
      name: 'a',
      file: `~/${ownFile}`,
      isChosen: true,
      endpoint: 'https://api.paperspace.io',
      problem: null,
      mode: uid === null ? null : '0600',
    },
  ]);
  assert.deepEqual(answer.inUse, {account: 'a', place: `~/${ownFile}`, endpoint: 'https://api.paperspace.io'});
  assert.equal(answer.sources.length, 5);
  const empty = JSON.parse((await listed(await home(), 'json')).out);
  assert.deepEqual([empty.accounts, empty.inUse, empty.problem], [[], null, null]);
});

test('accounts that cannot be read: the reason, exit status 1', async () => {
  const broken = await listed(await home({[ownFile]: 'x = [\n'}));
  assert.equal(broken.status, 1);
  assert.match(broken.out, /Cannot list the accounts: ~.*line \d/);
  assert.match((await listed(await home())).out, /No account is saved: papertop login saves one\./);
  if (uid === null) return;
  const open = await listed(await home({'.paperspace/config.json': '{"apiKey":"canary-vendor"}'}, 0o644));
  assert.match(open.out, /mode 0644/);
  assert.match(open.out, /Warning: .*chmod 600/);
});

/** A terminal's input: raw mode is counted, bytes are fed by hand. */
function terminal() {
  const modes: boolean[] = [];
  const input: HiddenInput = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  });
  return {input, modes, feed: (bytes: Buffer | string) => (input as PassThrough).write(bytes)};
}

test('typed at a terminal: corrections, pastes, arrows; the mode is given back', async () => {
  const cases: readonly (readonly [string, object])[] = [
    ['abc\r', {line: 'abc'}],
    ['abX\x7fc\n', {line: 'abc'}],
    ['wrong\x15abc\r', {line: 'abc'}],
    ['a\x1b[Db\x1b[Ac\r', {line: 'abc'}],
    ['\x1b[200~abc\x1b[201~\r', {line: 'abc'}],
    ['\x1b[200~abc\nrm -rf\x1b[201~', {line: 'abc'}],
    ['abc\x04', {line: 'abc'}],
    ['abc\x03', {isInterrupted: true}],
    ['\r', {line: ''}],
  ];
  for (const [bytes, wanted] of cases) {
    const {input, modes, feed} = terminal();
    const atPrompt: boolean[] = [];
    const line = readHidden(
      input,
      () => 0,
      () => atPrompt.push(...modes),
    );
    assert.deepEqual(atPrompt, [true], 'asked once nothing is echoed');
    feed(bytes);
    assert.deepEqual(await line, wanted, JSON.stringify(bytes));
    assert.deepEqual(modes, [true, false]);
  }
});

test('whatever the cuts, the same line', async () => {
  const key = fc.string({unit: fc.constantFrom(...'abcXYZ019-_+/='), minLength: 1, maxLength: 40});
  await fc.assert(
    fc.asyncProperty(key, fc.boolean(), fc.array(fc.nat(60), {maxLength: 5}), async (text, isPasted, cuts) => {
      const bytes = isPasted ? `\x1b[200~${text}\x1b[201~\r` : `${text}\r`;
      const {input, feed} = terminal();
      const line = readHidden(
        input,
        () => 0,
        () => undefined,
      );
      const at = [0, ...cuts.map(cut => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
      for (const [index, start] of at.entries()) feed(bytes.slice(start, at[index + 1] ?? bytes.length));
      assert.deepEqual(await line, {line: text});
    }),
    runs(200),
  );
});
