// The utilization screen: one row per month with hours, rates and estimated cost.
import type {Utilization} from '../../src/catalogue/types.js';
import type {Area} from '../../src/fleet/model/layout.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import type {Loadable} from '../../src/fleet/model/screen.js';
import {monthBounds} from '../../src/fleet/screens/months.js';
import {subjectOf} from '../../src/fleet/screens/subject.js';
import {isEmptyUsage, projectedTotal, type Rate, type Usage, usageOf} from '../../src/fleet/screens/usage.js';
import {nothingKnown} from '../../src/fleet/table/describe.js';
import {barOf} from '../../src/text/bars.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {cell, emptyLine, type Line, lineCells, span, type Tone, wrapText} from '../../src/text/lines.js';
import {monthWords} from '../../src/text/moments.js';
import {moneyWords, rateWords} from '../../src/text/words.js';
import {hasRule, tabLines, titleLine} from './heading.js';
import {bodyCells, type Page, pageOf, visibleRows} from './page.js';
import {troubleLines} from './trouble.js';

interface MonthRow {
  readonly month: string;
  readonly answer: Loadable<Utilization>;
  readonly usage: Usage | null;
  readonly projected: number | null;
}

interface Column {
  readonly heading: string;
  readonly cells: number;
  readonly text: (usage: Usage) => string;
  readonly tone?: Tone;
  /** The column is left out if the page is narrower than this. */
  readonly minWidth: number;
}

const monthCells = 9;
const maxBarCells = 64;

const COLUMNS: readonly Column[] = [
  {heading: 'HOURS', cells: 7, text: ({hours}) => hoursWords(hours), minWidth: 0},
  {heading: 'RATE', cells: 8, text: ({rate}) => rateText(rate), tone: 'quiet', minWidth: 40},
  {heading: 'COMPUTE', cells: 9, text: ({compute}) => estimate(compute), minWidth: 56},
  {heading: 'DISK H', cells: 7, text: ({storageHours}) => hoursWords(storageHours), minWidth: 74},
  {
    heading: 'RATE',
    cells: 9,
    text: ({storageRate}) => rateText(storageRate === null ? null : {amount: storageRate, per: 'month'}),
    tone: 'quiet',
    minWidth: 74,
  },
  {heading: 'DISK', cells: 8, text: ({storage}) => estimate(storage), minWidth: 56},
  {heading: 'TOTAL', cells: 9, text: ({total}) => estimate(total), tone: 'title', minWidth: 0},
];

/** The utilization screen for `area`, with the widest spacing that fits; null while another screen is open. */
export function usagePage(model: Model, area: Area): Page | null {
  const {screen, isAscii} = model;
  if (screen.kind !== 'utilization') return null;
  const subject = subjectOf(model, screen.id);
  const createdAt = subject.machine?.dtCreated ?? null;
  const rows = screen.months.map(({month, answer}): MonthRow => {
    const value = answer.status === 'known' ? answer.value : null;
    const projected = value && projectedTotal(value, month, model.time.wall, createdAt);
    return {month, answer, usage: value && usageOf(value), projected};
  });
  const width = bodyCells(area);
  const hasTitleRule = hasRule(area.height);
  const headRows = hasTitleRule ? 3 : 2;
  const head = () => {
    const [title, rule] = tabLines(['Utilization and cost'], 0, 'months in UTC', area.width, isAscii);
    return [titleLine(subject, model, area.width), title, ...(hasTitleRule ? [rule] : [])];
  };
  const visible = visibleRows(area, headRows);
  const bodies = [2, 1, 0].map(spacing => bodyLines(model, rows, createdAt, width, spacing));
  const body = bodies.find(lines => lines.length <= visible) ?? bodies.at(-1) ?? [];
  return pageOf(area, headRows, head, body, screen.scroll);
}

