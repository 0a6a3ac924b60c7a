// Which presses count: held keys, bursts, what follows a paste, and what confirms too soon.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ignoredBecause} from '../../src/keys/policy.js';
import type {KeyRow} from '../../src/keys/row.js';
import type {Key} from '../../src/keys/token.js';

const pasted = 'pasted text does nothing here';
const held = 'a held key acts once';
const burst = 'keys that come in a burst do not act: press it alone';
const soon = 'too soon after the key before: press it once more';

function rowOf(action: string, effect: KeyRow['effect'] = 'changes'): KeyRow {
  return {
    action,
    keys: ['x'],
    where: ['table'],
    label: '',
    description: '',
    group: 'act',
    effect,
    event: () => ({type: 'poll-due'}),
  };
}

function keyOf(name: string, at: number, keysInChunk = 1): Key {
  return {type: 'key', name, at, chunk: 1, keysInChunk};
}

const none = {last: null, pastedAt: null};
const stop = rowOf('stop');

test('a key alone counts', () => {
  for (const effect of ['none', 'changes', 'destroys'] as const) {
    assert.equal(ignoredBecause(rowOf('stop', effect), keyOf('-', 1000), none, false), null);
  }
});

test('what follows a paste within a tenth of a second is its rest, whatever the key does', () => {
  for (const effect of ['none', 'changes', 'destroys'] as const) {
    const after = (ms: number) =>
      ignoredBecause(rowOf('stop', effect), keyOf('-', 1000), {last: null, pastedAt: 1000 - ms}, false);
    assert.deepEqual([after(0), after(99), after(100), after(101)], [pasted, pasted, null, null], effect);
  }
});

test('the same key within 60 ms is a held one; another key is not, nor is one that acts on nothing', () => {
  const after = (ms: number, row: KeyRow, name: string) =>
    ignoredBecause(row, keyOf('-', 1000), {last: keyOf(name, 1000 - ms), pastedAt: null}, false);
  assert.deepEqual([after(0, stop, '-'), after(59, stop, '-'), after(60, stop, '-')], [held, held, null]);
  assert.equal(after(0, rowOf('destroy', 'destroys'), '-'), held);
  assert.deepEqual([after(0, stop, '+'), after(0, rowOf('down', 'none'), '-')], [null, null]);
});

test('five keys in one read are a burst, four are typed quickly', () => {
  const of = (count: number, effect: KeyRow['effect']) =>
    ignoredBecause(rowOf('stop', effect), keyOf('-', 1000, count), none, false);
  assert.deepEqual([of(4, 'changes'), of(5, 'changes'), of(6, 'destroys'), of(50, 'none')], [null, burst, burst, null]);
});

test('what confirms stands alone for a tenth of a second, but in a form', () => {
  const after = (ms: number, action: string, isForm = false) =>
    ignoredBecause(rowOf(action), keyOf('y', 1000), {last: keyOf('-', 1000 - ms), pastedAt: null}, isForm);
  for (const action of ['confirm', 'press']) {
    assert.deepEqual([after(0, action), after(99, action), after(100, action)], [soon, soon, null], action);
    assert.equal(after(0, action, true), null);
    assert.equal(ignoredBecause(rowOf(action), keyOf('y', 50), none, false), null, 'the first key of all');
  }
  assert.equal(after(0, 'stop'), null);
});
