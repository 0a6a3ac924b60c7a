// The target machine of a dialog, in one line.
import {type Machine, stateSpec} from '../../../src/catalogue/machine.js';
import {regionShort} from '../../../src/catalogue/offers.js';
import {typeOf} from '../../../src/catalogue/rate.js';
import type {Target} from '../../../src/fleet/model/dialog.js';
import type {Model} from '../../../src/fleet/model/model.js';
import {type Line, span} from '../../../src/text/lines.js';
import {stateTone} from '../../lines/row.js';

/** Glyph, name, state, id, type and region from the current list. A machine that is no longer listed has no type and region. */
export function machineLine(model: Model, target: Target): Line {
  const machine = model.fleet.byId.get(target.id);
  const state = machine?.state ?? target.state;
  const {ascii, glyph} = stateSpec(state);
  return [
    span(`${model.isAscii ? ascii : glyph} `, stateTone(state)),
    span(target.name, 'title'),
    span(`  ${state}`),
    span(`  ${machineFacts(target, machine)}`, 'quiet'),
  ];
}

function machineFacts({id, name}: Target, machine: Machine | undefined): string {
  const type = machine && typeOf(machine);
  const region = machine?.region && regionShort(machine.region);
  return [name === id ? '' : id, type, region].filter(Boolean).join('  ');
}
