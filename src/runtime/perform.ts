// Does what events ask for: the only place where effects happen.
import type {Machine} from '../catalogue/machine.js';
import type {FleetEffect, FleetEvent} from '../fleet/model/events.js';
import type {Model} from '../fleet/model/model.js';
import {failedCount} from '../fleet/operations/counts.js';
import {visibleMachines} from '../fleet/table/window.js';
import type {Calls} from './api/effects.js';
import type {TitleCounts} from './terminal/title.js';
import type {Timers} from './time/timers.js';

/** What effects need besides the API. */
export interface Surroundings {
  readonly timers: Timers;
  /** The API of the account in use; null on the welcome screen. */
  calls(): Calls | null;
  /** @param isAwaited the user set a watch and waits for this */
  ring(isAwaited: boolean): void;
  redraw(): void;
  suspend(): void;
  quit(): void;
  openSsh(machine: Machine): void;
  checkKey(key: string): void;
  openDemo(): void;
  /** Whether the terminal reported that it has the focus. */
  isFocused(): boolean;
  /** How many milliseconds the terminal's output lags behind what was written. */
  lagMs(): number;
  model(): Model;
}

const longestRestMs = 1000;

export function createPerform(
  around: Surroundings,
): (effect: FleetEffect, dispatch: (event: FleetEvent) => void) => void {
  return (effect, dispatch) => {
    switch (effect.type) {
      case 'set-timer':
        return around.timers.set(effect.timer, stretched(effect, around), effect.event);
      case 'notify':
        return effect.isAwaited || !isSeen(around, effect.machineId) ? around.ring(effect.isAwaited) : undefined;
      case 'open-ssh':
        return around.openSsh(effect.machine);
      case 'check-key':
        return around.checkKey(effect.key);
      case 'open-demo':
        return around.openDemo();
      case 'redraw':
        return around.redraw();
      case 'suspend':
        return around.suspend();
      case 'quit':
        return around.quit();
      default:
        around.calls()?.perform(effect, dispatch);
    }
  };
}

/** On a slow line the rest timer is longer, so that redrawing the panes does not delay the cursor's next move. */
function stretched(
  {timer, afterMs}: Extract<FleetEffect, {type: 'set-timer'}>,
  {lagMs}: Pick<Surroundings, 'lagMs'>,
): number | null {
  return timer === 'rest' && afterMs !== null ? Math.max(afterMs, Math.min(longestRestMs, 2 * lagMs())) : afterMs;
}

/** Whether the machine's row is on the screen of a focused terminal: then the person sees the change without a bell. */
function isSeen(around: Surroundings, machineId: string | null): boolean {
  if (!around.isFocused() || machineId === null) return false;
  const model = around.model();
  return model.screen.kind === 'table' && visibleMachines(model).some(({id}) => id === machineId);
}

/** The numbers shown in the terminal's title. */
export function titleCounts(model: Model, told: number): TitleCounts {
  const {moving} = model.fleet.totals;
  return {machines: model.fleet.machines.length, moving, failed: failedCount(model), told};
}
