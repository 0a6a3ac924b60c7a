// The initial model.
import type {Params} from '../../catalogue/types.js';
import {fleetOf} from './fleet.js';
import type {Size} from './layout.js';
import type {Account, Bindings, Model} from './model.js';
import type {Screen} from './screen.js';
import type {Time} from './time.js';
import type {Sort} from './view.js';

export interface StartOptions {
  readonly time: Time;
  readonly size: Size;
  readonly account: Account;
  readonly scope?: Params<'list'>;
  readonly screen?: Screen;
  readonly intervalMs?: number;
  readonly filter?: string;
  readonly sort?: Sort;
  readonly isAscii?: boolean;
  readonly bindings?: Bindings;
}

/** The welcome screen in its initial state. */
export const welcome: Extract<Screen, {kind: 'welcome'}> = {
  kind: 'welcome',
  reason: 'no-key',
  choice: 'paste',
  key: '',
  isChecking: false,
  problem: null,
};

/** The lists of choices, none of which was requested yet. */
export const unaskedChoices: Model['choices'] = {
  templates: {status: 'unasked'},
  networks: {status: 'unasked'},
  users: {status: 'unasked'},
  scripts: {status: 'unasked'},
};

/** The model at start: an empty fleet and no request sent. The interval defaults to 5 s. */
export function startModel(options: StartOptions): Model {
  return {
    time: options.time,
    size: options.size,
    account: options.account,
    scope: options.scope ?? {},
    fleet: fleetOf([]),
    polling: {
      intervalMs: options.intervalMs ?? 5000,
      sequence: 0,
      appliedSequence: 0,
      askedAt: null,
      pollAgain: false,
      freshAt: null,
      failures: 0,
      trouble: null,
      nextAt: null,
      refreshedAt: null,
      pausedAt: null,
      sawEmptyAnswer: false,
    },
    view: {
      filter: options.filter ?? '',
      sort: options.sort ?? {column: 'name', isDescending: false},
      shown: [],
      order: null,
      cursor: null,
      index: -1,
      isCursorMoved: false,
      cursorLostAt: null,
      top: 0,
      isPreviewOpen: true,
      settledCursor: null,
    },
    operations: [],
    watches: [],
    details: new Map(),
    choices: unaskedChoices,
    screen: options.screen ?? {kind: 'table'},
    dialog: null,
    filterDraft: null,
    toast: null,
    lastNumber: 0,
    quitArmedAt: null,
    clockOffsetMs: null,
    isAscii: options.isAscii ?? false,
    bindings: options.bindings ?? {},
  };
}
