// Opens, scrolls, refreshes and closes the screens other than the table.
import {close, onDialog} from '../dialogs/dialogs.js';
import type {ReadKind, ScreenEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import {DETAILS_TABS, type Loadable, type Screen} from '../model/screen.js';
import {chain, type Step} from '../model/step.js';
import {callOff} from '../operations/waiting.js';
import {requestDetails, requestVisibleDetails} from '../requests/details.js';
import {refreshList, retryList, withPolling} from '../requests/list.js';
import {movedIndex, onBrowse} from '../table/browsing.js';
import {AVAILABILITY_CELLS, type AvailabilityCells, cellKey} from './availability.js';
import {billingMonths} from './months.js';

const shownMonths = 6;
/** The least time between two refreshes by key. */
const refreshSpacingMs = 500;

export function onScreen(model: Model, event: ScreenEvent): Step {
  switch (event.type) {
    case 'details-opened':
      return requestDetails(opened(model, {kind: 'details', id: event.id, tab: event.tab, scroll: 0}), event.id);
    case 'availability-opened':
      return requestAvailability(model);
    case 'utilization-opened':
      return requestUtilization(model, event.id);
    case 'help-opened':
      return [opened(model, {kind: 'help', scroll: 0})];
    case 'tab-moved':
      return [moveTab(model, event.by)];
    case 'screen-scrolled':
      return [scrolled(model, event)];
    case 'screen-refreshed':
      return refresh(model);
    case 'refresh-pressed':
      return pressRefresh(model);
    case 'layer-closed':
      return closeTopLayer(model);
    case 'back-asked':
      return model.screen.kind === 'table' ? onDialog(model, {type: 'quit-asked'}) : back(model);
  }
}

function opened(model: Model, screen: Screen): Model {
  return {...model, screen, filterDraft: null};
}

function back(model: Model): Step {
  return requestVisibleDetails({...model, screen: {kind: 'table'}});
}

/** Handles Esc: closes the dialog, else the filter line, else the screen, else clears the filter, else calls a request off. It never quits. */
function closeTopLayer(model: Model): Step {
  if (model.dialog) return close(model);
  if (model.filterDraft !== null) return onBrowse(model, {type: 'filter-closed', keep: false});
  // Without a key there is no table to go back to.
  if (model.screen.kind === 'welcome' && model.screen.reason === 'no-key') return [model];
  if (model.screen.kind !== 'table') return back(model);
  if (model.view.filter !== '') return onBrowse(model, {type: 'filter-closed', keep: false});
  return callOff(model);
}

function moveTab(model: Model, by: 1 | -1): Model {
  const {screen} = model;
  if (screen.kind !== 'details') return model;
  const at = DETAILS_TABS.indexOf(screen.tab) + by + DETAILS_TABS.length;
  return {...model, screen: {...screen, tab: DETAILS_TABS[at % DETAILS_TABS.length] ?? 'fields', scroll: 0}};
}

function scrolled(model: Model, {move, content}: Extract<ScreenEvent, {type: 'screen-scrolled'}>): Model {
  const {screen} = model;
  if (screen.kind === 'table' || screen.kind === 'welcome') return model;
  const {total, visible} = content;
  const limit = Math.max(0, total - visible);
  // The scroll position ends at the last full page.
  const scroll = Math.min(limit, movedIndex(Math.min(screen.scroll, limit), move, limit + 1, visible));
  return {...model, screen: {...screen, scroll}};
}

/**
 * Refreshes at most twice a second, however long the key is held. A press in between is remembered: one more refresh follows
 * when the time is over.
 */
function pressRefresh(model: Model): Step {
  const {polling, time, screen} = model;
  const leftMs = polling.refreshedAt === null ? 0 : polling.refreshedAt + refreshSpacingMs - time.now;
  if (leftMs > 0)
    return [model, {type: 'set-timer', timer: 'refresh', afterMs: leftMs, event: {type: 'refresh-pressed'}}];
  const pressed = withPolling(model, {refreshedAt: time.now});
  return screen.kind === 'table' ? refreshList(pressed) : refresh(pressed);
}

function refresh(model: Model): Step {
  const {screen} = model;
  switch (screen.kind) {
    case 'details':
      return chain(model, current => anew('details', requestDetails(current, screen.id)), retryList);
    case 'availability':
      return anew('availability', requestAvailability(model));
    case 'utilization':
      return anew('utilization', requestUtilization(model, screen.id));
    case 'table':
    case 'help':
    case 'welcome':
      return retryList(model);
  }
}

/** The step, with what was asked for before given up: it would be answered for nobody. */
function anew(of: ReadKind, [model, ...effects]: Step): Step {
  return [model, {type: 'abandon-reads', of}, ...effects];
}

function requestAvailability(model: Model): Step {
  const known: AvailabilityCells = model.screen.kind === 'availability' ? model.screen.cells : new Map();
  const cells = new Map<string, Loadable<boolean | null>>();
  for (const {region, machineType} of AVAILABILITY_CELLS) {
    const key = cellKey(region, machineType);
    const previous = known.get(key);
    cells.set(key, previous?.status === 'known' ? previous : {status: 'asking'});
  }
  return [
    opened(model, {kind: 'availability', scroll: scrollOf(model, 'availability'), cells}),
    ...AVAILABILITY_CELLS.map(cell => ({type: 'fetch-availability', ...cell}) as const),
  ];
}

function requestUtilization(model: Model, id: string): Step {
  const months = billingMonths(model.time.wall, shownMonths);
  const known = model.screen.kind === 'utilization' && model.screen.id === id ? model.screen.months : [];
  const rows = months.map(month => {
    const previous = known.find(one => one.month === month);
    const answer: (typeof known)[number]['answer'] =
      previous?.answer.status === 'known' ? previous.answer : {status: 'asking'};
    return {month, answer};
  });
  return [
    opened(model, {kind: 'utilization', id, scroll: scrollOf(model, 'utilization'), months: rows}),
    ...months.map(month => ({type: 'fetch-utilization', id, month}) as const),
  ];
}

/** The scroll position to open a screen at: a screen that is refreshed keeps its position. */
function scrollOf({screen}: Model, kind: Screen['kind']): number {
  return screen.kind === kind && 'scroll' in screen ? screen.scroll : 0;
}
