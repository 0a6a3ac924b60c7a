// A wall clock that jumps, forwards and back: no absurd age is drawn, one list is asked for, and no request that changes anything.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Model} from '../../src/fleet/model/model.js';
import {update} from '../../src/fleet/update.js';
import {demoFleet, demoOperations, tableOf} from '../support/models.js';
import {openTerminal} from '../support/openTerminal.js';
import {scenes} from '../support/screens.js';

const hour = 3_600_000;
const jumps = [-87_600, -24, -8, -1, 1, 8, 24, 9600].map(hours => hours * hour);
const absurd = /NaN|undefined|Infinity|Invalid|(?:^|[ (])-\d+ ?(?:s|m|h|d|w|y)\b|\bin -\d/m;

const models: readonly Model[] = [
  tableOf(200, 60, {operations: demoOperations(demoFleet()), view: {cursor: demoFleet()[1]?.id}}),
  // The welcome screen has no account whose machines it could ask for.
  ...Object.values(scenes)
    .map(make => make(120, 40))
    .filter(({screen}) => screen.kind !== 'welcome'),
];

test('61 the wall clock jumps by hours, days or years, both ways: ages make sense, one list, no write', async () => {
  for (const model of models) {
    for (const jump of jumps) {
      let current = model;
      let lists = 0;
      for (let second = 1; second <= 3; second += 1) {
        const time = {now: model.time.now + second * 1000, wall: model.time.wall + jump + second * 1000};
        const [next, ...effects] = update(current, {type: 'clock-ticked'}, time);
        current = next;
        lists += effects.filter(({type}) => type === 'fetch-machines').length;
        assert.ok(!effects.some(({type}) => type === 'call'), 'a request that changes something');
      }
      assert.equal(lists, 1, `${jump / hour} h on ${model.screen.kind}`);
      const terminal = await openTerminal(current);
      const frame = terminal.frame();
      terminal.close();
      assert.doesNotMatch(frame, absurd, `${jump / hour} h on ${model.screen.kind}\n${frame}`);
    }
  }
});
