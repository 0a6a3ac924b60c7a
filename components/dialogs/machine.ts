// The machine a dialog is about, in one line.
import {type Machine, stateSpec} from '../../src/catalogue/machine.js';
import {regionShort} from '../../src/catalogue/offers.js';
import {typeOf} from '../../src/fleet/cost.js';
import type {Model, Target} from '../../src/fleet/model.js';
import {type Line, span, type Tone} from '../../src/text/lines.js';

const stateTones: Readonly<Record<string, Tone>> = {ready: 'good', off: 'quiet'};

/** Glyph, name, state, id, type, region, as they are now. */
export function machineLine(model: Model, target: Target): Line {
  const machine = model.fleet.byId.get(target.id);
  const state = machine?.state ?? target.state;
  const {ascii, glyph, moving} = stateSpec(state);
  const tone = stateTones[state] ?? (moving ? 'moving' : 'plain');
  return [
    span(`${model.isAscii ? ascii : glyph} `, tone),
    span(target.name, 'title'),
    span(`  ${state}`),
    span(`  ${rest(target, machine)}`, 'quiet'),
  ];
}

function rest({id, name}: Target, machine: Machine | undefined): string {
  const type = machine && typeOf(machine);
  const region = machine?.region && regionShort(machine.region);
  return [name === id ? '' : id, type, region].filter(Boolean).join('  ');
}
