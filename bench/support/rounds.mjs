// Measures programs in alternating rounds.
import {median, quantile} from './numbers.mjs';

/** A round counts as disturbed if the baseline's p95 is more than this multiple of its median over all rounds. */
const noisy = 2;

/**
 * Measures programs in alternating rounds after a warm-up round, so that all run under the same conditions. Rounds in which the
 * baseline was slow are repeated, at most as often as there are rounds.
 * @param {{name: string, measure: () => Promise<{ms: number, bytes: number}[]>}[]} programs the first is the baseline
 * @returns the figures of each program: medians over the rounds
 */
export async function inRounds(programs, rounds) {
  const good = [];
  // Programs with a just-in-time compiler reach their full speed after some keys.
  for (const {measure} of programs) await measure();
  for (let attempt = 0; attempt < rounds * 2 && good.length < rounds; attempt += 1) {
    const round = [];
    for (const {measure} of programs) round.push(summed(await measure()));
    good.push(round);
    const usual = median(good.map(([floor]) => floor.p95));
    if (attempt < rounds && round[0].p95 > usual * noisy) good.pop();
  }
  return programs.map(({name}, index) => {
    const of = field => median(good.map(round => round[index][field]));
    return {
      name,
      p50: of('p50'),
      p95: of('p95'),
      bytes: of('bytes'),
      overFloor: median(good.map(round => round[index].p95 / round[0].p95)),
    };
  });
}

function summed(figures) {
  const times = figures.map(({ms}) => ms);
  return {p50: quantile(times, 0.5), p95: quantile(times, 0.95), bytes: median(figures.map(({bytes}) => bytes))};
}
