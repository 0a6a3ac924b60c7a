// The keymap: all keys with their contexts, events and descriptions.

import {stateSpec} from '../catalogue/machine.js';
import type {FleetEvent, Move} from '../fleet/model/events.js';
import type {Model} from '../fleet/model/model.js';
import {isKeyRefused} from '../fleet/model/polling-state.js';
import {waitingOperation} from '../fleet/operations/waiting.js';
import {whyNotCall} from '../fleet/operations/why-not.js';
import {cursorMachine} from '../fleet/table/browsing.js';
import {memo} from '../text/memo.js';
import type {Context, KeyRow} from './row.js';

const screens: readonly Context[] = ['table', 'details', 'availability', 'utilization', 'help'];
const machineScreens: readonly Context[] = ['table', 'details', 'utilization'];
const scrolling: readonly Context[] = ['details', 'availability', 'utilization', 'help'];
const dialogs: readonly Context[] = ['confirm', 'destroy', 'form', 'watch', 'quit'];

/** Id of the machine that keys act on: the open screen's machine, or else the one under the cursor. */
function targetId(model: Model): string | null {
  if (model.screen.kind === 'details' || model.screen.kind === 'utilization') return model.screen.id;
  return cursorMachine(model)?.id ?? null;
}

/** An event for the target machine. Without a target, `whyNot` has already refused the key. */
function forTarget(make: (id: string) => FleetEvent): (model: Model) => FleetEvent {
  return model => {
    const id = targetId(model);
    return id === null ? {type: 'key-refused-here', message: 'no machine under the cursor'} : make(id);
  };
}

function needsMachine(model: Model): string | null {
  const id = targetId(model);
  if (id === null) return 'no machine under the cursor';
  return model.fleet.byId.has(id) ? null : 'this machine is gone';
}

function needs(method: Parameters<typeof whyNotCall>[1]): (model: Model) => string | null {
  return model => needsMachine(model) ?? whyNotCall(model, method, targetId(model) ?? '');
}

/** The action of `p`: start if the machine is off, otherwise stop. */
function powerVerb(model: Model): 'start' | 'stop' {
  const id = targetId(model);
  const machine = id === null ? undefined : model.fleet.byId.get(id);
  return machine !== undefined && stateSpec(machine.state).name === 'off' ? 'start' : 'stop';
}

function power(model: Model): FleetEvent {
  const verb = powerVerb(model);
  return forTarget(id => (verb === 'start' ? {type: 'start-asked', id} : {type: 'confirm-opened', verb: 'stop', id}))(model);
}

function move(to: Move): KeyRow['event'] {
  return (model, contentRows) => (model.screen.kind === 'table' ? {type: 'cursor-moved', move: to} : {type: 'screen-scrolled', move: to, content: contentRows(model)});
}

const onTable = {where: ['table', ...scrolling], group: 'move', effect: 'none'} as const;
const nothing = {effect: 'none'} as const;
const always = () => true;

