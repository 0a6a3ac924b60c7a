// What every part of update returns: the model after the event, and what is to be done outside.
import type {FleetEffect} from './events.js';
import type {Model, Toast} from './model.js';

export type Step = readonly [Model, ...FleetEffect[]];

/** Runs the steps one after the other, each on the model that the previous one returned, and collects their effects. */
export function inTurn(model: Model, ...parts: readonly ((model: Model) => Step)[]): Step {
  let present = model;
  const effects: FleetEffect[] = [];
  for (const part of parts) {
    const [next, ...more] = part(present);
    present = next;
    effects.push(...more);
  }
  return [present, ...effects];
}

const toastMs = {good: 5000, plain: 5000, bad: 12_000} as const;

/** Shows a message at the bottom of the screen for long enough to read it. */
export function toast(tone: Toast['tone'], text: string): (model: Model) => Step {
  return model => {
    const number = model.lastNumber + 1;
    return [
      {...model, lastNumber: number, toast: {number, tone, text}},
      {type: 'set-timer', timer: 'toast', afterMs: toastMs[tone], event: {type: 'toast-expired', number}},
    ];
  };
}
