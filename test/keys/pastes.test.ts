// Random text that arrives as a paste does, on every screen and dialog, sends no write.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Dice} from '../../src/emulator/world/dice.js';
import type {Model} from '../../src/fleet/model/model.js';
import {dialogScenes} from '../support/dialogs.js';
import {openLagging} from '../support/lagging.js';
import {demoFleet, tableOf, scenes as tableScenes} from '../support/models.js';
import {isQuick} from '../support/runs.js';
import {scenes as otherScenes} from '../support/screens.js';

const models: readonly Model[] = [
  // A machine under the cursor that a single key would start.
  ...demoFleet()
    .filter(({state}) => state === 'off')
    .map(({id}) => tableOf(80, 24, {view: {cursor: id}})),
  ...Object.values(tableScenes).map(make => make(80, 24)),
  ...Object.values(otherScenes).map(make => make(80, 24)),
  ...Object.values(dialogScenes).map(make => make([80, 24])),
];
/** Acting keys are frequent, so that random text is more dangerous than real text. */
const alphabet = [...'+-=pryDenuws\r\r\t  jkGg', ...'abcdefghilmoqtvxz.:/"&1'];
const count = isQuick ? 100 : 1000;

function oneOf<T>(dice: Dice, values: readonly T[]): T {
  return values[dice.whole(0, values.length - 1)] as T;
}

function text(dice: Dice): string {
  return Array.from({length: dice.whole(2, 24)}, () => oneOf(dice, alphabet)).join('');
}

for (const gapMs of [0, 1, 5, 10, 20, 40, 60]) {
  test(`18 no write by ${count} pastes, ${gapMs === 0 ? 'in one read' : `a character each ${gapMs} ms`}, with and without brackets`, async () => {
    const dice = new Dice(1000 + gapMs);
    for (let index = 0; index < count; index += 1) {
      const model = oneOf(dice, models);
      const pasted = text(dice);
      for (const isBracketed of [false, true]) {
        const app = openLagging(model, []);
        await app.pass(400);
        if (isBracketed) app.type('\x1b[200~');
        if (gapMs === 0) app.type(pasted);
        for (const character of gapMs === 0 ? '' : pasted) {
          app.type(character);
          app.clock.advance(gapMs);
          await Promise.resolve();
        }
        if (isBracketed) app.type('\x1b[201~');
        await app.pass(300);
        app.close();
        assert.deepEqual(
          app.server.sent,
          [],
          `${JSON.stringify(pasted)} on ${model.dialog?.kind ?? model.screen.kind}`,
        );
      }
    }
  });
}