export const KEYMAP: readonly KeyRow[] = [
  {...onTable, action: 'down', keys: ['j', 'down'], label: 'down', description: 'down', event: move('down')},
  {...onTable, action: 'up', keys: ['k', 'up'], label: 'up', description: 'up', event: move('up')},
  {...onTable, action: 'half-down', keys: ['ctrl-d'], label: 'half page down', description: 'half a page down', event: move('half-down')},
  {...onTable, action: 'half-up', keys: ['ctrl-u'], label: 'half page up', description: 'half a page up', event: move('half-up')},
  {...onTable, action: 'page-down', keys: ['pgdn', 'ctrl-f'], label: 'page down', description: 'a page down', event: move('page-down')},
  {...onTable, action: 'page-up', keys: ['pgup', 'ctrl-b'], label: 'page up', description: 'a page up', event: move('page-up')},
  {...onTable, action: 'first', keys: ['g g', 'home'], label: 'first', description: 'to the first', event: move('first')},
  {...onTable, action: 'last', keys: ['G', 'end'], label: 'last', description: 'to the last', event: move('last')},

  {...nothing, action: 'details', keys: ['enter', 'd'], where: ['table'], group: 'look', footer: 10, label: 'details', description: 'everything about this machine', whyNot: needsMachine, event: forTarget(id => ({type: 'details-opened', id, tab: 'fields'}))},
  {...nothing, action: 'events', keys: ['l'], where: ['table', 'utilization'], group: 'look', label: 'events', description: 'events of this machine', whyNot: needsMachine, event: forTarget(id => ({type: 'details-opened', id, tab: 'events'}))},
  {...nothing, action: 'tab-next', keys: ['tab', ']'], where: ['details'], group: 'look', footer: 10, label: 'next tab', description: 'next tab', event: () => ({type: 'tab-moved', by: 1})},
  {...nothing, action: 'tab-back', keys: ['shift-tab', '['], where: ['details'], group: 'look', label: 'tab before', description: 'tab before', event: () => ({type: 'tab-moved', by: -1})},
  {...nothing, action: 'filter', keys: ['/'], where: ['table'], group: 'look', footer: 40, label: 'filter', description: 'show only rows with these words', event: () => ({type: 'filter-opened'})},
  {...nothing, action: 'sort-before', keys: ['<'], where: ['table'], group: 'look', footer: 60, label: 'sort', description: 'sort by the column before', event: () => ({type: 'sort-column-moved', by: -1})},
  {...nothing, action: 'sort-after', keys: ['>'], where: ['table'], group: 'look', footer: 61, label: 'sort', description: 'sort by the column after', event: () => ({type: 'sort-column-moved', by: 1})},
  {...nothing, action: 'invert', keys: ['I'], where: ['table'], group: 'look', label: 'invert', description: 'turn the sort round', event: () => ({type: 'sort-inverted'})},
  {...nothing, action: 'preview', keys: ['i'], where: ['table'], group: 'look', footer: 80, label: 'preview', description: 'preview pane on, off', event: () => ({type: 'preview-toggled'})},
  {...nothing, action: 'availability', keys: ['A'], where: machineScreens, group: 'look', footer: 65, label: 'availability', description: 'which types can be had where', event: () => ({type: 'availability-opened'})},
  {...nothing, action: 'utilization', keys: ['$'], where: ['table', 'details'], group: 'look', footer: 66, label: 'cost', description: 'utilization and cost of this machine', whyNot: needsMachine, event: forTarget(id => ({type: 'utilization-opened', id}))},

  {action: 'power', keys: ['p'], where: machineScreens, group: 'act', effect: 'changes', footer: 20, label: 'power', description: 'start it when it is off, else stop it (asks)', whyNot: model => needs(powerVerb(model))(model), asks: model => powerVerb(model) === 'stop', event: power},
  {action: 'start', keys: ['+', '='], where: machineScreens, group: 'act', effect: 'changes', footer: 21, label: 'start', description: 'start', whyNot: needs('start'), event: forTarget(id => ({type: 'start-asked', id}))},
  {action: 'stop', keys: ['-'], where: machineScreens, group: 'act', effect: 'changes', footer: 22, label: 'stop', description: 'stop (asks)', whyNot: needs('stop'), asks: always, event: forTarget(id => ({type: 'confirm-opened', verb: 'stop', id}))},
  {action: 'restart', keys: ['r'], where: machineScreens, group: 'act', effect: 'changes', footer: 23, label: 'restart', description: 'restart (asks)', whyNot: needs('restart'), asks: always, event: forTarget(id => ({type: 'confirm-opened', verb: 'restart', id}))},
  {action: 'destroy', keys: ['D'], where: machineScreens, group: 'act', effect: 'destroys', footer: 24, label: 'destroy', description: 'destroy (its name must be typed)', whyNot: needs('destroy'), asks: always, event: forTarget(id => ({type: 'confirm-opened', verb: 'destroy', id}))},

  {action: 'ssh', keys: ['s'], where: machineScreens, effect: 'leaves', group: 'machine', footer: 25, label: 'ssh', description: 'log in over SSH', whyNot: needsMachine, event: forTarget(id => ({type: 'ssh-asked', id}))},
  {...nothing, action: 'create', keys: ['n'], where: ['table'], group: 'machine', footer: 30, label: 'new', description: 'a new machine', whyNot: model => whyNotCall(model, 'create', ''), event: () => ({type: 'form-opened', method: 'create', id: null})},
  {...nothing, action: 'update', keys: ['e'], where: machineScreens, group: 'machine', footer: 31, label: 'edit', description: 'change its name, auto-off, snapshots, ip', whyNot: needs('update'), event: forTarget(id => ({type: 'form-opened', method: 'update', id}))},
  {...nothing, action: 'access', keys: ['u'], where: machineScreens, group: 'machine', footer: 32, label: 'access', description: 'grant a user access, or revoke it', whyNot: needs('setAccessForUser'), event: forTarget(id => ({type: 'form-opened', method: 'setAccessForUser', id}))},
  {...nothing, action: 'watch', keys: ['w'], where: machineScreens, group: 'machine', footer: 67, label: 'watch', description: 'tell me when it reaches a state (bell, title)', whyNot: needsMachine, event: forTarget(id => ({type: 'watch-opened', id}))},

  {...nothing, action: 'refresh', keys: ['R', 'ctrl-r', 'f5'], where: [...screens], group: 'app', footer: 70, label: 'refresh', description: 'ask the server now', event: () => ({type: 'refresh-pressed'})},
  {...nothing, action: 'pause', keys: ['Z'], where: ['table'], group: 'app', footer: 71, label: 'pause', description: 'pause polling, go on', event: () => ({type: 'pause-toggled'})},
  {...nothing, action: 'key', keys: ['K'], where: screens, group: 'app', footer: 1, label: 'another key', description: 'enter another API key, when the server refused it', whyNot: model => (isKeyRefused(model.polling) ? null : 'the API key works'), event: () => ({type: 'key-asked'})},
  {...nothing, action: 'help', keys: ['?', 'f1'], where: ['table', 'details', 'availability', 'utilization'], group: 'app', footer: 90, label: 'all keys', description: 'every key', event: () => ({type: 'help-opened'})},
  {...nothing, action: 'close', keys: ['esc'], where: [...screens, 'filter', 'welcome', ...dialogs], group: 'app', footer: 95, label: 'back', description: 'one layer back; calls off a request that waits', whyNot: model => (hasLayer(model) ? null : 'nothing to close; q quits'), event: () => ({type: 'layer-closed'})},
  {...nothing, action: 'back', keys: ['q'], where: screens, group: 'app', footer: 96, label: 'quit', description: 'back; at the top quits', event: () => ({type: 'back-asked'})},
  {...nothing, action: 'interrupt', keys: ['ctrl-c'], where: [...screens, 'filter', ...dialogs], group: 'app', label: 'cancel', description: 'cancels input or dialog; twice quits', event: () => ({type: 'interrupt-pressed'})},
  {...nothing, action: 'leave', keys: ['ctrl-c'], where: ['welcome'], group: 'app', footer: 9, label: 'twice quits', description: 'twice quits', event: () => ({type: 'interrupt-pressed'})},
  {...nothing, action: 'redraw', keys: ['ctrl-l'], where: [...screens, 'filter', 'welcome', ...dialogs], group: 'app', label: 'redraw', description: 'draw the screen again', event: () => ({type: 'redraw-asked'})},
  {...nothing, action: 'suspend', keys: ['ctrl-z'], where: [...screens, 'filter', 'welcome', ...dialogs], group: 'app', label: 'suspend', description: 'to the shell; fg comes back', event: () => ({type: 'suspend-asked'})},

  {...nothing, action: 'filter-keep', keys: ['enter'], where: ['filter'], group: 'look', footer: 1, label: 'keep', description: 'keep the filter', event: () => ({type: 'filter-closed', keep: true})},
  {...nothing, action: 'filter-down', keys: ['down'], where: ['filter'], group: 'move', label: 'down', description: 'down while filtering', event: () => ({type: 'cursor-moved', move: 'down'})},
  {...nothing, action: 'filter-up', keys: ['up'], where: ['filter'], group: 'move', label: 'up', description: 'up while filtering', event: () => ({type: 'cursor-moved', move: 'up'})},

  {...nothing, action: 'next-way', keys: ['tab', 'down'], where: ['welcome'], group: 'move', footer: 5, label: 'next', description: 'next choice', event: focusMoved(1)},
  {...nothing, action: 'previous-way', keys: ['shift-tab', 'up'], where: ['welcome'], group: 'move', label: 'previous', description: 'choice before', event: focusMoved(-1)},
  {...nothing, action: 'next', keys: ['tab', 'right'], where: ['destroy'], group: 'move', footer: 5, label: 'next', description: 'next field or button', event: focusMoved(1)},
  {...nothing, action: 'previous', keys: ['shift-tab', 'left'], where: ['destroy'], group: 'move', label: 'previous', description: 'field or button before', event: focusMoved(-1)},
  {...nothing, action: 'next-button', keys: ['tab', 'right'], where: ['confirm', 'quit'], group: 'move', footer: 5, label: 'other button', description: 'the other button', event: focusMoved(1)},
  {...nothing, action: 'previous-button', keys: ['shift-tab', 'left'], where: ['confirm', 'quit'], group: 'move', label: 'other button', description: 'the other button', event: focusMoved(-1)},
  {...nothing, action: 'next-choice', keys: ['down', 'j', 'tab'], where: ['watch'], group: 'move', footer: 5, label: 'next', description: 'next state', event: focusMoved(1)},
  {...nothing, action: 'previous-choice', keys: ['up', 'k', 'shift-tab'], where: ['watch'], group: 'move', label: 'previous', description: 'state before', event: focusMoved(-1)},
  {...nothing, action: 'next-field', keys: ['tab', 'down'], where: ['form'], group: 'move', footer: 5, label: 'next field', description: 'next field or button', event: focusMoved(1)},
  {...nothing, action: 'previous-field', keys: ['shift-tab', 'up'], where: ['form'], group: 'move', footer: 6, label: 'field before', description: 'field or button before', event: focusMoved(-1)},
  {...nothing, action: 'release', keys: ['space'], where: ['destroy'], group: 'act', label: 'release ip', description: 'also release the public ip', whyNot: model => (model.dialog?.kind === 'destroy' && model.dialog.focus === 'release' ? null : 'Tab to the box first'), event: () => ({type: 'release-toggled'})},
  {action: 'confirm', keys: ['y'], where: ['confirm', 'quit'], group: 'act', effect: 'changes', footer: 1, label: 'yes', description: 'do it', event: () => ({type: 'dialog-confirmed'})},
  {...nothing, action: 'deny', keys: ['n'], where: ['confirm', 'quit'], group: 'app', label: 'no', description: 'close the dialog', event: () => ({type: 'dialog-closed'})},
  {action: 'press', keys: ['enter'], where: ['confirm', 'destroy', 'form', 'watch', 'quit'], group: 'act', effect: 'changes', acts: isActFocused, footer: 8, label: 'press', description: 'press the focused button', event: () => ({type: 'dialog-pressed'})},
  {...nothing, action: 'choose', keys: ['enter'], where: ['welcome'], group: 'app', footer: 1, label: 'go on', description: 'take the marked choice', event: () => ({type: 'welcome-pressed'})},
];

