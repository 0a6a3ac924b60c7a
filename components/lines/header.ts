// The header, first line of every screen: account, number and states of the machines, cost, freshness.
import {stateSpec} from '../../src/catalogue/machine.js';
import type {Model} from '../../src/fleet/model/model.js';
import {failedCount} from '../../src/fleet/operations/counts.js';
import {type Freshness, freshness} from '../../src/fleet/polling/freshness.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {layoutFor} from '../../src/fleet/table/window.js';
import {cellWidth, cut} from '../../src/text/cells.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {fitLine, type Line, lineCells, span, spread, type Tone} from '../../src/text/lines.js';
import {memoLast} from '../../src/text/memo.js';
import {countWords, moneyWords, rowProblemWords} from '../../src/text/words.js';

/** Minimum width of the reason in the freshness; a shorter one is not readable. */
const minReasonCells = 24;

/** The header, exactly as wide as the terminal. Parts that do not fit are left out whole; the freshness is always shown. */
export function headerLine(model: Model): Line {
  const {size, screen, account, scope, polling, fleet, operations, isAscii} = model;
  const {kind, description, reason, nextTry} = freshness(model);
  const isKnown = polling.freshAt !== null;
  const inputs = [
    size,
    screen.kind,
    account,
    scope,
    isKnown,
    fleet,
    operations,
    isAscii,
    kind,
    description,
    reason,
    nextTry,
  ];
  return lastHeader(inputs, () => headerOf(model));
}

const lastHeader = memoLast<Line>();

function headerOf(model: Model): Line {
  const {columns} = model.size;
  if (model.screen.kind === 'welcome') return fitLine([span(' '.repeat(GUTTER)), span('papertop', 'title')], columns);
  const isRoomy = layoutFor(model).kind === 'wide' || layoutFor(model).kind === 'full';
  const gap = isRoomy ? 4 : 3;
  const told = problemSpans(model);
  const toldCells = told.length === 0 ? 0 : gap + lineCells(told) + 1;
  const fresh = freshnessBeside(model, toldCells === 0 ? 0 : toldCells + gap);
  const shortest = lineCells(freshLine(fresh, minReasonCells));
  const room = columns - shortest - GUTTER - gap - toldCells;
  let left: Line = [span(' '.repeat(GUTTER)), ...accountLine(model, room)];
  const whole = lineCells(freshLine(fresh, Number.POSITIVE_INFINITY));
  for (const [index, part] of summaryParts(model, isRoomy && (told.length === 0 || columns >= 160)).entries()) {
    if (part.length === 0) continue;
    const longer = [...left, span(' '.repeat(gap)), ...part];
    // What comes first may shorten the reason of the freshness; the other parts may not.
    const kept = index === 0 ? toldCells + shortest : index === 1 ? shortest : whole;
    if (lineCells(longer) + gap + kept + 1 <= columns) left = longer;
    // The rows that are missing from the table are told even where the number of machines does not fit.
    else if (index > 0 || told.length === 0) break;
  }
  return spread(left, [...freshLine(fresh, columns - lineCells(left) - gap - 1), span(' ')], columns);
}

/** The freshness, without its reason where that leaves no room for `cells` more. The message line gives the reason in full. */
function freshnessBeside(model: Model, cells: number): Freshness {
  const fresh = freshness(model);
  const shortest = GUTTER + lineCells(accountLine(model, 0)) + lineCells(freshLine(fresh, minReasonCells));
  return cells === 0 || shortest + cells <= model.size.columns ? fresh : {...fresh, reason: null};
}

function accountLine({account}: Model, room: number): Line {
  const mode = account.isDemo ? 'demo' : account.isReadOnly ? 'RO' : 'RW';
  if (account.isDemo && account.name === 'demo') return [span('demo', 'title')];
  const name = cut(account.name, Math.max(4, room - mode.length - 3));
  return [span(name, 'title'), span(` · ${mode}`, account.isReadOnly ? 'warn' : 'quiet')];
}

/** The parts after the account by priority: number of machines, rows that are none, states, cost. Empty before the first answer. */
function summaryParts(model: Model, isRoomy: boolean): readonly Line[] {
  if (model.polling.freshAt === null) return [];
  return [
    [span(countWords(model.fleet.machines.length, 'machine')), ...scopeSpans(model)],
    problemSpans(model),
    countsLine(model, isRoomy),
    costLine(model),
  ];
}

/** Rows of the list that are no machines of the table: `2 unreadable, 1 repeated`. Empty if there are none. */
function problemSpans({fleet: {broken, duplicates}, polling}: Model): Line {
  if (polling.freshAt === null) return [];
  const words = rowProblemWords(broken, duplicates);
  return words === '' ? [] : [span(words, 'warn')];
}

/** The filters that the server applied to the list: ` with state=off`. */
function scopeSpans({scope}: Model): Line {
  const filters = Object.entries(scope).map(([name, value]) => `${name}=${value}`);
  return filters.length === 0 ? [] : [span(cut(` with ${filters.join(' ')}`, 40), 'warn')];
}

/** Machines by state and failed operations: `●17 ○4 ◐2 ✖1`, with words if `isRoomy`. */
function countsLine(model: Model, isRoomy: boolean): Line {
  const {isAscii} = model;
  const {ready, off, moving, other} = model.fleet.totals;
  const sign = (state: string): string => (isAscii ? stateSpec(state).ascii : stateSpec(state).glyph);
  const counts: readonly (readonly [string, Tone, number, string])[] = [
    [sign('ready'), 'good', ready, 'ready'],
    [sign('off'), 'quiet', off, 'off'],
    [sign('starting'), 'moving', moving, 'moving'],
    [sign(''), 'plain', other, 'other'],
    [glyphsOf(isAscii).failed, 'bad', failedCount(model), 'failed'],
  ];
  const line = counts
    .filter(([, , count]) => count > 0)
    .flatMap(([glyph, tone, count, word]) => [
      span(isRoomy ? '  ' : ' '),
      span(isRoomy ? `${glyph} ` : glyph, tone),
      span(isRoomy ? `${count} ${word}` : String(count)),
    ]);
  return line.slice(1);
}

/** Cost of the running machines per hour by list prices; empty if none has a known price. */
function costLine(model: Model): Line {
  const {hourly, priced} = model.fleet.totals;
  if (priced === 0) return [];
  return [span(`≈${moneyWords(hourly)}`), span('/h', 'quiet')];
}

const tones: Readonly<Record<Freshness['kind'], Tone>> = {
  live: 'quiet',
  connecting: 'quiet',
  stale: 'warn',
  paused: 'warn',
};

/** The freshness in `room` cells. Only the reason is cut, and never below `minReasonCells`, so the line may be longer than `room`. */
function freshLine(fresh: Freshness, room: number): Line {
  const next: Line = fresh.nextTry === null ? [] : [span(` · ${fresh.nextTry}`, 'quiet')];
  const words = span(fresh.description, tones[fresh.kind]);
  if (fresh.reason === null) return [words, ...next];
  const left = Math.max(minReasonCells, room - cellWidth(fresh.description) - lineCells(next) - 3);
  const reason = cut(fresh.reason, left);
  return [words, span(' · ', 'quiet'), span(reason, fresh.kind === 'live' ? 'warn' : 'plain'), ...next];
}
