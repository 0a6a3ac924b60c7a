// How long a toast stays, on the real store and timers with a clock of the test's.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Toast} from '../../src/fleet/model/model.js';
import {createStore} from '../../src/runtime/store.js';
import {createTimers} from '../../src/runtime/time/timers.js';
import {fakeClock} from '../support/clock.js';
import {tableOf} from '../support/models.js';

function open() {
  const clock = fakeClock();
  const timers = createTimers(clock, event => store.dispatch(event));
  const store = createStore({
    clock,
    model: {...tableOf(80, 24), time: {now: clock.now(), wall: clock.wall()}},
    perform: effect => {
      if (effect.type === 'set-timer') timers.set(effect.timer, effect.afterMs, effect.event);
    },
  });
  return {
    store,
    pass: clock.advance,
    show: (tone: Toast['tone'], text: string) => store.dispatch({type: 'toast-shown', tone, text}),
    text: () => store.get().toast?.text ?? null,
  };
}

test('a good toast stays for 5 seconds, a bad one for 12', () => {
  for (const [tone, ms] of [
    ['good', 5000],
    ['plain', 5000],
    ['bad', 12_000],
  ] as const) {
    const app = open();
    app.show(tone, 'news');
    app.pass(ms - 1);
    assert.equal(app.text(), 'news', tone);
    app.pass(1);
    assert.equal(app.text(), null, tone);
  }
});

test('a bad toast stays its 12 seconds although the toast before it would have gone meanwhile', () => {
  const app = open();
  app.show('good', 'older');
  app.pass(4000);
  app.show('bad', 'failed');
  app.pass(11_999);
  assert.equal(app.text(), 'failed');
  app.pass(1);
  assert.equal(app.text(), null);
});

test('the end of an older toast leaves a newer one', () => {
  const app = open();
  app.show('good', 'older');
  const number = app.store.get().toast?.number ?? 0;
  app.show('bad', 'failed');
  app.store.dispatch({type: 'toast-expired', number});
  assert.equal(app.text(), 'failed');
});
