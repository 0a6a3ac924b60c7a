import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {inspect} from 'node:util';
import fc from 'fast-check';
import {LEGACY_ORIGIN} from '../../src/access/endpoint.js';
import {Secret} from '../../src/access/secret.js';
import {findCredentials, takeKeyFromEnvironment} from '../../src/accounts/credentials.js';
import {parseJsonObject} from '../../src/accounts/documents.js';
import {papertopPaths} from '../../src/accounts/paths.js';
import type {CredentialSearch} from '../../src/accounts/search.js';

const uid = process.getuid?.() ?? null;
const root = await mkdtemp(join(tmpdir(), 'papertop-accounts-'));
after(() => rm(root, {recursive: true, force: true}));

const key = (letter: string) => `canary${letter.repeat(24)}`;
let homes = 0;

/** A home directory of its own with these files, each mode 0600 unless it says otherwise. */
async function home(files: Record<string, string | Buffer> = {}, mode = 0o600): Promise<string> {
  homes += 1;
  const directory = join(root, `home ${homes}`);
  await mkdir(directory, {recursive: true, mode: 0o700});
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), {recursive: true, mode: 0o700});
    await writeFile(join(directory, name), text);
    await chmod(join(directory, name), mode);
  }
  return directory;
}

function search(directory: string, changes: Partial<CredentialSearch> = {}): CredentialSearch {
  const paths = papertopPaths({HOME: directory}, () => '/nobody');
  const nothing = {accountName: null, apiKeyFile: null, endpoint: null, environmentKey: null};
  const rest = {...nothing, env: {}, defaultEndpoint: LEGACY_ORIGIN};
  return {...rest, paths, uid, ...changes};
}

const ownFile = '.config/papertop/credentials.toml';
const own = (name: string, value: string, rest = '') => `[accounts.${name}]\napi_key = "${value}"\n${rest}`;

async function found(directory: string, changes: Partial<CredentialSearch> = {}) {
  const result = await findCredentials(search(directory, changes));
  assert.ok('apiKey' in result, inspect(result));
  return result;
}

async function problem(directory: string, changes: Partial<CredentialSearch> = {}): Promise<string> {
  const result = await findCredentials(search(directory, changes));
  assert.ok('problem' in result, inspect(result));
  assert.ok(!result.problem.includes('canary'), `the key is echoed: ${result.problem}`);
  assert.ok(!/[\n\x1b]/.test(result.problem));
  return result.problem;
}

test('the first key found wins, in the order of the contract', async () => {
  const directory = await home({
    'key.txt': ` \n${key('a')}\r\n`,
    [ownFile]: own('acme', key('c')),
    '.paperspace/config.json': `{"apiKey":"${key('d')}","name":"laptop"}\n`,
    '.paperspace/config.toml': 'team = "t2"\n',
    '.paperspace/credentials.toml': `version = 1\n[keys]\nt1 = "${key('x')}"\nt2 = "${key('e')}"\n`,
  });
  const file = join(directory, 'key.txt');
  const environmentKey = new Secret(key('b'));
  const seen: [string, string, string][] = [];
  for (const step of [{apiKeyFile: file, environmentKey}, {environmentKey}, {}]) {
    const {apiKey, source, accountName} = await found(directory, step);
    seen.push([apiKey.reveal().slice(-1), accountName, source]);
  }
  for (const name of [ownFile, '.paperspace/config.json']) {
    await rm(join(directory, name));
    const {apiKey, source, accountName} = await found(directory);
    seen.push([apiKey.reveal().slice(-1), accountName, source]);
  }
  assert.deepEqual(seen, [
    ['a', 'key file', '--api-key-file ~/key.txt'],
    ['b', 'environment', 'PAPERSPACE_API_KEY'],
    ['c', 'acme', '~/.config/papertop/credentials.toml'],
    ['d', 'laptop', '~/.paperspace/config.json'],
    ['e', 't2', '~/.paperspace/credentials.toml'],
  ]);
});