function focusMoved(by: 1 | -1): (model: Model) => FleetEvent {
  return model => {
    if (model.screen.kind === 'welcome') return {type: 'welcome-choice-moved', by};
    if (model.dialog?.kind === 'form') return {type: 'form', event: {type: 'focus-moved', by}};
    return {type: 'dialog-focus-moved', by};
  };
}

/** Whether Enter would carry out what the dialog asks about. */
function isActFocused({dialog}: Model): boolean {
  switch (dialog?.kind) {
    case 'form':
      return dialog.form.focus === 'act';
    case 'destroy':
      return dialog.focus === 'act' || dialog.focus === 'word';
    case 'confirm':
    case 'quit':
      return dialog.focus === 'act';
    default:
      return false;
  }
}

/** Whether there is a dialog, filter or screen to close, or a request to call off. */
export function hasLayer(model: Model): boolean {
  if (model.screen.kind === 'welcome') return model.screen.reason === 'refused';
  return model.dialog !== null || model.filterDraft !== null || model.view.filter !== '' || model.screen.kind !== 'table' || waitingOperation(model) !== undefined;
}

/** The topmost context, which receives the keys. */
export function contextOf(model: Model): Context {
  if (model.dialog) return model.dialog.kind;
  if (model.filterDraft !== null) return 'filter';
  return model.screen.kind;
}

