// The confirmation dialog of stop and restart: its consequences and the buttons.
import {type Machine, stateSpec} from '../../src/catalogue/machine.js';
import {rateOf} from '../../src/catalogue/rate.js';
import type {Dialog} from '../../src/fleet/model/dialog.js';
import {keyOf, type Model} from '../../src/fleet/model/model.js';
import {rateWords} from '../../src/text/words.js';
import {machineLine} from './parts/machine-line.js';
import {gap, lineRow, type Row, sentenceRows} from './parts/rows.js';

type Confirm = Extract<Dialog, {kind: 'confirm'}>;

interface Fact {
  readonly isWarning: boolean;
  readonly message: string;
}

/** The dialog's rows for an inner width of `width` cells. Warnings are dropped later than other facts. */
export function confirmRows(model: Model, dialog: Confirm, width: number): readonly Row[] {
  const {target, verb} = dialog;
  const machine = model.fleet.byId.get(target.id);
  const facts = machine ? factsOf(verb, machine) : [{isWarning: true, message: 'It is no longer in the list.'}];
  return [
    gap,
    lineRow(machineLine(model, target), 2),
    gap,
    ...(dialog.notice === null ? [] : sentenceRows('!', 'danger', dialog.notice, width, 0)),
    ...facts.flatMap(({isWarning, message}) =>
      sentenceRows(
        isWarning ? '!' : model.isAscii ? '-' : '·',
        isWarning ? 'warn' : 'quiet',
        message,
        width,
        isWarning ? 1 : 3,
      ),
    ),
    gap,
    {kind: 'buttons', dropOrder: 0, buttons: buttonsOf(model, dialog)},
    gap,
  ];
}

function buttonsOf(model: Model, {verb, focus}: Confirm) {
  return {
    cancel: 'Cancel',
    act: verb === 'stop' ? 'Stop' : 'Restart',
    key: keyOf(model, 'confirm'),
    focus,
    tone: 'warn',
    isReady: true,
  } as const;
}

function factsOf(verb: Confirm['verb'], machine: Machine): readonly Fact[] {
  const {name, running} = stateSpec(machine.state);
  const facts: Fact[] = [];
  if (name === 'off') facts.push({isWarning: true, message: 'It is off.'});
  if (running) facts.push({isWarning: true, message: 'Whoever is logged in is kicked out at once.'});
  if (machine.dynamicPublicIp) facts.push({isWarning: true, message: addressFact(verb, machine)});
  if (machine.updatesPending)
    facts.push({isWarning: true, message: 'Updates are pending: the system installs them first.'});
  if (verb === 'stop') facts.push({isWarning: false, message: costFact(machine)});
  return facts;
}

function addressFact(verb: Confirm['verb'], {publicIpAddress}: Machine): string {
  const address = publicIpAddress ? `Its public ip ${publicIpAddress} is dynamic` : 'Its public ip is dynamic';
  return verb === 'stop' ? `${address}: the next start brings another.` : `${address}: it may change.`;
}

/** Paperspace charges for disks, addresses and snapshots of machines that are off. */
function costFact(machine: Machine): string {
  const rate = rateOf(machine);
  if (rate === 'monthly') return 'Frees nothing: it is billed by the month.';
  if (rate === null) return 'Its disk and snapshots go on costing.';
  return `Frees about $${rateWords(rate)} an hour; its disk and snapshots go on costing.`;
}
