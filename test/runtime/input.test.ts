import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';
import {test} from 'node:test';
import type {KeyToken} from '../../src/keys/input/key-reader.js';
import {createInput} from '../../src/runtime/terminal/input.js';
import {fakeClock} from '../support/clock.js';

class FakeStdin extends EventEmitter {
  isTTY = true;
  isRaw = false;
  isFlowing = false;
  setRawMode(isRaw: boolean): void {
    this.isRaw = isRaw;
  }
  pause(): void {
    this.isFlowing = false;
  }
  resume(): void {
    this.isFlowing = true;
  }
  type(text: string | Buffer): void {
    this.emit('data', Buffer.from(text));
  }
}

function open(onToken?: (name: string) => void) {
  const stdin = new FakeStdin();
  const clock = fakeClock();
  const names: string[] = [];
  let gone = 0;
  const nameOf = (token: KeyToken) => (token.type === 'key' ? token.name : token.type);
  const input = createInput({
    stdin,
    clock,
    onToken: token => {
      names.push(nameOf(token));
      onToken?.(nameOf(token));
    },
    onAnswer: () => void names.push('answer'),
    onGone: () => {
      gone += 1;
    },
  });
  return {stdin, clock, names, input, gone: () => gone};
}

test('keys are read in raw mode, characters split between reads are whole', () => {
  const {stdin, names} = open();
  assert.ok(stdin.isRaw && stdin.isFlowing);
  const bytes = Buffer.from('漢j');
  stdin.type(bytes.subarray(0, 2));
  stdin.type(bytes.subarray(2));
  assert.deepEqual(names, ['漢', 'j']);
});

test('25 a lone Escape comes after 50 ms', () => {
  const {stdin, clock, names} = open();
  stdin.type('\x1b');
  clock.advance(49);
  assert.deepEqual(names, []);
  clock.advance(1);
  assert.deepEqual(names, ['esc']);
  assert.equal(clock.waiting(), 0);
});

test('25 an Escape that goes on leaves no timer', () => {
  const {stdin, clock, names} = open();
  stdin.type('\x1b');
  stdin.type('[A');
  assert.deepEqual(names, ['up']);
  assert.equal(clock.waiting(), 0);
});

test('104 while paused the keys are for others; the first 50 ms after are nobody’s', () => {
  const {stdin, clock, names, input} = open();
  stdin.type('\x1b');
  input.pause();
  assert.ok(!stdin.isRaw && !stdin.isFlowing);
  assert.equal(stdin.listenerCount('data'), 0);
  assert.equal(clock.waiting(), 0);
  input.resume();
  assert.ok(stdin.isRaw && stdin.isFlowing);
  stdin.type('y');
  clock.advance(50);
  stdin.type('j');
  assert.deepEqual(names, ['j']);
  input.resume();
  assert.equal(stdin.listenerCount('data'), 1);
  input.close();
  assert.equal(stdin.listenerCount('data') + stdin.listenerCount('end') + stdin.listenerCount('error'), 0);
});

test('keys after one that handed the terminal over are not ours', () => {
  const bench = open(name => {
    if (name === 's') bench.input.pause();
  });
  bench.stdin.type('jsjj');
  assert.deepEqual(bench.names, ['j', 's']);
});

test('the end of input is told', () => {
  const {stdin, gone, input} = open();
  stdin.emit('end');
  assert.equal(gone(), 1);
  input.close();
  stdin.emit('end');
  assert.equal(gone(), 1);
});

test('104 back from whoever had the terminal its answers are ours, keys that begin in the first 50 ms are not', () => {
  const {stdin, clock, names, input} = open();
  input.pause();
  clock.advance(500);
  input.resume();
  stdin.type('j');
  stdin.type('\x1b[0nk');
  clock.advance(49);
  stdin.type('\x1b[');
  clock.advance(10);
  stdin.type('B');
  assert.deepEqual(names, ['answer'], 'the arrow began before');
  clock.advance(200);
  stdin.type('\x1b');
  clock.advance(50);
  stdin.type('j');
  assert.deepEqual(names, ['answer', 'esc', 'j']);
});

test('an Escape that was meant for somebody else does not come later', () => {
  const {stdin, clock, names, input} = open();
  input.pause();
  input.resume();
  clock.advance(20);
  stdin.type('\x1b');
  clock.advance(500);
  assert.deepEqual(names, []);
  stdin.type('j');
  assert.deepEqual(names, ['j']);
});
