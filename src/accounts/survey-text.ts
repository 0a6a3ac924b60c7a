// Formats the output of `papertop accounts`.
import {cellWidth, fit} from '../text/cells.js';
import {clean} from '../text/clean.js';
import type {Survey, SurveyedAccount, SurveyedSource} from './survey.js';

const longestCell = 1000;

/** Two tables: the saved accounts, and the places of keys in search order with the one in use marked. */
export function surveyTable({accounts, sources, problem}: Survey): string {
  const own =
    accounts.length === 0
      ? [
          problem === null
            ? 'No account is saved: papertop login saves one.'
            : `Cannot list the accounts: ${clean(problem, longestCell)}`,
        ]
      : table(['', 'ACCOUNT', 'ENDPOINT', 'KEY'], accounts.map(accountCells));
  const places = table(['', 'PLACE', 'KEY'], sources.map(sourceCells));
  const warnings = sources.flatMap(({warnings: lines}) => lines).map(line => `Warning: ${clean(line, longestCell)}`);
  const order =
    'Where a key is looked for; the first one found is used (>). --account NAME takes that account instead.';
  return `${[...own, '', order, '', ...places, ...(warnings.length > 0 ? ['', ...warnings] : [])].join('\n')}\n`;
}

/** The survey as JSON. File modes are octal strings. */
export function surveyJson({accounts, sources, problem}: Survey): string {
  const first = sources.find(({isFirst}) => isFirst);
  const answer = {
    accounts: accounts.map(({mode, ...account}) => ({...account, mode: modeText(mode)})),
    sources: sources.map(({mode, ...source}) => ({...source, mode: modeText(mode)})),
    inUse:
      first === undefined || first.problem !== null
        ? null
        : {account: first.account, place: first.place, endpoint: first.endpoint},
    problem: problem ?? first?.problem ?? null,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

function accountCells({name, endpoint, file, mode, isChosen, problem}: SurveyedAccount): string[] {
  const key = problem ?? `in ${file}${modeWords(mode)}`;
  return [isChosen ? '*' : '', name, endpoint ?? '', key];
}

function sourceCells(source: SurveyedSource): string[] {
  return [source.isFirst ? '>' : '', source.place, keyWords(source)];
}

function keyWords({place, account, endpoint, mode, problem, isAbsent}: SurveyedSource): string {
  if (isAbsent) return place === '--api-key-file' ? 'not given' : 'none';
  if (problem !== null) return problem.startsWith(`${place} `) ? problem.slice(place.length + 1) : problem;
  if (place === 'PAPERSPACE_API_KEY') return `set, for ${endpoint}`;
  return `account ${account}, for ${endpoint}${modeWords(mode)}`;
}

function modeWords(mode: number | null): string {
  return mode === null ? '' : ` (mode ${modeText(mode)})`;
}

function modeText(mode: number | null): string | null {
  return mode === null ? null : mode.toString(8).padStart(4, '0');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [header, ...rows].map(row => row.map(text => clean(text, longestCell)));
  const widths = header.map((_, column) => Math.max(...all.map(row => cellWidth(row[column] ?? ''))));
  return all.map(row =>
    row
      .map((text, column) => fit(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
