// Start-up time, measured by bench/start.mjs in another process.
import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const path = fileURLToPath(new URL('../start.mjs', import.meta.url));
const limits = {'papertop|first frame': 1.2, 'papertop|frame with data': 3};

export async function* startRows({runs}) {
  const {stdout} = await promisify(execFile)(process.execPath, [path, '--json', '--runs', String(runs)], {
    timeout: 600_000,
  });
  for (const {program, what, ms, ratio} of JSON.parse(stdout).figures) {
    yield {
      group: 'start',
      figure: `${what}, over \`node -e 0\``,
      program,
      value: ratio,
      unit: '×',
      limit: limits[`${program}|${what}`],
      note: `${ms.toFixed(1)} ms`,
    };
  }
}
