// The availability screen: a table with a column per region and a row per machine type.
import {AVAILABILITY_TYPES, machineType, REGIONS} from '../../src/catalogue/offers.js';
import type {Trouble} from '../../src/fleet/model/failure.js';
import type {Area} from '../../src/fleet/model/layout.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import type {Loadable} from '../../src/fleet/model/screen.js';
import {
  AVAILABILITY_CELLS,
  type AvailabilityCells,
  cellKey,
  countCells,
  oldestAnswer,
} from '../../src/fleet/screens/availability.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {cell, emptyLine, type Line, span, type Tone, wrapText} from '../../src/text/lines.js';
import {secondWords} from '../../src/text/moments.js';
import {rateWords} from '../../src/text/words.js';
import {hasRule, tabLines} from './heading.js';
import {bodyCells, type Page, pageOf, visibleRows} from './page.js';
import {troubleLines} from './trouble.js';

/** Width of the first column with type, price, size and graphics card. */
const typeCells = 32;

interface Mark {
  readonly sign: string;
  readonly word: string;
  readonly tone: Tone;
}

/** The availability screen for `area`, with the widest spacing that fits; null while another screen is open. */
export function availabilityPage(model: Model, area: Area): Page | null {
  const {screen, isAscii} = model;
  if (screen.kind !== 'availability') return null;
  const width = bodyCells(area);
  const hasTitleRule = hasRule(area.height);
  const headRows = hasTitleRule ? 2 : 1;
  const head = () => {
    const [title, rule] = tabLines(['Availability'], 0, summary(model, screen.cells), area.width, isAscii);
    return hasTitleRule ? [title, rule] : [title];
  };
  const visible = visibleRows(area, headRows);
  const bodies = [3, 2, 1, 0].map(spacing => bodyLines(model, screen.cells, width, spacing));
  const body = bodies.find(lines => lines.length <= visible) ?? bodies.at(-1) ?? [];
  return pageOf(area, headRows, head, body, screen.scroll);
}

function summary(model: Model, cells: AvailabilityCells): string {
  const {available, asking} = countCells(cells);
  if (asking > 0) return `asking, ${AVAILABILITY_CELLS.length - asking} of ${AVAILABILITY_CELLS.length} answered`;
  const at = oldestAnswer(cells);
  const when = at === null ? '' : ` at ${secondWords(model.time.wall - (model.time.now - at))}`;
  return `${available} of ${AVAILABILITY_CELLS.length} available${when}`;
}

/** @param spacing blank lines: 3 also below the headings, 2 between the types, 1 around the failures and notes only, 0 none */
function bodyLines(model: Model, cells: AvailabilityCells, width: number, spacing: number): Line[] {
  const {isAscii} = model;
  const nameCells =
    width < 60 ? Math.min(15, Math.max(9, Math.floor(width * 0.3))) : width < 100 ? typeCells : typeCells + 10;
  const regionCells = Math.max(3, Math.min(26, Math.floor((width - nameCells) / REGIONS.length)));
  const headings: Line = [
    cell('', nameCells),
    ...REGIONS.flatMap(({name, short}) => regionSpans(name, short, regionCells)),
  ];
  const rows = AVAILABILITY_TYPES.map(type => typeLines(type, cells, nameCells, regionCells, isAscii));
  const failures = failureLines(model, cells, width);
  const blankIf = (wanted: boolean) => (wanted ? [emptyLine] : []);
  return [
    headings,
    ...blankIf(spacing > 2),
    ...rows.flatMap(row => [...row, ...blankIf(spacing > 1)]),
    ...blankIf(spacing === 1),
    ...failures,
    ...blankIf(failures.length > 0 && spacing % 2 === 1),
    ...noteLines(width, isAscii),
  ];
}