test('without a key it says where it looked', async () => {
  const directory = await home({'.paperspace/config.json': '{"name":"x"}', '.paperspace/credentials.toml': ''});
  assert.deepEqual(await findCredentials(search(directory)), {
    none: [
      'PAPERSPACE_API_KEY',
      '~/.config/papertop/credentials.toml',
      '~/.paperspace/config.json (holds no key)',
      '~/.paperspace/credentials.toml (holds no key)',
    ],
    endpoint: LEGACY_ORIGIN,
    warnings: [],
  });
});

test('91 95 the key leaves the environment, and prints as nothing', () => {
  const env = {PAPERSPACE_API_KEY: key('a'), PATH: '/bin'};
  const taken = takeKeyFromEnvironment(env);
  assert.deepEqual(Object.keys(env), ['PATH']);
  assert.equal(taken?.reveal(), key('a'));
  assert.ok(!`${taken}${JSON.stringify(taken)}${inspect(taken)}`.includes('canary'));
  assert.equal(takeKeyFromEnvironment({PAPERSPACE_API_KEY: ''}), null);
});

test('93 the address: option, then account, then variable, then the usual one', async () => {
  const plain = await home({[ownFile]: own('a', key('a'))});
  const named = await home({[ownFile]: own('a', key('a'), 'endpoint = "https://account.example"\n')});
  const env = {PAPERSPACE_CONFIG_HOST: 'https://variable.example'};
  assert.equal((await found(named, {env, endpoint: 'https://option.example'})).endpoint, 'https://option.example');
  assert.equal((await found(named, {env})).endpoint, 'https://account.example');
  assert.equal((await found(plain, {env})).endpoint, 'https://variable.example');
  assert.equal((await found(plain)).endpoint, LEGACY_ORIGIN);
  assert.match(await problem(plain, {env: {PAPERSPACE_CONFIG_HOST: 'http://x.example'}}), /^PAPERSPACE_CONFIG_HOST: /);
  const bad = await home({[ownFile]: own('a', key('a'), 'endpoint = "http://u:canary@x.example"\n')});
  assert.match(await problem(bad), /credentials\.toml, account "a": the API address/);
});

test('109 which account is in use', async () => {
  const two = own('a', key('a')) + own('b', key('b'));
  assert.equal((await found(await home({[ownFile]: `account = "b"\n${two}`}))).accountName, 'b');
  assert.match(await problem(await home({[ownFile]: two})), /which account is in use: add account = "NAME" \(a, b\)/);
  assert.match(await problem(await home({[ownFile]: `account = "c"\n${two}`})), /no such account: it has a, b/);
  assert.match(await problem(await home({[ownFile]: '[accounts.a]\n'})), /account "a" has no api_key/);
  assert.match(await problem(await home({[ownFile]: 'accounts = 3\n'})), /accounts must be tables/);
  assert.match(await problem(await home({[ownFile]: '[accounts.a]\napi_key = 3\n'})), /api_key must be text/);
  const newer = await found(await home({[ownFile]: `version = 2\n${own('a', key('a'))}`}));
  assert.match(newer.warnings.join(), /written by a newer papertop/);
});

test('an account asked for by name comes from papertop’s own file, whatever else is there', async () => {
  const two = own('a', key('a')) + own('b', key('b'), 'endpoint = "https://b.example"\n');
  const directory = await home({[ownFile]: `account = "a"\n${two}`, '.paperspace/config.json': '{"apiKey":"x"}'});
  const asked = {accountName: 'b', environmentKey: new Secret(key('e'))};
  const {apiKey, accountName, endpoint} = await found(directory, asked);
  assert.deepEqual([apiKey.reveal(), accountName, endpoint], [key('b'), 'b', 'https://b.example']);
  assert.match(await problem(directory, {...asked, accountName: 'c'}), /toml: has no account "c": it has a, b$/);
  assert.match(await problem(directory, {...asked, accountName: '__proto__'}), /has no account "__proto__"/);
  const vendorOnly = await home({'.paperspace/config.json': `{"apiKey":"${key('d')}","name":"b"}`});
  assert.match(
    await problem(vendorOnly, asked),
    /^there is no account "b" in ~\/\.config\/papertop\/credentials\.toml: papertop login saves one$/,
  );
});

