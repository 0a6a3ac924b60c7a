import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile} from 'node:fs/promises';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import fc from 'fast-check';
import {parse, stringify} from 'smol-toml';
import {Secret} from '../../src/access/secret.js';
import {parseCredentialsFile} from '../../src/accounts/credentials-file.js';
import {withKey} from '../../src/accounts/insert-key.js';
import {withLock} from '../../src/accounts/lock.js';
import {papertopPaths} from '../../src/accounts/paths.js';
import {type KeyToSave, saveKey} from '../../src/accounts/save.js';

const uid = process.getuid?.() ?? null;
const key = (letter: string) => `canary${letter.repeat(24)}`;

function save(directory: string, changes: Partial<KeyToSave> = {}) {
  const paths = papertopPaths({HOME: directory}, () => '/nobody');
  const toSave = {accountName: 'acme', apiKey: new Secret(key('a')), endpoint: null, ...changes};
  return saveKey(toSave, {paths, uid});
}

// This file is also the program that saves without end, for the test that kills it.
const loopDirectory = process.env.PAPERTOP_TEST_SAVE_LOOP;
if (loopDirectory !== undefined) {
  for (let count = 0; ; count += 1) {
    process.stdout.write('.');
    await save(loopDirectory, {apiKey: new Secret(key(count % 2 === 0 ? 'a' : 'b').padEnd(200, 'x'))});
  }
}

const onceDirectory = process.env.PAPERTOP_TEST_SAVE_ONCE;
if (onceDirectory !== undefined) {
  process.on('SIGXFSZ', () => undefined);
  process.stdout.write(JSON.stringify(await save(onceDirectory)));
  process.exit();
}

// And the program that saves one account of its own, beside others that do.
const [manyDirectory, manyName = ''] = process.env.PAPERTOP_TEST_SAVE_MANY?.split('|') ?? [];
if (manyDirectory !== undefined) {
  process.stdout.write(JSON.stringify(await save(manyDirectory, {accountName: manyName})));
  process.exit();
}

const root = await mkdtemp(join(tmpdir(), 'papertop-save-'));
after(() => rm(root, {recursive: true, force: true}));
let homes = 0;

async function home(text?: string): Promise<{directory: string; folder: string; file: string}> {
  homes += 1;
  const directory = join(root, `home ${homes}`);
  const folder = join(directory, '.config/papertop');
  const file = join(folder, 'credentials.toml');
  await mkdir(directory);
  if (text !== undefined) {
    await mkdir(folder, {recursive: true, mode: 0o700});
    await writeFile(file, text, {mode: 0o600});
  }
  return {directory, folder, file};
}

test('the first key makes the file and the directory, private', async () => {
  const {directory, folder, file} = await home();
  assert.deepEqual(await save(directory, {endpoint: 'https://a.example'}), {
    savedTo: '~/.config/papertop/credentials.toml',
  });
  assert.equal(
    await readFile(file, 'utf8'),
    `# Keys of papertop. Keep this file to yourself (mode 0600).\nversion = 1\naccount = "acme"\n\n` +
      `[accounts.acme]\napi_key = "${key('a')}"\nendpoint = "https://a.example"\n`,
  );
  if (uid !== null) {
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.equal((await stat(folder)).mode & 0o777, 0o700);
  }
  assert.deepEqual(await readdir(folder), ['credentials.toml']);
});

test('comments, layout and other entries stay', async () => {
  const before = [
    '# mine',
    'account = "old"   # in use',
    'later = {x = 1, when = 2026-01-02}',
    '',
    '[accounts.old] # the first',
    `api_key = "${key('o')}"`,
    '',
    '[accounts."acme"]',
    'note = "keep"',
    'api_key = "gone-gone"',
    '[views]',
    'api_key = "not this one"',
  ].join('\n');
  const {directory, file} = await home(before);
  assert.ok('savedTo' in (await save(directory)));
  const expected = before
    .replace('account = "old"   # in use', 'account = "acme"')
    .replace('"gone-gone"', `"${key('a')}"`)
    .replace('# mine\n', '# mine\nversion = 1\n');
  assert.equal(await readFile(file, 'utf8'), expected);
});

