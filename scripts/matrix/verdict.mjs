// What the tests say of a row of the matrix.
import {rowsOf} from './names.mjs';

/**
 * 'later'; 'held': each file whose tests bear the row ran one of them, and all that ran passed; 'pty': no test of it is quick;
 * 'not': anything else.
 * `sources` maps a test file (without its extension) to the rows that the names in it bear.
 */
export function verdictOf(row, sources, outcomes, isQuick) {
  if (row.later !== null) return 'later';
  const bearers = [...sources].filter(([, numbers]) => numbers.has(row.number)).map(([file]) => file);
  const ran = bearers.filter(file => !(isQuick && file.startsWith('terminal/')));
  if (bearers.length > 0 && ran.length === 0) return 'pty';
  const results = outcomes.filter(({file, name}) => ran.includes(file) && rowsOf(name).includes(row.number));
  const isShown = ran.every(wanted => results.some(({file, result}) => file === wanted && result === 'passed'));
  return ran.length > 0 && isShown && results.every(({result}) => result !== 'failed') ? 'held' : 'not';
}

/** The closing line: how many rows are held, not held, and later. */
export function figureOf(verdicts) {
  const count = wanted => verdicts.filter(verdict => verdict === wanted).length;
  const pty = count('pty');
  const inPty = pty > 0 ? ` · ${pty} in a pty only` : '';
  return `${count('held')} held · ${count('not')} not${inPty} · ${count('later')} later of ${verdicts.length}`;
}
