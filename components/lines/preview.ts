// The preview of the machine under the cursor: a strip of lines on a narrow terminal, a pane on a wide one.
import {type Machine, osText} from '../../src/catalogue/machine.js';
import {rateOf} from '../../src/catalogue/rate.js';
import type {LayoutKind, Rect} from '../../src/fleet/model/layout.js';
import type {Model} from '../../src/fleet/model/model.js';
import {gpuText} from '../../src/fleet/table/columns.js';
import {tableContext} from '../../src/fleet/table/context.js';
import {stateSince} from '../../src/fleet/table/describe.js';
import {GUTTER} from '../../src/fleet/table/place.js';
import {layoutFor, settledMachine} from '../../src/fleet/table/window.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {cell, emptyLine, fitLine, type Line, lineCells, span, spread} from '../../src/text/lines.js';
import {memoLast} from '../../src/text/memo.js';
import {minuteWords} from '../../src/text/moments.js';
import {ageWords, durationWords, rateWords, sizeWords} from '../../src/text/words.js';
import {historyLines} from './event-history.js';
import {stateLine} from './row.js';
import {ruleLine} from './rule.js';

/** The strip of a narrow terminal, three lines; none if the layout has no strip. */
export function stripLines(model: Model): readonly Line[] {
  const {strip} = layoutFor(model);
  if (strip === null) return [];
  const machine = settledMachine(model);
  const {width} = strip;
  return lastStrip([machine, width, model.isAscii], () => stripOf(machine, width, model.isAscii));
}

const lastStrip = memoLast<readonly Line[]>();

function stripOf(machine: Machine | null, width: number, isAscii: boolean): readonly Line[] {
  if (machine === null) return blankLines(width, 3);
  const rule = ruleLine('', '', width, isAscii);
  const indent = span(' '.repeat(GUTTER));
  const first = [
    span(machine.name, 'title'),
    span(`  ${machine.id}`, 'quiet'),
    span('  '),
    ...stateLine(machine.state, isAscii),
  ];
  const autoOff = [span('  '), ...autoOffLine(machine), span(' ')];
  const facts = [
    sizeLine(machine, diskWords(machine)),
    costLine(machine),
    labelledValue('private', machine.privateIpAddress),
  ];
  return [
    rule,
    spread([indent, ...first], [span(`  ${osText(machine.os)} `)], width),
    spread([indent, ...joinFitting(facts, width - GUTTER - lineCells(autoOff))], autoOff, width),
  ];
}

/** The preview pane: fields left of the events if it is below the table, fields above the events if it is beside it. */
export function previewLines(model: Model): readonly Line[] {
  const {preview, kind} = layoutFor(model);
  if (preview === null) return [];
  const machine = settledMachine(model);
  const loaded = machine === null ? undefined : model.details.get(machine.id);
  const {size, choices, isAscii} = model;
  const ages = machine === null ? '' : `${sinceWords(model, machine)} ${createdWords(machine, model)}`;
  const minute = Math.floor(model.time.wall / 60_000);
  const parts = [machine, loaded, ages, minute, size.columns, size.rows, choices.users, isAscii];
  return lastPreview(parts, () => previewOf(model, machine, kind, preview));
}

const lastPreview = memoLast<readonly Line[]>();

function previewOf(model: Model, machine: Machine | null, kind: LayoutKind, {width, height}: Rect): readonly Line[] {
  if (machine === null) return blankLines(width, height);
  if (kind === 'full') return sidePaneLines(model, machine, width, height);
  const left = Math.floor(width * 0.54);
  const fields = summaryLines(model, machine, left - GUTTER - 2, height - 1);
  const events = historyLines(model, machine, width - left, height - 1);
  const rows = Array.from({length: height - 1}, (_, index) =>
    fitLine(
      [
        span(' '.repeat(GUTTER)),
        ...fitLine(fields[index] ?? emptyLine, left - GUTTER),
        ...(events[index] ?? emptyLine),
      ],
      width,
    ),
  );
  return [ruleLine(machine.name, machine.id, width, model.isAscii), ...rows];
}

function sidePaneLines(model: Model, machine: Machine, width: number, height: number): readonly Line[] {
  const bar = span(`${glyphsOf(model.isAscii).vertical} `, 'quiet');
  const room = width - 3;
  const title = spread([span(machine.name, 'title')], [span(` ${machine.id}`, 'quiet')], room);
  const fields = summaryLines(model, machine, room, 20);
  const above = [title, emptyLine, ...fields, emptyLine];
  const lines = [...above, ...historyLines(model, machine, room, height - above.length)];
  return Array.from({length: height}, (_, index) => fitLine([bar, ...fitLine(lines[index] ?? emptyLine, room)], width));
}

function blankLines(width: number, count: number): readonly Line[] {
  return Array<Line>(Math.max(0, count)).fill(fitLine(emptyLine, width));
}