test('a team of pspace: the only key, the named one, or none', async () => {
  const keys = `[keys]\nt1 = "${key('a')}"\nt2 = "${key('b')}"\n`;
  const file = '.paperspace/credentials.toml';
  const config = '.paperspace/config.toml';
  assert.equal((await found(await home({[file]: `[keys]\nonly = "${key('a')}"\n`}))).accountName, 'only');
  assert.match(await problem(await home({[file]: keys})), /several teams/);
  assert.ok('none' in (await findCredentials(search(await home({[file]: keys, [config]: 'team = "t3"'})))));
  assert.match(await problem(await home({[file]: keys, [config]: 'team = '})), /config\.toml beside it, line 1/);
});

test('90 a file of ours that others can read is refused, the vendor’s only warned of', {
  skip: uid === null,
}, async () => {
  for (const mode of [0o644, 0o640, 0o604, 0o660]) {
    const directory = await home({[ownFile]: own('a', key('a'))}, mode);
    assert.match(
      await problem(directory),
      /can be read by other users: chmod 600 ~\/\.config\/papertop\/credentials\.toml$/,
    );
  }
  const vendor = await home({'.paperspace/config.json': `{"apiKey":"${key('a')}"}`}, 0o644);
  assert.deepEqual((await found(vendor)).warnings, [
    '~/.paperspace/config.json can be read by other users: chmod 600 ~/.paperspace/config.json',
  ]);
  const open = await home({[ownFile]: own('a', key('a'))});
  await chmod(join(open, '.config/papertop'), 0o777);
  assert.match(await problem(open), /papertop can be changed by other users: chmod 700 ~\/\.config\/papertop$/);
});

test('90 odd files: another’s, links, pipes, directories, huge, binary', {skip: uid === null}, async () => {
  const good = await home({[ownFile]: own('a', key('a'))});
  assert.match(await problem(good, {uid: 54321}), /belongs to another user/);
  const linked = await home({'elsewhere.toml': own('a', key('a')), '.config/papertop/x': ''});
  await symlink(join(linked, 'elsewhere.toml'), join(linked, ownFile));
  assert.equal((await found(linked)).accountName, 'a');
  assert.match(await problem(linked, {uid: 54321}), /belongs to another user/);
  const circular = await home({'.config/papertop/x': ''});
  await symlink('credentials.toml', join(circular, ownFile));
  assert.match(await problem(circular), /leads to itself/);
  const piped = await home({'.config/papertop/x': ''});
  execFileSync('mkfifo', ['-m', '600', join(piped, ownFile)]);
  assert.match(await problem(piped), /named pipe/);
  const nested = await home({[`${ownFile}/x`]: ''});
  assert.match(await problem(nested), /is a directory/);
  assert.match(await problem(await home({[ownFile]: Buffer.alloc(1024 * 1024 + 1, '#')})), /larger than 1 MiB/);
  assert.match(await problem(await home({[ownFile]: Buffer.from([0xff, 0xfe, 0x61, 0])})), /not UTF-8 text/);
  assert.match(await problem(await home({[ownFile]: 'a\0b'})), /not UTF-8 text/);
  assert.equal((await found(await home({[ownFile]: `\uFEFF${own('a', key('a'))}`}))).accountName, 'a');
  const blocked = await home({'.config': 'a file where a directory should be'});
  assert.ok('none' in (await findCredentials(search(blocked))));
});