test('108 whatever the file looks like, its entries stay and the key is in', () => {
  const name = fc.constantFrom('acme', 'old', 'zürich 1', 'a.b', 'api_key', 'accounts');
  const value = fc.oneof(fc.string(), fc.integer(), fc.constant('[accounts.acme]\napi_key = "x"'), fc.boolean());
  const account = fc.dictionary(fc.constantFrom('api_key', 'endpoint', 'note', 'x y'), fc.string());
  const document = fc.record(
    {
      top: value,
      account: fc.string(),
      accounts: fc.dictionary(name, account),
      after: fc.dictionary(name, value),
      list: fc.array(fc.string()),
    },
    {requiredKeys: []},
  );
  const numRuns = process.env.PAPERTOP_QUICK === '1' ? 100 : 1000;
  fc.assert(
    fc.property(document, name, fc.boolean(), (table, accountName, isInline) => {
      const {accounts, ...rest} = table;
      const text =
        isInline && accounts
          ? `accounts = { ${Object.entries(accounts)
              .map(([each, entry]) => `${JSON.stringify(each)} = ${inline(entry)}`)
              .join(', ')} }\n${stringify(rest)}`
          : stringify(table);
      const own = parseCredentialsFile(text);
      assert.ok('table' in own, text);
      const saved = parse(withKey(text, own, {name: accountName, key: key('a'), endpoint: null}));
      const entry = {...accounts?.[accountName], api_key: key('a')};
      const expected = {version: 1, ...table, account: accountName, accounts: {...accounts, [accountName]: entry}};
      assert.equal(JSON.stringify(sorted(saved)), JSON.stringify(sorted(expected)), text);
    }),
    {numRuns},
  );
});

function inline(entry: Record<string, string>): string {
  return `{ ${Object.entries(entry)
    .map(([each, text]) => stringify({[each]: text}).trim())
    .join(', ')} }`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, sorted(inner)] as const);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}

test('108 109 a file that cannot be read stays as it is', async () => {
  const cases: [string, number, RegExp][] = [
    [`[accounts.a]\napi_key = "${key('z')}\n`, 0o600, /line 2: .*the key was not saved/],
    ['accounts = 5\n', 0o600, /accounts must be tables/],
    ['version = 2\n', 0o600, /newer papertop/],
    ['a\0', 0o600, /not UTF-8/],
    [`[accounts.a]\napi_key = "${key('z')}"\n`, 0o644, /chmod 600/],
  ];
  for (const [text, mode, words] of cases) {
    if (mode !== 0o600 && uid === null) continue;
    const {directory, file, folder} = await home(text);
    await chmod(file, mode);
    const result = await save(directory);
    assert.ok('problem' in result);
    assert.match(result.problem, words);
    assert.ok(!result.problem.includes('canary'));
    assert.equal(await readFile(file, 'utf8'), text);
    assert.deepEqual(await readdir(folder), ['credentials.toml']);
  }
});

test('108 bad names, keys and addresses are refused before anything is written', async () => {
  const {directory} = await home();
  for (const accountName of ['', ' a', '__proto__', 'constructor', 'a\nb', '[x]', 'a"b', 'x'.repeat(65)]) {
    assert.match(JSON.stringify(await save(directory, {accountName})), /an account name has/);
  }
  assert.match(JSON.stringify(await save(directory, {apiKey: new Secret('a b')})), /malformed/);
  assert.match(JSON.stringify(await save(directory, {endpoint: 'http://x.example'})), /https/);
  assert.deepEqual(await readdir(directory), []);
  const homeless = {home: null, config: null, vendor: null};
  const toSave = {accountName: 'a', apiKey: new Secret(key('a')), endpoint: null};
  assert.match(JSON.stringify(await saveKey(toSave, {paths: homeless, uid})), /set HOME/);
});

