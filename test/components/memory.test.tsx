import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {type HeapFigures, heapOverRenders} from '../support/renders.js';
import {runs} from '../support/runs.js';

// Only a process of its own can be asked to collect its garbage: this file once more.
const renders = Number(process.env.PAPERTOP_RENDERS ?? '0');
if (renders > 0) {
  process.stdout.write(`\n${JSON.stringify(await heapOverRenders(renders))}`);
  process.exit();
}

test('116 the heap is as it was after 20,000 renders of the whole app', () => {
  const {numRuns} = runs(20_000);
  const env = {...process.env, PAPERTOP_RENDERS: String(numRuns), NODE_TEST_CONTEXT: undefined};
  const args = ['--expose-gc', fileURLToPath(import.meta.url)];
  const child = spawnSync(process.execPath, args, {env, encoding: 'utf8', timeout: 240_000});
  assert.equal(child.status, 0, child.stderr);
  const figures = JSON.parse(child.stdout.trimEnd().split('\n').at(-1) ?? '') as HeapFigures;
  assert.ok(figures.renders >= numRuns / 2, `only ${figures.renders} frames`);
  assert.ok(
    Math.abs(figures.grownMb) <= 5,
    `${figures.grownMb.toFixed(1)} MB more: ${figures.heapMb.map(mb => mb.toFixed(1)).join(' ')}`,
  );
});