/** At most `height` lines of label and value, the most important first. */
function summaryLines(model: Model, machine: Machine, width: number, height: number): readonly Line[] {
  const sinceSpan = span(sinceWords(model, machine), 'quiet');
  const user = machine.userId === null ? null : (tableContext(model).users.get(machine.userId) ?? machine.userId);
  const publicIp = machine.publicIpAddress;
  const fields: readonly (readonly [string, Line])[] = [
    ['state', [...stateLine(machine.state, model.isAscii), sinceSpan]],
    ['size', sizeLine(machine, '')],
    ['system', valueOrDash(osText(machine.os))],
    ['billing', costLine(machine)],
    [
      'public ip',
      publicIp === null ? valueOrDash('') : [span(publicIp), span(machine.dynamicPublicIp ? '  dynamic' : '', 'quiet')],
    ],
    ['private ip', joinFitting([valueOrDash(machine.privateIpAddress ?? ''), quietOrEmpty(machine.networkId)])],
    [
      'where',
      joinFitting([valueOrDash(machine.region ?? ''), user === null ? emptyLine : labelledValue('user', user)]),
    ],
    ['created', createdLine(machine, model)],
    ['auto-off', autoOffLine(machine).slice(1)],
    [
      'disk',
      joinFitting([
        valueOrDash(machine.storageTotal === null ? '' : sizeWords(machine.storageTotal)),
        snapshotLine(machine),
      ]),
    ],
  ];
  return fields.slice(0, height).map(([label, value]) => fitLine([cell(label, 12, 'quiet'), ...value], width));
}

function valueOrDash(text: string): Line {
  return text === '' ? [span('-', 'quiet')] : [span(text)];
}

function quietOrEmpty(text: string | null): Line {
  return text === null ? emptyLine : [span(text, 'quiet')];
}

function labelledValue(label: string, value: string | null): Line {
  return value === null ? emptyLine : [span(`${label} `, 'quiet'), span(value)];
}

/** Joins lines that are not empty, two cells apart. The first is always taken, later ones only if they fit into `room` cells. */
function joinFitting(lines: readonly Line[], room = Number.POSITIVE_INFINITY): Line {
  let joined: Line = emptyLine;
  for (const line of lines.filter(part => lineCells(part) > 0)) {
    if (joined.length === 0) joined = line;
    else if (lineCells(joined) + 2 + lineCells(line) <= room) joined = [...joined, span('  '), ...line];
  }
  return joined;
}

function diskWords({storageTotal}: Machine): string {
  return storageTotal === null ? '' : `${sizeWords(storageTotal)} disk`;
}

function sizeLine(machine: Machine, disk: string): Line {
  const {cpus, ram} = machine;
  const parts = [
    machine.machineType,
    cpus === null ? null : `${cpus} cpu${cpus === 1 ? '' : 's'}`,
    ram === null ? null : sizeWords(ram),
    gpuText(machine) || null,
    disk || null,
  ].filter(part => part !== null);
  return valueOrDash(parts.join(' · '));
}

function costLine(machine: Machine): Line {
  const rate = rateOf(machine);
  if (rate === 'monthly') return [span('by the month')];
  return rate === null ? valueOrDash('') : [span(`$${rateWords(rate)}`), span('/h list price', 'quiet')];
}

const lastSince = memoLast<number | null>();

/** How long the machine has been in its state, ` for 3h12m`; '' while its history is not known. */
function sinceWords(model: Model, machine: Machine): string {
  const loaded = model.details.get(machine.id);
  const since = lastSince([machine, loaded], () =>
    loaded?.status === 'known' ? stateSince(machine.state, loaded.value.events) : null,
  );
  return since === null ? '' : ` for ${durationWords(model.time.wall - since)}`;
}

/** The machine's age, `5h ago`; '' when it is not known. */
function createdWords({dtCreated}: Machine, {time}: Model): string {
  return dtCreated === null ? '' : `${ageWords(time.wall - dtCreated)} ago`;
}

function createdLine(machine: Machine, model: Model): Line {
  if (machine.dtCreated === null) return valueOrDash('');
  return [span(minuteWords(machine.dtCreated, model.time.wall)), span(`  ${createdWords(machine, model)}`, 'quiet')];
}

function autoOffLine({shutdownTimeoutInHours: hours, shutdownTimeoutForces}: Machine): Line {
  const label = span('auto-off ', 'quiet');
  if (!hours) return [label, span('never')];
  return [
    label,
    span(`after ${hours >= 48 && hours % 24 === 0 ? `${hours / 24} days` : `${hours} h`}`),
    span(shutdownTimeoutForces ? ', even in use' : '', 'quiet'),
  ];
}

function snapshotLine({performAutoSnapshot, autoSnapshotFrequency, autoSnapshotSaveCount}: Machine): Line {
  if (!performAutoSnapshot) return [span('no snapshots', 'quiet')];
  const count = autoSnapshotSaveCount === null ? '' : `, ${autoSnapshotSaveCount} kept`;
  return [
    span('snapshot ', 'quiet'),
    span(autoSnapshotFrequency === null ? 'on' : `every ${autoSnapshotFrequency}`),
    span(count, 'quiet'),
  ];
}