test('107 a directory in the way, or one that others may write to, is said', async () => {
  const {directory} = await home();
  await writeFile(join(directory, '.config'), 'a file');
  assert.match(JSON.stringify(await save(directory)), /not a directory|in the way/);
  if (uid === null) return;
  const open = await home('');
  await chmod(open.folder, 0o777);
  assert.match(JSON.stringify(await save(open.directory)), /chmod 700/);
});

test('a link to a file elsewhere stays a link', async () => {
  const {directory, folder, file} = await home('');
  await rm(file);
  await writeFile(join(directory, 'mine.toml'), '# mine\n', {mode: 0o600});
  await symlink(join(directory, 'mine.toml'), file);
  assert.ok('savedTo' in (await save(directory)));
  assert.match(await readFile(join(directory, 'mine.toml'), 'utf8'), /^# mine\nversion = 1\naccount = "acme"/);
  assert.deepEqual(await readdir(folder), ['credentials.toml']);
});

test('112 copies left by a killed save go after an hour', async () => {
  const {directory, folder} = await home('');
  const names = ['credentials.toml.123', 'credentials.toml.456', 'credentials.toml.mine'];
  for (const name of names) await writeFile(join(folder, name), '');
  const longAgo = new Date((await stat(join(folder, 'credentials.toml.123'))).mtimeMs - 2 * 3_600_000);
  await utimes(join(folder, 'credentials.toml.123'), longAgo, longAgo);
  await utimes(join(folder, 'credentials.toml.mine'), longAgo, longAgo);
  await save(directory);
  assert.deepEqual(await readdir(folder), ['credentials.toml', 'credentials.toml.456', 'credentials.toml.mine']);
});

test('107 a disk that is full halfway leaves the old file', {skip: process.platform === 'win32'}, async () => {
  const before = `# ${'x'.repeat(8000)}\n[accounts.other]\napi_key = "${key('o')}"\n`;
  const {directory, folder, file} = await home(before);
  const env = {...process.env, PAPERTOP_TEST_SAVE_ONCE: directory, NODE_TEST_CONTEXT: undefined};
  // A limit on the size of files ends a write like a full disk does: the first part is accepted, then no more.
  const line = 'ulimit -f 8; exec "$0" "$1"';
  const args = ['-c', line, process.execPath, fileURLToPath(import.meta.url)];
  const child = spawn('/bin/sh', args, {env, stdio: ['ignore', 'pipe', 'inherit']});
  let said = '';
  for await (const chunk of child.stdout) said += chunk;
  assert.match(said, /the key was not saved/);
  assert.equal(await readFile(file, 'utf8'), before);
  assert.deepEqual(await readdir(folder), ['credentials.toml']);
});

test('106 a save killed at any moment leaves a whole file', async () => {
  const {directory, file} = await home(
    `${'# mine, and long\n'.repeat(50_000)}[accounts.other]\napi_key = "${key('o')}"\n`,
  );
  const rounds = process.env.PAPERTOP_QUICK === '1' ? 5 : 30;
  const env = {...process.env, PAPERTOP_TEST_SAVE_LOOP: directory, NODE_TEST_CONTEXT: undefined};
  let saves = 0;
  for (let round = 0; round < rounds; round += 1) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    let seen = 0;
    for await (const chunk of child.stdout) {
      seen += chunk.length;
      if (seen <= 2) continue;
      // A save takes some ten milliseconds: each round ends at another moment of it.
      const until = performance.now() + round * 0.7;
      while (performance.now() < until) await new Promise(setImmediate);
      child.kill('SIGKILL');
      break;
    }
    await gone;
    saves += seen;
    const table = parse(await readFile(file, 'utf8'));
    assert.equal(table.account, 'acme');
    assert.match(
      JSON.stringify(table.accounts),
      /"other":\{"api_key":"canaryo+"\},"acme":\{"api_key":"canary[ab]+x+"\}/,
    );
    assert.equal((await stat(file)).mode & 0o077, 0);
  }
  assert.ok(saves > rounds);
});