/** The region's short name, followed by its place if all columns are wide enough. */
function regionSpans(name: string, short: string, cells: number): Line {
  const isRoomy = REGIONS.every(region => cells >= region.name.length - 1);
  if (!isRoomy) return [cell(short, cells, 'title')];
  return [span(short, 'title'), cell(` ${name.replace(` (${short})`, '')}`, cells - short.length, 'quiet')];
}

function typeLines(
  type: string,
  cells: AvailabilityCells,
  nameCells: number,
  regionCells: number,
  isAscii: boolean,
): Line[] {
  const offer = machineType(type);
  const price = offer?.hourly == null ? '' : `$${rateWords(offer.hourly)}/h`;
  const marks = REGIONS.flatMap(({name}) => {
    const {sign, word, tone} = markOf(cells.get(cellKey(name, type)), isAscii);
    const wordTone = tone === 'good' ? 'plain' : 'quiet';
    return [
      span(sign, tone),
      regionCells < 11 ? cell('', regionCells - 1) : cell(` ${word}`, regionCells - 1, wordTone),
    ];
  });
  const row: Line = [cell(type, 7, 'title'), cell(price, nameCells - 7, 'plain'), ...marks];
  if (!offer || nameCells < typeCells) return [row];
  return [row, [cell(`${offer.gpu}  ${offer.cpus} cpu ${offer.ramGb} GB`, nameCells, 'quiet')]];
}

function markOf(answer: Loadable<boolean | null> | undefined, isAscii: boolean): Mark {
  const glyphs = glyphsOf(isAscii);
  if (answer === undefined || answer.status === 'asking')
    return {sign: glyphs.separator, word: 'asking', tone: 'quiet'};
  if (answer.status === 'failed') return {sign: glyphs.failed, word: answer.trouble.kind, tone: 'bad'};
  if (answer.value === null) return {sign: glyphs.dash, word: 'unknown', tone: 'quiet'};
  return answer.value
    ? {sign: isAscii ? '*' : '●', word: 'available', tone: 'good'}
    : {sign: isAscii ? 'o' : '○', word: 'none', tone: 'quiet'};
}

/** The failures by message, each with the cells that it affects. */
function failureLines(model: Model, cells: AvailabilityCells, width: number): Line[] {
  const reasons = new Map<string, {readonly trouble: Trouble; readonly where: string[]}>();
  for (const {region, machineType: type} of AVAILABILITY_CELLS) {
    const answer = cells.get(cellKey(region, type));
    if (answer?.status !== 'failed') continue;
    const {trouble} = answer;
    const short = REGIONS.find(({name}) => name === region)?.short ?? region;
    const reason = reasons.get(trouble.message) ?? {trouble, where: []};
    reason.where.push(`${type} in ${short}`);
    reasons.set(trouble.message, reason);
  }
  const {failed} = glyphsOf(model.isAscii);
  return [...reasons.values()].flatMap(({trouble, where}) =>
    troubleLines(`${cellsWords(where)}: `, trouble, `${keyOf(model, 'refresh')} asks again`, width, failed),
  );
}

function cellsWords(where: readonly string[]): string {
  return where.length <= 3 ? where.join(', ') : `${where.length} of ${AVAILABILITY_CELLS.length} questions`;
}

function noteLines(width: number, isAscii: boolean): Line[] {
  const legend = [{value: true}, {value: false}, {value: null}].map(({value}) =>
    markOf({status: 'known', value, at: 0}, isAscii),
  );
  const words = ['can be requested now', 'not now', 'the API did not say'];
  const line = legend.flatMap(({sign, tone}, index) => [
    span(sign, tone),
    span(` ${words[index] ?? ''}${index < legend.length - 1 ? '   ' : ''}`, 'quiet'),
  ]);
  const note = `The API answers for these ${AVAILABILITY_TYPES.length} machine types only. Prices are list prices.`;
  const notes = wrapText(note, Math.min(100, width)).map((text): Line => [span(text, 'quiet')]);
  return [line, ...notes];
}
