// Lists that would fill the memory: each is refused early, measured by the bytes that were taken before the refusal.
import assert from 'node:assert/strict';
import {Readable} from 'node:stream';
import {type TestContext, test} from 'node:test';
import {brotliCompressSync, constants, deflateSync, gzipSync} from 'node:zlib';
import {methodSpec} from '../../src/catalogue/types.js';
import {ApiError} from '../../src/client/http/errors.js';
import {AnswerRefused} from '../../src/client/http/json.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import {MachineListDecoder} from '../../src/client/list/list-decoder.js';
import {RowScanner} from '../../src/client/list/row-scanner.js';
import {createRawClient} from '../../src/client/raw.js';
import {BodyTooLarge, readBody} from '../../src/client/transport/body.js';
import {unpack} from '../../src/client/transport/unpack.js';
import {rowOf} from '../support/fakeapi.js';
import {record} from '../support/recorder.js';

const MIB = 1024 * 1024;
const chunkBytes = 64 * 1024;
/** What may arrive without machines that account for it, and what arrives between two looks. */
const spare = 8 * MIB + 512 * 1024;

/** An endless source that repeats what `piece` returns; counts the bytes that were taken from it. */
function endless(piece: (index: number) => string, start = '[') {
  const seen = {taken: 0};
  async function* chunks() {
    let text = start;
    for (let index = 0; ; index += 1) {
      text += piece(index);
      if (text.length < chunkBytes) continue;
      seen.taken += text.length;
      yield Buffer.from(text);
      text = '';
    }
  }
  return {seen, chunks: chunks()};
}

const machine = (index: number) => JSON.stringify(rowOf(`ps${index}`));

/** Lists without end, and what of them is worthless. */
const endlessLists: readonly (readonly [what: string, piece: (index: number) => string, start?: string])[] = [
  ['numbers', () => '1,'],
  ['empty objects', () => '{},'],
  ['equal ids', () => '{"id":"ps1"},'],
  ['ids that cannot be used', index => `{"id":"a/${index}"},`],
  ['machines, after the first each twice', index => `${machine(index >> 1)},`],
  ['a hundred ids in turn', index => `${machine(index % 100)},`],
  ['blanks', () => ' \n'],
  ['blanks before the list', () => '    ', ''],
  ['one name', () => 'x'.repeat(1000), '[{"id":"ps1","name":"'],
  ['one number', () => '7'.repeat(1000)],
  ['one deep row', () => '[[[['],
  ['deep rows', () => `${'['.repeat(200)}${']'.repeat(200)},`],
  ['machines of 200 KiB each', index => `{"id":"ps${index}","name":"${'x'.repeat(200 * 1024)}"},`],
  ['no JSON', () => 'no JSON '],
];

const read = (chunks: AsyncIterable<unknown>, guard: RowScanner) =>
  readBody(chunks, {limit: 256 * MIB, sizeHint: 256 * MIB, onChunk: () => {}, guard});

test('48 lists without end: no more is taken than machines account for', async () => {
  for (const [what, piece, start] of endlessLists) {
    const {seen, chunks} = endless(piece, start);
    await assert.rejects(read(chunks, new RowScanner()), AnswerRefused, what);
    assert.ok(seen.taken <= spare + 300 * 1024, `${what}: ${seen.taken}`);
  }
});

test('48 the limit follows the last good list, and a ceiling ends what never ends', async () => {
  const fat = (index: number) => `{"id":"ps${index}","name":"${'x'.repeat(200 * 1024)}"},`;
  const after = endless(fat);
  await assert.rejects(read(after.chunks, new RowScanner(MIB)), AnswerRefused);
  assert.ok(after.seen.taken > 12 * MIB && after.seen.taken <= spare + 4 * MIB, `${after.seen.taken}`);
  const machines = endless(index => `${machine(index)},`);
  const reading = readBody(machines.chunks, {limit: 24 * MIB, sizeHint: 0, onChunk: () => {}, guard: new RowScanner()});
  await assert.rejects(reading, BodyTooLarge);
  assert.ok(machines.seen.taken > 24 * MIB, 'machines may go on to the ceiling');
});

test('54 the first list of a large fleet arrives whole: what machines account for is no limit', async () => {
  const rows = Array.from({length: 30_000}, (_, index) => machine(index));
  for (const text of [`[${rows.join(',')}]`, `\ufeff [ ${rows.join(' ,\n')} ] \n`]) {
    const bytes = Buffer.from(text);
    assert.ok(bytes.length > 16 * MIB);
    const pieces = (async function* () {
      for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
    })();
    const body = await read(pieces, new RowScanner());
    assert.ok(bytes.equals(body));
    new RowScanner().scan(body);
  }
});

/** Whole lists of at most 8 MiB, which arrive without a look at them. */
const shortLists: readonly (readonly [what: string, text: string, mostParsed: number])[] = [
  ['numbers', `[${'1,'.repeat(4 * MIB - 2)}1]`, 1001],
  ['empty objects', `[${'{},'.repeat(2 * MIB)}1]`, 1001],
  ['equal ids', `[${'{"id":"ps1"},'.repeat(500_000)}1]`, 1002],
  ['deep rows', `[${`${'['.repeat(101)}${']'.repeat(101)},`.repeat(10_000)}1]`, 0],
  ['blanks', `[${' '.repeat(8 * MIB - 100)}1]`, 0],
  ['blanks between machines', `[${machine(1)},${' '.repeat(100_000)}${machine(2)}]`, 1],
];

