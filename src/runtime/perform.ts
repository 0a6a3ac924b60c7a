// Performs the effects that update() returns; API calls go to api/effects.ts.
import type {Machine} from '../catalogue/machine.js';
import type {FleetEffect, FleetEvent} from '../fleet/model/events.js';
import type {Model} from '../fleet/model/model.js';
import {visibleMachines} from '../fleet/table/window.js';
import type {Calls} from './api/effects.js';
import type {Timers} from './time/timers.js';

/** What effects act on. */
export interface Deps {
  readonly timers: Timers;
  /** API calls of the account in use; null on the welcome screen. */
  calls(): Calls | null;
  /** Rings the bell. @param isAwaited whether it is for a watch, which the person asked for */
  ring(isAwaited: boolean): void;
  redraw(): void;
  suspend(): void;
  quit(): void;
  openSsh(machine: Machine): void;
  checkKey(key: string): void;
  openDemo(): void;
  /** Whether the terminal has the focus; false where it does not report that. */
  isFocused(): boolean;
  /** Milliseconds that the terminal is behind. */
  lagMs(): number;
  model(): Model;
}

/** Longest delay before panes follow the cursor. */
const longestRestMs = 1000;

export function createPerform(deps: Deps): (effect: FleetEffect, dispatch: (event: FleetEvent) => void) => void {
  return (effect, dispatch) => {
    switch (effect.type) {
      case 'set-timer':
        return deps.timers.set(effect.timer, stretched(effect, deps), effect.event);
      case 'notify':
        return effect.isAwaited || !isSeen(deps, effect.machineId) ? deps.ring(effect.isAwaited) : undefined;
      case 'open-ssh':
        return deps.openSsh(effect.machine);
      case 'check-key':
        return deps.checkKey(effect.key);
      case 'open-demo':
        return deps.openDemo();
      case 'redraw':
        return deps.redraw();
      case 'suspend':
        return deps.suspend();
      case 'quit':
        return deps.quit();
      default:
        deps.calls()?.perform(effect, dispatch);
    }
  };
}

/** Returns the timer's delay; on a slow line the panes that follow the cursor wait longer, or they would delay its next move. */
function stretched(
  {timer, afterMs}: Extract<FleetEffect, {type: 'set-timer'}>,
  {lagMs}: Pick<Deps, 'lagMs'>,
): number | null {
  return timer === 'rest' && afterMs !== null ? Math.max(afterMs, Math.min(longestRestMs, 2 * lagMs())) : afterMs;
}

/** Whether the machine's row is on the screen of a focused terminal: then the person sees the change without a bell. */
function isSeen(deps: Deps, machineId: string | null): boolean {
  if (!deps.isFocused() || machineId === null) return false;
  const model = deps.model();
  return model.screen.kind === 'table' && visibleMachines(model).some(({id}) => id === machineId);
}