function saveElsewhere(directory: string, name: string) {
  const env = {...process.env, PAPERTOP_TEST_SAVE_MANY: `${directory}|${name}`, NODE_TEST_CONTEXT: undefined};
  return spawn(process.execPath, [fileURLToPath(import.meta.url)], {env, stdio: ['ignore', 'pipe', 'inherit']});
}

async function accountsIn(file: string): Promise<readonly string[]> {
  const {accounts} = parse(await readFile(file, 'utf8'));
  return Object.keys(accounts as object).sort();
}

test('110 #22 thirty processes save at once: each says so, and no key is lost', async () => {
  const {directory, folder, file} = await home('# mine\n');
  const names = Array.from({length: 30}, (_, index) => `account-${String(index).padStart(2, '0')}`);
  const said = await Promise.all(
    names.map(async name => {
      let text = '';
      for await (const chunk of saveElsewhere(directory, name).stdout) text += chunk;
      return text;
    }),
  );
  assert.deepEqual(
    said.filter(text => !text.includes('savedTo')),
    [],
  );
  assert.deepEqual(await accountsIn(file), names);
  assert.match(await readFile(file, 'utf8'), /^# mine\n/);
  assert.deepEqual(await readdir(folder), ['credentials.toml']);
});

test('112 #22 a lock whose process has ended, was killed while it wrote it, or has another start, blocks nobody', async () => {
  const ended = spawn(process.execPath, ['-e', '']);
  await once(ended, 'exit');
  const host = hostname();
  const locks = [`${ended.pid} 123 ${host}\n`, '', 'garbage', `${process.pid} 1 ${host}\n`, `${ended.pid}`];
  for (const lock of locks) {
    const {directory, folder, file} = await home('');
    await writeFile(join(folder, 'credentials.toml.lock'), lock);
    const both = await Promise.all([save(directory, {accountName: 'one'}), save(directory, {accountName: 'two'})]);
    assert.ok(
      both.every(result => 'savedTo' in result),
      `${JSON.stringify(lock)}: ${JSON.stringify(both)}`,
    );
    assert.deepEqual(await accountsIn(file), ['one', 'two']);
    assert.deepEqual(await readdir(folder), ['credentials.toml']);
  }
});

test('110 #22 a lock that is held is said, with its process, and the file stays as it is', async () => {
  const {directory, folder, file} = await home('# mine\n');
  const lock = join(folder, 'credentials.toml.lock');
  const holder = `${process.pid} - ${hostname()}\n`;
  for (const held of [holder, '1 5 another.host\n']) {
    await writeFile(lock, held);
    await assert.rejects(
      withLock(lock, async () => undefined, 50),
      {name: 'LockedError', pid: Number.parseInt(held, 10)},
    );
    assert.equal(await readFile(lock, 'utf8'), held);
  }
  await writeFile(lock, holder);
  const {problem} = (await save(directory)) as {problem: string};
  const words = `is being changed by another papertop (process ${process.pid}): try again`;
  assert.ok(problem.startsWith(`~/.config/papertop/credentials.toml ${words}`), problem);
  assert.equal(await readFile(file, 'utf8'), '# mine\n');
});

test('110 #22 saves killed at any moment block no later one', async () => {
  const {directory, folder, file} = await home('');
  const env = {...process.env, PAPERTOP_TEST_SAVE_LOOP: directory, NODE_TEST_CONTEXT: undefined};
  for (let round = 0; round < 8; round += 1) {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const gone = once(child, 'exit');
    await once(child.stdout, 'data');
    for (let turn = 0; turn < round * 40; turn += 1) await new Promise(setImmediate);
    child.kill('SIGKILL');
    await gone;
    const result = await save(directory, {accountName: `round-${round}`});
    assert.ok('savedTo' in result, JSON.stringify(result));
    assert.ok((await accountsIn(file)).includes(`round-${round}`));
    assert.ok(!(await readdir(folder)).includes('credentials.toml.lock'));
  }
});
