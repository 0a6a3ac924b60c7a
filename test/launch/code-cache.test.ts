// Compiled code is run as it is: only what this user alone can write, and what is not damaged, is taken.
import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, test} from 'node:test';
import {createCodeCache} from '../../src/launch/code-cache.js';

const uid = process.getuid?.() ?? 0;
const code = Buffer.from('compiled code of some length'.repeat(100));
let home = '';
const open = (key = 'build-1', env: Record<string, string> = {XDG_CACHE_HOME: home}) =>
  createCodeCache({env, home: () => home, uid, key});
const directory = () => join(home, 'papertop');
const onlyFile = () => join(directory(), readdirSync(directory())[0] ?? '');

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'papertop-cache-'));
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

test('what is kept is read again, from a private directory', () => {
  open().write('a.js', code);
  assert.deepEqual(open().read('a.js'), code);
  assert.equal(statSync(directory()).mode & 0o777, 0o700);
  assert.equal(statSync(onlyFile()).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(directory()).length, 1, 'nothing is left aside');
});

test('113 without XDG_CACHE_HOME it is ~/.cache; a relative one does not count', () => {
  open('k', {HOME: home, XDG_CACHE_HOME: 'relative'}).write('a.js', code);
  assert.deepEqual(open('k', {HOME: home}).read('a.js'), code);
  assert.ok(statSync(join(home, '.cache', 'papertop')).isDirectory());
});

test('another build or another Node has none', () => {
  open('build-1').write('a.js', code);
  assert.equal(open('build-2').read('a.js'), null);
  assert.equal(open('build-1').read('b.js'), null);
});

test('damage anywhere is noticed', () => {
  open().write('a.js', code);
  const good = readFileSync(onlyFile());
  for (const at of [0, 5, code.length - 1, code.length, good.length - 1]) {
    const bad = Buffer.from(good);
    bad[at] = (bad[at] ?? 0) ^ 0x55;
    writeFileSync(onlyFile(), bad);
    assert.equal(open().read('a.js'), null, `byte ${at}`);
  }
  for (const length of [0, 1, code.length, good.length - 1]) {
    writeFileSync(onlyFile(), good.subarray(0, length));
    // Half of a text that repeats itself is equal to the other half; compiled code is not.
    if (length !== code.length) assert.equal(open().read('a.js'), null, `${length} bytes`);
  }
});

test('#cache damage to both copies alike is noticed', () => {
  // Compiled code does not repeat itself.
  const unlike = Buffer.from(Array.from({length: 3001}, (_, at) => (at * at * 7 + (at >> 3)) & 0xff));
  open().write('a.js', unlike);
  const good = readFileSync(onlyFile());
  const half = good.length / 2;
  const damaged = (change: (bytes: Buffer) => void) => {
    const bad = Buffer.from(good);
    change(bad.subarray(0, half));
    change(bad.subarray(half));
    writeFileSync(onlyFile(), bad);
    return open().read('a.js');
  };
  for (const at of [0, 1, 64, 999, 1000, 1001, 1500, 2000, half - 1]) {
    assert.equal(
      damaged(bytes => (bytes[at] = (bytes[at] ?? 0) ^ 0x55)),
      null,
      `byte ${at}`,
    );
  }
  assert.equal(
    damaged(bytes => bytes.fill(0, 64)),
    null,
  );
  assert.equal(
    damaged(bytes => bytes.copyWithin(100, 200, 300)),
    null,
  );
  writeFileSync(onlyFile(), Buffer.concat([unlike, unlike]));
  assert.equal(open().read('a.js'), null, 'two plain copies');
  writeFileSync(onlyFile(), good);
  assert.deepEqual(open().read('a.js'), unlike);
});

test('a directory or a file that others can write is not trusted', () => {
  open().write('a.js', code);
  const file = onlyFile();
  chmodSync(directory(), 0o777);
  assert.equal(open().read('a.js'), null);
  open().write('b.js', code);
  assert.equal(readdirSync(directory()).length, 1, 'nothing is written there');
  chmodSync(directory(), 0o700);
  chmodSync(file, 0o666);
  assert.equal(open().read('a.js'), null);
  chmodSync(file, 0o600);
  chmodSync(home, 0o777);
  assert.equal(open().read('a.js'), null, 'the directory could be exchanged');
});

test('links are not followed, another user is not trusted', () => {
  open().write('a.js', code);
  const file = onlyFile();
  const elsewhere = join(home, 'elsewhere');
  writeFileSync(elsewhere, readFileSync(file));
  rmSync(file);
  symlinkSync(elsewhere, file);
  assert.equal(open().read('a.js'), null);
  const foreign = createCodeCache({env: {XDG_CACHE_HOME: home}, home: () => home, uid: uid + 1, key: 'build-1'});
  assert.equal(foreign.read('a.js'), null);
});

test('where nothing can be kept, nothing happens', () => {
  writeFileSync(join(home, 'file'), '');
  const cache = open('k', {XDG_CACHE_HOME: join(home, 'file')});
  cache.write('a.js', code);
  assert.equal(cache.read('a.js'), null);
  const homeless = createCodeCache({
    env: {},
    home: () => {
      throw new Error('no entry');
    },
    uid,
    key: 'k',
  });
  homeless.write('a.js', code);
  assert.equal(homeless.read('a.js'), null);
});

test('112 files of other builds go after two weeks, files of others stay', () => {
  open('old').write('a.js', code);
  const old = onlyFile();
  utimesSync(old, 1, 1);
  mkdirSync(directory(), {recursive: true});
  writeFileSync(join(directory(), 'other.txt'), '');
  utimesSync(join(directory(), 'other.txt'), 1, 1);
  open('new').write('a.js', code);
  assert.deepEqual(readdirSync(directory()).sort(), ['a.js-new.v8', 'other.txt']);
});