interface Keys {
  readonly rows: readonly KeyRow[];
  readonly byName: ReadonlyMap<string, KeyRow>;
  /** First keys of sequences. */
  readonly prefixes: ReadonlySet<string>;
}

const keysOf: (context: Context) => Keys = memo(20, context => {
  const rows = KEYMAP.filter(row => row.where.includes(context));
  const names = rows.flatMap(row => row.keys.map((name): [string, KeyRow] => [name, row]));
  const prefixes = names.flatMap(([name]) => (name.includes(' ') ? [name.split(' ')[0] ?? ''] : []));
  // Reversed, so that the first row with a name takes precedence.
  return {rows, byName: new Map(names.reverse()), prefixes: new Set(prefixes)};
});

/** The rows of a context, in the order of KEYMAP. */
export function rowsFor(context: Context): readonly KeyRow[] {
  return keysOf(context).rows;
}

/** The row of a key, or of a sequence of two keys joined by a space. */
export function rowOfKey(context: Context, name: string): KeyRow | undefined {
  return keysOf(context).byName.get(name);
}

/** Whether this key is the first of a sequence. */
export function isPrefix(context: Context, name: string): boolean {
  return keysOf(context).prefixes.has(name);
}

/** Whether a key is redundant in the footer: Esc if there is nothing to close, q if it does the same as Esc, K if the API key works. */
function isRedundant({action}: KeyRow, model: Model): boolean {
  if (action === 'key') return !isKeyRefused(model.polling);
  return action === 'close' ? !hasLayer(model) : action === 'back' && model.screen.kind !== 'table';
}

/** The rows of the footer, most important first. Keys that close or go back come last. */
export function footerRows(model: Model): readonly KeyRow[] {
  return rowsFor(contextOf(model))
    .filter(row => row.footer !== undefined && !isRedundant(row, model))
    .sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0));
}