test('108 mistakes name file and line, and neither quote nor change the file', async () => {
  const cases: [string, string, RegExp][] = [
    [ownFile, `# x\n[accounts.a]\napi_key = "${key('a')}\n`, /papertop\/credentials\.toml: line 3: .*correct it/],
    [ownFile, `[__proto__]\napi_key = "${key('a')}"\n`, /line 1: .*unsafe/],
    [ownFile, `[accounts]\n__proto__ = {api_key = "${key('a')}"}\n`, /line 2: .*unsafe/],
    [ownFile, `a = ${'['.repeat(5000)}`, /line 1: /],
    ['.paperspace/config.json', `{\n  "apiKey": "${key('a')}"\n  "name": 1\n}`, /config\.json: line 3: no valid JSON/],
    ['.paperspace/config.json', `{"apiKey":\n"${key('a')}`, /line 2: no valid JSON/],
    ['.paperspace/config.json', '['.repeat(100_000), /line 1: no valid JSON/],
    ['.paperspace/config.json', '[]', /line 1: not a JSON object/],
    ['.paperspace/config.json', '{"apiKey": 5}', /apiKey must be text/],
    ['.paperspace/credentials.toml', `[keys]\nt = ${key('a')}\n`, /line 2: /],
  ];
  for (const [name, text, words] of cases) {
    const directory = await home({[name]: text});
    assert.match(await problem(directory), words);
    assert.equal(await readFile(join(directory, name), 'utf8'), text);
  }
  const hidden = await home({'.paperspace/config.json': `{"__proto__": {"apiKey": "${key('a')}"}}`});
  assert.ok('none' in (await findCredentials(search(hidden))));
});

test('the line of a JSON mistake is where a text stops being the beginning of JSON', () => {
  const runs = process.env.PAPERTOP_QUICK === '1' ? 100 : 1000;
  fc.assert(
    fc.property(fc.json(), value => {
      const object = `{"a":\n${value}\n}`;
      assert.ok('object' in parseJsonObject(object));
      const broken = parseJsonObject(`${object.slice(0, -1)}\n?}`);
      const line = object.split('\n').length + 1;
      assert.deepEqual(broken, {problem: `line ${line}: no valid JSON; correct it or move the file away`});
    }),
    {numRuns: runs},
  );
});

test('92 malformed keys are named by place and never shown', async () => {
  for (const bad of ['canary', `canary\n${'x'.repeat(20)}`, `canary${'é'.repeat(20)}`, `canary${'x'.repeat(300)}`]) {
    const directory = await home({'key.txt': bad, '.paperspace/config.json': JSON.stringify({apiKey: bad})});
    assert.match(await problem(directory), /^~\/\.paperspace\/config\.json: the API key is malformed/);
    assert.match(await problem(directory, {environmentKey: new Secret(bad)}), /^PAPERSPACE_API_KEY: the API key is/);
    assert.match(
      await problem(directory, {apiKeyFile: join(directory, 'key.txt')}),
      /^--api-key-file ~\/key\.txt: the/,
    );
  }
  const spaced = new Secret(` ${key('a')}`);
  assert.match(await problem(await home(), {environmentKey: spaced}), /spaces around it/);
});

test('--api-key-file: missing, a key instead of a file, ~', async () => {
  const directory = await home({'key.txt': key('a'), empty: '\n'});
  assert.match(await problem(directory, {apiKeyFile: './no/such'}), /there is no file \.\/no\/such/);
  assert.match(await problem(directory, {apiKeyFile: key('a')}), /not the key$/);
  assert.match(await problem(directory, {apiKeyFile: join(directory, 'empty')}), /the API key is empty/);
  assert.match(await problem(directory, {apiKeyFile: directory}), /is a directory/);
  assert.equal((await found(directory, {apiKeyFile: '~/key.txt'})).apiKey.reveal(), key('a'));
});

test('113 paths: XDG when absolute, else the home directory, else none at all', async () => {
  const nobody = () => {
    throw new Error('no such user');
  };
  const full = papertopPaths({HOME: '/h', XDG_CONFIG_HOME: '/c'}, nobody);
  assert.deepEqual(full, {
    home: '/h',
    config: '/c/papertop',
    vendor: '/h/.paperspace',
  });
  const relative = papertopPaths({HOME: '/h', XDG_CONFIG_HOME: 'c'}, nobody);
  assert.equal(relative.config, '/h/.config/papertop');
  assert.equal(papertopPaths({HOME: 'h'}, () => '/from/passwd').config, '/from/passwd/.config/papertop');
  const homeless = papertopPaths({}, nobody);
  assert.deepEqual(homeless, {home: null, config: null, vendor: null});
  const result = await findCredentials({...search('/'), paths: homeless});
  assert.ok('none' in result && result.none.includes('a home directory (HOME is not set)'));
});
