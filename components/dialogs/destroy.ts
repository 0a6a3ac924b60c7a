// The destroy dialog: what is deleted with the machine, and the word that confirms it.
import {type Machine, stateSpec} from '../../src/catalogue/machine.js';
import type {Dialog} from '../../src/fleet/model/dialog.js';
import type {Model} from '../../src/fleet/model/model.js';
import {glyphsOf} from '../../src/text/glyphs.js';
import {type Line, span, type Tone, wrapText} from '../../src/text/lines.js';
import {sizeWords} from '../../src/text/words.js';
import {machineLine} from './parts/machine-line.js';
import {gap, lineRow, type Row, sentenceRows} from './parts/rows.js';

type Destroy = Extract<Dialog, {kind: 'destroy'}>;

/** The dialog's rows for an inner width of `width` cells. The row that has the focus is dropped last. */
export function destroyRows(model: Model, dialog: Destroy, width: number): readonly Row[] {
  const machine = model.fleet.byId.get(dialog.target.id);
  const glyphs = glyphsOf(model.isAscii);
  return [
    gap,
    lineRow(machineLine(model, dialog.target), 3),
    gap,
    lineRow([span('This cannot be undone.', 'danger'), span(' With the machine go')], 4),
    ...lostItems(machine).flatMap(message => sentenceRows(glyphs.separator, 'quiet', message, width, 5)),
    ...runningRows(machine, dialog, width),
    gap,
    lineRow(releaseLine(dialog, machine), dialog.focus === 'release' ? 0 : 6),
    gap,
    ...promptRows(dialog, width),
    {kind: 'word', dropOrder: dialog.focus === 'word' ? 0 : 2},
    ...messageRows(model, dialog, width),
    gap,
    {
      kind: 'buttons',
      dropOrder: dialog.focus === 'word' || dialog.focus === 'release' ? 1 : 0,
      buttons: buttonsOf(dialog),
    },
    gap,
  ];
}

/** Whether the typed text is the confirming word, so that the request may be sent. */
export function isWordTyped({typed, target}: Destroy): boolean {
  return typed === target.word;
}

function buttonsOf(dialog: Destroy) {
  const {focus} = dialog;
  return {
    cancel: 'Cancel',
    act: 'Destroy',
    key: null,
    focus: focus === 'cancel' || focus === 'act' ? focus : null,
    tone: 'danger',
    isReady: isWordTyped(dialog) && !dialog.isChecking,
  } as const;
}

function lostItems(machine: Machine | undefined): readonly string[] {
  const disk = machine?.storageTotal ? `its disk of ${sizeWords(machine.storageTotal)}` : 'its disk';
  return [`${disk} and all that is on it`, `every snapshot made from it${snapshotSchedule(machine)}`];
}

function snapshotSchedule(machine: Machine | undefined): string {
  if (!machine?.performAutoSnapshot) return '';
  const {autoSnapshotFrequency: every, autoSnapshotSaveCount: count} = machine;
  const parts = [every ? `one every ${every}` : 'taken by itself', ...(count === null ? [] : [`${count} kept`])];
  return ` (${parts.join(', ')})`;
}

function runningRows(machine: Machine | undefined, {target}: Destroy, width: number): readonly Row[] {
  const state = machine?.state ?? target.state;
  if (!stateSpec(state).running) return [];
  return sentenceRows('!', 'danger', `It is ${state.toUpperCase()}: whoever is logged in loses it at once.`, width, 2);
}

function releaseLine({releasePublicIp, focus}: Destroy, machine: Machine | undefined): Line {
  const tone: Tone = focus === 'release' ? 'focus' : 'plain';
  const address = machine?.publicIpAddress ? `  ${machine.publicIpAddress}` : '';
  return [
    span(`[${releasePublicIp ? 'x' : ' '}] `, tone),
    span('also release its public ip', tone),
    span(address || '  it has none now', 'quiet'),
  ];
}

function promptRows({target: {word}}: Destroy, width: number): readonly Row[] {
  const before = 'Type ';
  const after = ' to destroy it:';
  if (before.length + word.length + after.length <= width) {
    return [lineRow([span(before), span(word, 'title'), span(after)], 2)];
  }
  return [
    lineRow([span('Type this to destroy it:')], 2),
    ...wrapText(word, width).map(part => lineRow([span(part, 'title')], 2)),
  ];
}

/** The progress or the problem; an empty row when there is neither, so that the dialog keeps its height. */
function messageRows(model: Model, {isChecking, problem}: Destroy, width: number): readonly Row[] {
  const glyphs = glyphsOf(model.isAscii);
  if (isChecking)
    return sentenceRows(glyphs.moving, 'moving', 'looking at it once more before it goes', width, 1, 'quiet');
  if (problem !== null) return sentenceRows(glyphs.failed, 'bad', problem, width, 1);
  return [lineRow([], 8)];
}
