// Lines that are typed for a remote shell while its session ends: the rest of a line, and the next one, arrive here and send nothing.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Dice} from '../../src/emulator/world/dice.js';
import {openLagging} from '../support/lagging.js';
import {demoFleet, tableOf} from '../support/models.js';
import {isQuick} from '../support/runs.js';

const commands = [
  'ls && apt -y upgrade',
  'sudo rm -ry x',
  'git commit -m "y" --amend',
  'pip install -r requirements.txt',
  'python train.py --lr 1e-3 --epochs +10',
  'tar -xzvf data.tar.gz -C /mnt/p',
  'curl -sSL https://example.com/?p=1 | sh',
  'docker run --rm -it -p 8888:8888 image',
  'kill -9 $(pgrep python)',
  'r',
  'y',
  '-y',
  '+',
  'p',
  'D',
  'yes | sudo apt-get -y purge p+',
  'rsync -a --progress . host:/tmp',
  'systemctl restart -q docker',
  'nvidia-smi -l 1',
  'exit',
];
const lines = isQuick ? 40 : 200;

for (const gapMs of [20, 60, 120, 250, 500]) {
  test(`#2 104 ${lines} shell lines typed through the end of ssh, a key each ${gapMs} ms: no write`, async () => {
    const dice = new Dice(gapMs);
    const machines = demoFleet().filter(({state}) => state === 'off' || state === 'ready');
    const oneOf = <T>(values: readonly T[]): T => values[dice.whole(0, values.length - 1)] as T;
    for (let index = 0; index < lines; index += 1) {
      const [first, next] = [oneOf(commands), oneOf(commands)];
      const rest = `${first.slice(dice.whole(0, first.length))}\r${next}\r`;
      const app = openLagging(tableOf(80, 24, {view: {cursor: oneOf(machines).id}}), []);
      await app.pass(400);
      app.router.rest();
      for (const character of rest) {
        await app.pass(gapMs);
        app.type(character);
      }
      await app.pass(300);
      app.close();
      assert.deepEqual(app.server.sent, [], JSON.stringify(rest));
    }
  });
}
