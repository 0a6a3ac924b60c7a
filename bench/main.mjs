// Benchmarks in a real pty with a model of the screen, compared with baseline programs measured in the same run.
//   npm run bench -- [--only WORD] [--quick] [--json] [--bin FILE]
// --only: rows whose name contains the word (start, keys, opening, idle, load, change, size, chunk, links, renders, scaling)
// --quick: few repetitions, to test the benchmark itself. --bin: an existing papertop.js instead of a new build.
import {mkdtemp, rm} from 'node:fs/promises';
import {cpus, loadavg, tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {buildPapertop} from '../scripts/build.mjs';
import {chunkRows, linkRows} from './rows/bursts.mjs';
import {keyRows, openingRows} from './rows/keys.mjs';
import {changeRows, idleRows, loadRows, sizeRows} from './rows/polls.mjs';
import {renderRows} from './rows/renders.mjs';
import {scalingRows} from './rows/scaling.mjs';
import {startRows} from './rows/start.mjs';
import {comparisons, heading, isReached, rowOf, summary} from './support/report.mjs';

const {values} = parseArgs({
  options: {
    only: {type: 'string', default: ''},
    quick: {type: 'boolean', default: false},
    json: {type: 'boolean', default: false},
    bin: {type: 'string'},
  },
});

const usual = {runs: 21, rounds: 5, keys: 120, seconds: 60, polls: 30, stallPolls: 8, linkSeconds: 10, renders: 20_000};
const quick = {runs: 5, rounds: 2, keys: 40, seconds: 11, polls: 8, stallPolls: 3, linkSeconds: 4, renders: 2000};
const counts = values.quick ? quick : usual;

const parts = {
  start: () => startRows(counts),
  keys: bin => keyRows({bin, ...counts}),
  opening: bin => openingRows({bin, ...counts}),
  idle: bin => idleRows({bin, ...counts}),
  load: bin => loadRows({bin, ...counts}),
  change: bin => changeRows({bin, ...counts}),
  size: bin => sizeRows({bin, polls: counts.stallPolls}),
  chunk: bin => chunkRows({bin, ...counts}),
  links: bin => linkRows({bin, seconds: counts.linkSeconds}),
  renders: () => renderRows(counts),
  scaling: () => scalingRows(counts),
};

const folder = await mkdtemp(join(tmpdir(), 'papertop-bench-'));
const figures = [];
try {
  const chosen = Object.entries(parts).filter(([name]) => name.includes(values.only));
  if (chosen.length === 0) throw new Error(`no rows are called ${values.only}: ${Object.keys(parts).join(', ')}`);
  const bin = values.bin ? resolve(values.bin) : await buildPapertop(join(folder, 'dist'));
  if (!values.json) {
    console.log(`Node ${process.version}, ${cpus().length} CPUs, load ${loadavg()[0].toFixed(1)}\n\n${heading}`);
  }
  for (const [name, measure] of chosen) {
    try {
      for await (const figure of measure(bin)) add(figure);
    } catch (error) {
      add({
        group: name,
        figure: `${name} could not be measured`,
        program: '',
        value: Number.NaN,
        unit: '',
        limit: 0,
        note: error.message.split('\n')[0],
      });
      process.stderr.write(`${error.stack}\n`);
    }
  }
  for (const figure of comparisons(figures)) add(figure);
} finally {
  await rm(folder, {recursive: true, force: true});
}
if (values.json) console.log(JSON.stringify({node: process.version, load: loadavg(), figures}, null, 2));
else console.log(`\n${summary(figures)}`);
process.exit();

function add(figure) {
  figures.push({...figure, reached: isReached(figure)});
  if (!values.json) console.log(rowOf(figure));
}