/** @param spacing blank lines: 2 also between the months, 1 around the failures and totals, 0 only below the months */
function bodyLines(
  model: Model,
  rows: readonly MonthRow[],
  createdAt: number | null,
  width: number,
  spacing: number,
): Line[] {
  const {isAscii} = model;
  const gap = spacing > 1 ? [emptyLine] : [];
  const tailGap = spacing > 0 ? [emptyLine] : [];
  const extraCells = width >= 110 ? 3 : 0;
  const columns = COLUMNS.filter(({minWidth}) => width >= minWidth).map(row => ({
    ...row,
    cells: row.cells + extraCells,
  }));
  const headings: Line = [
    cell('MONTH', monthCells, 'quiet'),
    ...columns.map(({heading, cells}) => cell(heading, cells, 'quiet', 'right')),
  ];
  const room = width - lineCells(headings) - 2;
  const scale = Math.max(0, ...rows.map(({usage, projected}) => Math.max(usage?.total ?? 0, projected ?? 0)));
  const rowLine = (row: MonthRow): Line => [
    ...monthLine(row, columns, createdAt, isAscii),
    ...barSpans(row, scale, room < 5 ? 0 : Math.min(maxBarCells, room), isAscii),
  ];
  const failures = failureLines(model, rows, width);
  return [
    headings,
    ...gap,
    ...rows.flatMap(row => [rowLine(row), ...gap]),
    ...(spacing > 1 ? [] : [emptyLine]),
    ...failures,
    ...(failures.length > 0 ? tailGap : []),
    ...sumLines(rows, width),
    ...tailGap,
    ...noteLines(width),
  ];
}

function monthLine(
  {month, answer, usage}: MonthRow,
  columns: readonly Column[],
  createdAt: number | null,
  isAscii: boolean,
): Line {
  const glyphs = glyphsOf(isAscii);
  const name = cell(monthWords(month), monthCells);
  if (answer.status === 'asking') return [name, span('  asking', 'quiet')];
  if (answer.status === 'failed') {
    return [name, span(`  ${glyphs.failed} `, 'bad'), span(answer.trouble.kind, 'quiet')];
  }
  if (usage === null || isEmptyUsage(usage)) {
    const isBefore = createdAt !== null && monthBounds(month).end <= createdAt;
    return [{...name, tone: 'quiet'}, span(`  ${isBefore ? 'before it was created' : 'nothing used'}`, 'quiet')];
  }
  return [
    name,
    ...columns.map(({text, cells, tone}) => {
      const value = text(usage);
      return cell(value, cells, value === nothingKnown ? 'quiet' : (tone ?? 'plain'), 'right');
    }),
  ];
}

/** A bar for the month's cost so far, with a lighter part for the projected rest of the month. */
function barSpans({usage, projected}: MonthRow, scale: number, cells: number, isAscii: boolean): Line {
  if (cells === 0 || scale === 0 || !usage?.total) return [];
  const bar = barOf(usage.total / scale, cells, isAscii);
  const projectedCells = projected === null ? 0 : Math.round((projected / scale) * cells) - bar.length;
  return [span('  '), span(bar, 'accent'), span((isAscii ? '.' : '░').repeat(Math.max(0, projectedCells)), 'quiet')];
}

function sumLines(rows: readonly MonthRow[], width: number): Line[] {
  const totals = rows.flatMap(({usage}) => (usage?.total ? [usage.total] : []));
  const currentMonth = rows.find(({projected}) => projected !== null);
  const sum = totals.reduce((total, amount) => total + amount, 0);
  const together = totals.length > 1 ? `${totals.length} months together: ${estimate(sum)}.` : '';
  const projection = currentMonth
    ? `${monthWords(currentMonth.month)} comes to ${estimate(currentMonth.projected)} by its end if it goes on like this.`
    : '';
  return wrapText(`${projection} ${together}`, Math.min(100, width)).map((text): Line => [span(text)]);
}

function failureLines(model: Model, rows: readonly MonthRow[], width: number): Line[] {
  const failed = rows.flatMap(({answer}) => (answer.status === 'failed' ? [answer.trouble] : []));
  const distinct = [...new Map(failed.map(trouble => [trouble.message, trouble])).values()];
  const {failed: sign} = glyphsOf(model.isAscii);
  return distinct.flatMap(trouble => troubleLines('', trouble, `${keyOf(model, 'refresh')} asks again`, width, sign));
}

const notes = [
  '≈ is an estimate: hours × rate. A disk costs its monthly rate, reached after 672 hours. Addresses, snapshots and taxes are not in it.',
  'Hours and rates are what the API counted for the calendar month; upgrades of the machine are not in its numbers.',
] as const;

function noteLines(width: number): Line[] {
  return notes.flatMap(text => wrapText(text, Math.min(100, width)).map((line): Line => [span(line, 'quiet')]));
}

function hoursWords(hours: number | null): string {
  return hours === null ? nothingKnown : hours.toFixed(1);
}

function rateText(rate: Rate | null): string {
  if (rate === null) return nothingKnown;
  return rate.per === 'hour' ? `${rateWords(rate.amount)}/h` : `${rateWords(rate.amount)}/mo`;
}

function estimate(dollars: number | null): string {
  return dollars === null ? nothingKnown : `≈${moneyWords(dollars)}`;
}
