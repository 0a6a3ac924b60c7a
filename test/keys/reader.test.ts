import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createKeyReader, type InputToken, toInkBytes} from '../../src/keys/input/key-reader.js';
import {runs} from '../support/runs.js';

function read(...chunks: readonly string[]): InputToken[] {
  const reader = createKeyReader();
  return [...chunks.flatMap(chunk => reader.push(chunk, 0)), ...reader.flush(5000)];
}

/** Names of keys, texts of pastes. */
function names(tokens: readonly InputToken[]): string[] {
  return tokens.map(token => {
    if (token.type === 'key') return token.name;
    if (token.type === 'answer') return 'answer';
    return token.type === 'paste' ? `paste:${token.text}` : `focus:${token.focused}`;
  });
}

const keys: Readonly<Record<string, string>> = {
  j: 'j',
  G: 'G',
  '+': '+',
  '/': '/',
  ' ': 'space',
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\x1b[Z': 'shift-tab',
  '\x1b[A': 'up',
  '\x1bOB': 'down',
  '\x1b[C': 'right',
  '\x1b[D': 'left',
  '\x1b[H': 'home',
  '\x1b[1~': 'home',
  '\x1b[F': 'end',
  '\x1b[4~': 'end',
  '\x1b[5~': 'pgup',
  '\x1b[6~': 'pgdn',
  '\x1b[3~': 'delete',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x04': 'ctrl-d',
  '\x03': 'ctrl-c',
  '\x1a': 'ctrl-z',
  '\x0c': 'ctrl-l',
  '\x00': 'ctrl-space',
  '\x1bx': 'alt-x',
  '\x1bOP': 'f1',
  '\x1b[11~': 'f1',
  '\x1b[[A': 'f1',
  '\x1b[15~': 'f5',
  '\x1b[24~': 'f12',
  '\x1b[1;5P': 'ctrl-f1',
  '\x1b[1;5A': 'ctrl-up',
  '\x1b[1;3D': 'alt-left',
  '\x1b[1;2B': 'shift-down',
  '\x1b[106u': 'j',
  '\x1b[106;5u': 'ctrl-j',
  '\x1b[13u': 'enter',
  '\x1b[27u': 'esc',
  é: 'é',
  漢: '漢',
  '👨‍👩‍👧': '👨‍👩‍👧',
  '🇩🇪': '🇩🇪',
};

/** What terminals send that nobody typed. */
const replies = [
  '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\',
  '\x1b]10;rgb:ffff/ffff/ffff\x07',
  '\x1b[?62;22c',
  '\x1b[>0;276;0c',
  '\x1b[24;80R',
  '\x1b[1;5R',
  '\x1b[3n',
  '\x1bP1$r0m\x1b\\',
  '\x1bP>|xterm(370)\x1b\\',
  '\x1b_Gi=1;OK\x1b\\',
  '\x1b[?1u',
  '\x1b[?2026;2$y',
  '\x1b[<0;10;20M',
  '\x1b[<0;10;20m',
  '\x1b[M !!',
  '\x1b[32;10;20M',
  '\x1b[8;24;80t',
  '\x1b[106;1:3u',
  '\x1b[57441u',
  '\x1b[99~',
  '\x1b[1;2;3x',
];

test('16 every key has its name', () => {
  for (const [bytes, name] of Object.entries(keys)) assert.deepEqual(names(read(bytes)), [name], JSON.stringify(bytes));
});

test('the answer to a question of ours is told, also between keys', () => {
  assert.deepEqual(names(read('a\x1b[0nz')), ['a', 'answer', 'z']);
  assert.deepEqual(names(read('a\x1b[', '0', 'nz')), ['a', 'answer', 'z']);
});

test('22 89 answers of the terminal vanish, whole and split at every byte', () => {
  for (const reply of replies) {
    for (let at = 0; at <= reply.length; at += 1) {
      const tokens = read(`a${reply.slice(0, at)}`, `${reply.slice(at)}z`);
      assert.deepEqual(names(tokens), ['a', 'z'], JSON.stringify([reply, at]));
    }
    assert.deepEqual(names(read(...reply)), [], JSON.stringify(reply));
  }
});

test('23 what arrives together is read one by one', () => {
  assert.deepEqual(names(read('jj')), ['j', 'j']);
  assert.deepEqual(names(read('5\r')), ['5', 'enter']);
  const many = read('j'.repeat(200));
  assert.equal(many.length, 200);
  assert.ok(many.every(token => token.type === 'key' && token.chunk === 1));
  assert.deepEqual(names(read('\x1b\x1b[A')), ['esc', 'up']);
});

test('22 any split gives the same tokens', () => {
  const piece = fc.oneof(
    fc.constantFrom(...Object.keys(keys)),
    fc.constantFrom(...replies),
    fc.constantFrom('\x1b[200~d\ry\r\x1b[201~', '\x1b[200~漢\x1b[201~', '\x1b[I', '\x1b[O'),
  );
  const text = (tokens: readonly InputToken[]) =>
    names(tokens)
      .join(' ')
      .replaceAll(/(?<=[^ -~]) (?=[^ -~])/g, '');
  fc.assert(
    fc.property(fc.array(piece, {maxLength: 12}), fc.array(fc.nat(40), {maxLength: 12}), (pieces, cuts) => {
      const input = pieces.join('');
      const places = [...new Set(cuts.map(cut => Math.min(cut, input.length)))].sort((a, b) => a - b);
      const chunks = [0, ...places].map((from, index) => input.slice(from, places[index]));
      assert.equal(text(read(...chunks)), text(read(input)));
      assert.deepEqual(names(read(input)).length, pieces.flatMap(one => read(one)).length);
    }),
    runs(3000),
  );
});

test('25 Escape is decided by time', () => {
  const reader = createKeyReader();
  assert.deepEqual(reader.push('\x1b', 100), []);
  assert.equal(reader.isPending(), true);
  assert.equal(reader.pendingSince(), 100);
  assert.equal(reader.dueAt(), 150);
  assert.deepEqual(reader.flush(149), []);
  assert.deepEqual(names(reader.flush(150)), ['esc']);
  assert.equal(reader.isPending(), false);
  assert.deepEqual(names(reader.push('[A', 170)), [], 'the late tail of a sequence is not typed');
  assert.deepEqual(names(reader.push('[', 900)), ['['], 'a bracket later on is a key');
  reader.push('\x1b', 1000);
  assert.deepEqual(names(reader.push('j', 1060)), ['esc', 'j'], 'also when nobody flushed in time');
});

test('25 a sequence that never ends is forgotten after a second', () => {
  for (const start of ['\x1b[1;', '\x1b]11;rgb', '\x1bP1$r', `\x1b[${'1'.repeat(5000)}`]) {
    const reader = createKeyReader();
    assert.deepEqual(reader.push(start, 0), []);
    assert.deepEqual(reader.flush(999), []);
    assert.deepEqual(reader.flush(1000), []);
    assert.deepEqual(names(reader.push('j', 1001)), ['j']);
  }
});

test('21 a paste is one token, cut at 4,096 units', () => {
  assert.deepEqual(names(read('\x1b[200~d\ry\r\x1b[201~j')), ['paste:d\ry\r', 'j']);
  const [token] = read(`\x1b[200~${'x'.repeat(1_000_000)}\x1b[201~`);
  assert.ok(token?.type === 'paste' && token.text.length === 4096 && token.isCut);
  const [whole] = read('\x1b[200~abc\x1b[201~');
  assert.ok(whole?.type === 'paste' && !whole.isCut);
});

test('20 a paste without an end ends after a second, or with Escape', () => {
  const reader = createKeyReader();
  reader.push('\x1b[200~abc', 0);
  reader.push('def', 900);
  assert.deepEqual(reader.flush(1000), []);
  assert.deepEqual(names(reader.flush(1900)), ['paste:abcdef']);
  assert.deepEqual(names(reader.push('j', 1901)), ['j']);
  reader.push('\x1b[200~abc', 2000);
  reader.push('\x1b', 2100);
  assert.deepEqual(names(reader.flush(2350)), ['paste:abc']);
  assert.deepEqual(names(reader.push('j', 2700)), ['j']);
});

test('26 27 invisible and invalid characters are not typed', () => {
  assert.deepEqual(names(read('क', '\u093f')), ['क', '\u093f'], 'a mark typed by itself is');
  assert.deepEqual(names(read('a\u202e\u200b\ufffd\ud800\u009bb')), ['a', 'b']);
});

/** Reads pieces that arrive this far apart, with the flushes that fall due in between. */
function readSlowly(gapMs: number, ...pieces: readonly string[]): InputToken[] {
  const reader = createKeyReader();
  const tokens: InputToken[] = [];
  let now = 0;
  const flushUntil = (end: number) => {
    for (let due = reader.dueAt(); due !== undefined && due <= end; due = reader.dueAt()) {
      tokens.push(...reader.flush(Math.max(now, due)));
    }
  };
  for (const piece of pieces) {
    flushUntil(now);
    tokens.push(...reader.push(piece, now));
    now += gapMs;
  }
  flushUntil(now + 5000);
  return tokens;
}

test('22 answers and keys cut after the Escape, up to 200 ms late, are read as what they were', () => {
  for (const reply of [...replies, '\x1b[A', '\x1bOB', '\x1b[5~', '\x1b[I', '\x1b[43;1:3u']) {
    for (const gap of [60, 100, 150, 200]) {
      const tokens = readSlowly(gap, '\x1b', reply.slice(1), 'z');
      const expected = reply === '\x1b[I' ? ['esc', 'focus:true', 'z'] : ['esc', 'z'];
      assert.deepEqual(names(tokens), expected, `${JSON.stringify(reply)}, ${gap} ms`);
    }
  }
});

test('22 replies cut after two characters, 100 ms apart, type nothing', () => {
  for (const reply of replies) {
    const tokens = readSlowly(100, reply[0] ?? '', reply[1] ?? '', reply.slice(2));
    assert.deepEqual(names(tokens), ['esc'], JSON.stringify(reply));
  }
});

test('#25 the text of a paste whose Escape came early is a paste', () => {
  for (const gap of [60, 100, 200]) {
    const whole = readSlowly(gap, '\x1b', '[200~+y\x1b[201~', 'z');
    assert.deepEqual(names(whole), ['esc', 'paste:+y', 'z'], `${gap} ms`);
    const pieces = readSlowly(gap, '\x1b', '[', '200~', '+y', '\x1b[201~', 'z');
    assert.deepEqual(names(pieces), ['esc', 'paste:+y', 'z'], `${gap} ms, five pieces`);
  }
});

test('#25 a person who types after Escape is heard', () => {
  for (const key of ['j', '+', 'O', 'P', '_', 'D', '7']) {
    assert.deepEqual(names(readSlowly(80, '\x1b', key)), ['esc', key]);
    assert.deepEqual(names(readSlowly(400, '\x1b', key)), ['esc', key]);
  }
  assert.deepEqual(names(readSlowly(160, '\x1b', 'O', 'j')), ['esc', 'O', 'j']);
});

test('26 a flood of typed text costs no more than a person can type', () => {
  assert.equal(read('x'.repeat(100_000)).length, 4096);
});

test('16 26 any input is harmless, and Ink is told only what it knows', () => {
  const bytes = fc.array(
    fc.oneof(
      fc.constantFrom('\x1b', '[', 'O', ']', 'P', '~', ';', '1', '5', '200~', '201~', 'M', '\x07', '\\', '<', '$'),
      fc.string({unit: 'binary', maxLength: 3}),
    ),
    {maxLength: 30},
  );
  const isAllowed = /^(?:\x7f|\x1b\[[ABCD]|[^\x00-\x1f\x7f-\x9f]+)$/;
  fc.assert(
    fc.property(fc.array(bytes, {maxLength: 4}), chunks => {
      for (const token of read(...chunks.map(parts => parts.join('')))) {
        const told = toInkBytes(token);
        if (told !== undefined) assert.match(told, isAllowed);
      }
    }),
    runs(5000),
  );
});

test('16 none of 17,000 generated sequences throws', () => {
  const finals = Array.from({length: 0x7f - 0x40}, (_, index) => String.fromCharCode(0x40 + index));
  let count = 0;
  for (const start of ['\x1b[', '\x1bO', '\x1b\x1b[', '\x1b[[', '\x1b[?', '\x1b[<']) {
    for (const body of ['', '1', '1;5', '27;5;9', ';', '1:2', '200', '5;8', '1;1:3', '999999999999']) {
      for (const final of finals) {
        for (const tail of ['', 'j', '\r', '\x1b', '漢']) {
          read(start + body + final + tail);
          count += 1;
        }
      }
    }
  }
  assert.ok(count > 17_000);
});

test('20 26 after long input of anything the next key is read', () => {
  for (const unit of ['\x1b[', '\x1b]0;', '1', '\x1b[200~', '漢', '\x1bO1']) {
    const text = unit.repeat(300_000 / unit.length);
    const reader = createKeyReader();
    for (const half of [text.slice(0, 150_000), text.slice(150_000)]) reader.push(half, 0);
    reader.flush(5000);
    assert.deepEqual(names(reader.push('j', 5000)), ['j'], JSON.stringify(unit));
  }
});

test('only text, backspace and arrows reach Ink', () => {
  const [ctrl, f1] = read('\x04\x1b[1;5P');
  assert.ok(ctrl && f1);
  assert.equal(toInkBytes(ctrl), undefined);
  assert.equal(toInkBytes(f1), undefined);
  assert.deepEqual(read(' é\x7f\x1b[A').map(toInkBytes), [' ', 'é', '\x7f', '\x1b[A']);
});

test('21 of ten megabytes pasted, in any pieces, 4,096 units are kept and the next key is read', () => {
  for (const piece of ['x'.repeat(65_536), '漢y\n', '\x1b[A'.repeat(10_000), 'a\x1b[200~b'.repeat(1000)]) {
    const reader = createKeyReader();
    reader.push('\x1b[200~', 0);
    const before = process.memoryUsage().heapUsed;
    for (let length = 0; length < 10_000_000; length += piece.length) reader.push(piece, 0);
    const [token, ...others] = reader.push('\x1b[201~', 0);
    assert.ok(token?.type === 'paste' && token.isCut && token.text.length === 4096, JSON.stringify(piece.slice(0, 9)));
    assert.deepEqual(others, []);
    assert.ok(process.memoryUsage().heapUsed - before < 100e6);
    assert.deepEqual(names(reader.push('j', 1000)), ['j']);
  }
});
