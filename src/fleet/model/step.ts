// The result of an update: the next model and the effects to perform.
import type {FleetEffect} from './events.js';
import type {Model, Toast} from './model.js';

export type Step = readonly [Model, ...FleetEffect[]];

/** Runs the steps in order, each on the model that the previous one returned, and collects their effects. */
export function chain(model: Model, ...steps: readonly ((model: Model) => Step)[]): Step {
  let current = model;
  const effects: FleetEffect[] = [];
  for (const step of steps) {
    const [next, ...more] = step(current);
    current = next;
    effects.push(...more);
  }
  return [current, ...effects];
}

const toastMs = {good: 5000, plain: 5000, bad: 12_000} as const;

/** Shows a message at the bottom of the screen: 5 s, or 12 s for tone `bad`. */
export function toast(tone: Toast['tone'], text: string): (model: Model) => Step {
  return model => {
    const number = model.lastNumber + 1;
    return [
      {...model, lastNumber: number, toast: {number, tone, text}},
      {type: 'set-timer', timer: 'toast', afterMs: toastMs[tone], event: {type: 'toast-expired', number}},
    ];
  };
}