function decode(decoder: MachineListDecoder, text: string) {
  const steps = decoder.decode(Buffer.from(text));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

test('48 a list that arrived is refused at the first row beyond a limit, and no more than that is parsed', t => {
  const good = `[${machine(1)},${machine(2)}]`;
  for (const [what, text, mostParsed] of shortLists) {
    const decoder = new MachineListDecoder();
    const before = decode(decoder, good);
    const parse = t.mock.method(JSON, 'parse');
    assert.throws(() => decode(decoder, text), AnswerRefused, what);
    assert.ok(parse.mock.callCount() <= mostParsed, `${what}: ${parse.mock.callCount()}`);
    parse.mock.restore();
    assert.deepEqual(decode(decoder, good).machines, before.machines, 'the next good list is shown again');
  }
});

test('48 a row that is too large or too deep is unreadable, is not parsed, and hides no other machine', t => {
  for (const row of [
    `{"id":"ps2","z":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    `{"id":"ps2","name":"${'x'.repeat(7_000_000)}"}`,
    `{"id":"ps2","z":[${'1,'.repeat(5000)}1]}`,
  ]) {
    const decoder = new MachineListDecoder();
    const parse = t.mock.method(JSON, 'parse');
    const {machines, broken} = decode(decoder, `[${machine(1)},${row},${machine(3)}]`);
    assert.equal(parse.mock.callCount(), 2);
    parse.mock.restore();
    assert.deepEqual([machines.map(({id}) => id), broken], [['ps1', 'ps3'], 1]);
  }
});

test('52 rows without a machine are counted up to a thousand, also where the same bytes come again', () => {
  const decoder = new MachineListDecoder();
  const list = (broken: number, repeated: number, more = '') =>
    `[${[machine(1), ...Array<string>(broken).fill('{}'), ...Array<string>(repeated).fill(machine(1))].join(',')}${more}]`;
  for (const [broken, repeated] of [
    [2, 1],
    [600, 400],
    [0, 1000],
    [1000, 0],
    [3, 0],
  ] as const) {
    for (const more of ['', ' ']) {
      const {machines, ...counts} = decode(decoder, list(broken, repeated, more));
      assert.deepEqual([machines.length, counts], [1, {broken, duplicates: repeated}]);
    }
  }
  assert.throws(() => decode(decoder, list(600, 401)), /more than 1000 rows/);
  assert.throws(() => decode(decoder, list(1001, 0)), /more than 1000 rows/);
});

async function serve(t: TestContext, body: Buffer, headers: Record<string, string> = {}) {
  const server = await record(() => ({status: 200, headers, body}));
  const options = {
    endpoint: server.url,
    apiKey: 'some-key-1',
    userAgentVersion: '1',
    edge: {sleep: async () => {}, random: () => 0},
  };
  const client = createLegacyClient(options);
  const raw = createRawClient(options);
  t.after(async () => {
    client.close();
    raw.close();
    await server.close();
  });
  return [
    ['screen', () => client.list()],
    ['shell and library', () => raw.call(methodSpec('list'), {})],
  ] as const;
}

test('48 every client refuses them: plain or packed, one attempt, one clear line', async t => {
  const packed = {'content-encoding': 'gzip'};
  const bodies: readonly (readonly [string, Buffer, Record<string, string>])[] = [
    ...shortLists.map(([what, text]) => [what, Buffer.from(text), {}] as const),
    ['packed numbers', gzipSync(`[${'1,'.repeat(10 * MIB)}1]`), packed],
    ['packed blanks', gzipSync(`[${' '.repeat(20 * MIB)}]`), packed],
    ['packed equal ids', gzipSync(`[${'{"id":"ps1"},'.repeat(MIB)}1]`), packed],
    ['numbers of 16 MB', Buffer.from(`[${'1,'.repeat(8 * MIB)}1]`), {}],
  ];
  for (const [what, body, headers] of bodies) {
    for (const [who, list] of await serve(t, body, headers)) {
      const error = await list().catch((reason: unknown) => reason);
      assert.ok(error instanceof ApiError, `${what}, ${who}: ${error}`);
      assert.deepEqual([error.kind, error.mayHaveHappened], ['unexpected-answer', false], what);
      assert.ok(error.message.length < 100, error.message);
    }
  }
});

test('48 a bomb is refused after the first MiB, whatever is in it and for whatever answer', async () => {
  const fill = Buffer.alloc(64 * MIB, ' ');
  for (const [encoding, packed] of [
    ['gzip', gzipSync(fill)],
    ['x-gzip', gzipSync(fill, {level: 1})],
    ['deflate', deflateSync(fill)],
    ['br', brotliCompressSync(fill, {params: {[constants.BROTLI_PARAM_QUALITY]: 1}})],
  ] as const) {
    const {stream, checkRatio} = unpack(Readable.from([packed]), encoding);
    let taken = 0;
    const reading = readBody(stream, {
      limit: 256 * MIB,
      sizeHint: 0,
      onChunk: received => {
        taken = received;
        checkRatio(received);
      },
    });
    await assert.rejects(reading, AnswerRefused, encoding);
    assert.ok(taken <= MIB + 128 * 1024, `${encoding} ${taken}`);
  }
});

test('48 real lists of any size pack well, and are taken', async t => {
  const rows = Array.from({length: 10_000}, (_, index) => ({...rowOf('ps1'), id: `ps${index}`, name: `web-${index}`}));
  const indented = gzipSync(JSON.stringify(rows, null, 2), {level: 9});
  for (const [who, list] of await serve(t, indented, {'content-encoding': 'gzip'})) {
    const answer = (await list()) as unknown[] | {machines: unknown[]};
    assert.equal(Array.isArray(answer) ? answer.length : answer.machines.length, 10_000, who);
  }
});
