// Formats benchmark results.

/**
 * @typedef Figure
 * @property {string} group
 * @property {string} figure the measured quantity
 * @property {string} program the measured program
 * @property {number} value
 * @property {string} unit
 * @property {number} [limit] maximum; figures of other programs have none
 * @property {string} [note]
 */

/** Whether a figure is within its limit; undefined if it has none. */
export function isReached({value, limit}) {
  return limit === undefined ? undefined : value <= limit;
}

export const heading = '| | figure | program | measured | target | of the target | |\n|---|---|---|---|---|---|---|';

/** A figure as a row of the Markdown table. */
export function rowOf(figure) {
  const {value, unit, limit, note = ''} = figure;
  const reached = isReached(figure);
  const cells = [
    reached === undefined ? '' : reached ? '✓' : '✗',
    figure.figure,
    figure.program,
    `${numberOf(value)} ${unit}`.trim(),
    limit === undefined ? '' : `≤ ${numberOf(limit)} ${unit}`.trim(),
    limit ? numberOf(value / limit) : '',
    note,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The number of reached targets, and a list of the missed ones. */
export function summary(figures) {
  const judged = figures.filter(({limit}) => limit !== undefined);
  const missed = judged.filter(figure => !isReached(figure));
  const names = missed.map(({figure, program, value, unit}) => `${figure} (${program}): ${numberOf(value)} ${unit}`);
  return [
    `${judged.length - missed.length} of ${judged.length} targets reached.`,
    ...names.map(name => `* ✗ ${name}`),
  ].join('\n');
}

/** Figures whose limit is the figure of another program in the same run. */
export function comparisons(figures) {
  const rivals = {'`j`': ['htop'], page: ['btop', 'vd']};
  return Object.entries(rivals).flatMap(([start, names]) =>
    figures
      .filter(({figure, program}) => figure.startsWith(start) && program.startsWith('papertop'))
      .flatMap(ours =>
        figures
          .filter(({figure, program}) => figure === ours.figure && names.includes(program))
          .map(({program, value}) => ({
            ...ours,
            figure: `${ours.figure}, against ${program}`,
            limit: value,
            note: 'same run',
          })),
      ),
  );
}

function numberOf(value) {
  return Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
