// Scaling: the time for ten times the input over ten times the time, for work that must be linear in its input.
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {bundleSettings, plugins, requireBanner} from '../../scripts/build.mjs';
import {wherePresent} from '../../scripts/plugins/patch.mjs';
import {median} from '../support/numbers.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [less, more] = [1, 10];
/** Quadratic work would be at 10. */
const limit = 3;

/** Each entry returns the work for an input of that relative size. */
const contents = `
import {graphemes} from './src/text/cells.js';
import {clean, hasHidden} from './src/text/clean.js';
import {createKeyReader} from './src/keys/read.js';
import {MachineListDecoder} from './src/client/list/list-decoder.js';
import {seedWorld} from './src/emulator/seed/seed.js';

const machine = index => ({id: 'ps' + index, name: 'train-' + index, os: 'Ubuntu', ram: '30 GB', cpus: 8, state: 'ready'});
const bytes = (count, step) => Buffer.from(JSON.stringify(Array.from({length: count}, (_, index) =>
  index % 100 === step ? {...machine(index), state: 'off'} : machine(index))));
const decode = (decoder, body) => { const steps = decoder.decode(body); while (!steps.next().done); };

export const works = {
  'graphemes of wide text': size => {
    const text = '漢👨‍👩‍👧e\\u0301'.repeat(500 * size);
    return () => [...graphemes(text)].length;
  },
  'cleaning a long text': size => {
    const text = '漢\\u0301\\x1b[2J'.repeat(20_000 * size);
    return () => clean(text).length + hasHidden(text);
  },
  'keys of an unfinished sequence': size => {
    const text = '\\x1b]0;'.repeat(8000 * size);
    return () => { const reader = createKeyReader(); reader.push(text, 0); reader.push(text, 0); reader.flush(5000); };
  },
  'seeding a world': size => () => seedWorld({machines: 1000 * size, seed: 1, now: 0}),
  'first decoding of a list': size => {
    const body = bytes(1000 * size, -1);
    return () => decode(new MachineListDecoder(), body);
  },
};

/** Decodes a list of which 1 % changed, and a new list. */
export function decodings() {
  const [one, other] = [bytes(10_000, 0), bytes(10_000, 1)];
  const decoder = new MachineListDecoder();
  decode(decoder, one);
  return {changed: () => { decode(decoder, Buffer.from(other)); decode(decoder, Buffer.from(one)); },
    fresh: () => { decode(new MachineListDecoder(), one); decode(new MachineListDecoder(), other); }};
}
`;

export async function* scalingRows({runs}) {
  const folder = await mkdtemp(join(tmpdir(), 'papertop-scaling-'));
  try {
    const {works, decodings} = await import(pathToFileURL(await bundled(folder)).href);
    for (const [figure, make] of Object.entries(works)) {
      const [small, large] = alternately([make(less), make(more)], runs);
      const note = `${small.toFixed(2)} and ${large.toFixed(2)} ms`;
      yield {
        group: 'scaling',
        figure,
        program: 'ten times the input',
        value: large / small / (more / less),
        unit: '×',
        limit,
        note,
      };
    }
    const {changed, fresh} = decodings();
    const [kept, anew] = alternately([changed, fresh], runs);
    const note = `${kept.toFixed(2)} and ${anew.toFixed(2)} ms for two lists`;
    const figure = 'list with 1 % changed, over a new one';
    yield {group: 'scaling', figure, program: '10,000 machines', value: kept / anew, unit: '×', limit: 0.33, note};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** The median time of each work, in alternating runs, so that all see the same load. */
function alternately(works, runs) {
  const times = works.map(() => []);
  for (let run = 0; run <= runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const startedAt = performance.now();
      work();
      // The first run includes compilation.
      if (run > 0) times[index].push(performance.now() - startedAt);
    }
  }
  return times.map(median);
}

async function bundled(folder) {
  const {outputFiles} = await build({
    ...(await bundleSettings()),
    stdin: {contents, resolveDir: root, loader: 'js'},
    write: false,
    splitting: false,
    plugins: plugins.map(wherePresent),
    banner: {js: requireBanner},
  });
  const path = join(folder, 'scaling.mjs');
  await writeFile(path, outputFiles[0].text);
  return path;
}
