// Models of the table screen, and the scenes of the kept frames.
import {identityOf} from '../../src/catalogue/identity.js';
import type {Machine} from '../../src/catalogue/machine.js';
import {fleetOf} from '../../src/fleet/model/fleet.js';
import type {Model} from '../../src/fleet/model/model.js';
import type {Operation} from '../../src/fleet/model/operation.js';
import type {Polling} from '../../src/fleet/model/polling-state.js';
import {startModel} from '../../src/fleet/model/start.js';
import type {View} from '../../src/fleet/model/view.js';
import {arrangeView} from '../../src/fleet/table/browsing.js';
import {bindings} from '../../src/keys/bindings.js';
import {badKey, demoFleet, demoOperations, events, machineOf, now, operationOf, refused, wall} from './fleet.js';

export * from './fleet.js';

export interface ModelParts {
  readonly machines?: readonly Machine[];
  readonly polling?: Partial<Polling>;
  readonly view?: Partial<View>;
  readonly operations?: readonly Operation[];
  readonly rest?: Partial<Model>;
}

/** A table of this size with fresh data and the cursor on `view.cursor` or the first row. */
export function tableOf(columns: number, rows: number, parts: ModelParts = {}): Model {
  const start = startModel({
    time: {now, wall},
    size: {columns, rows},
    account: {name: 'acme-prod', isReadOnly: false, isDemo: false, endpoint: 'https://api.paperspace.io'},
    bindings,
  });
  const machines = parts.machines ?? demoFleet();
  const loaded: Model = {
    ...start,
    fleet: fleetOf(machines),
    polling: {
      ...start.polling,
      sequence: 3,
      appliedSequence: 3,
      freshAt: now - 2000,
      nextAt: now + 3000,
      ...parts.polling,
    },
    view: {...start.view, isCursorMoved: true, ...parts.view},
    operations: parts.operations ?? [],
    choices: {
      ...start.choices,
      users: {
        status: 'known',
        items: [
          {value: 'u1jon', label: 'Jon Doe (jon@acme.example)'},
          {value: 'u2anna', label: 'anna@acme.example'},
          {value: 'u3mei', label: 'Mei Lin (mei@acme.example)'},
        ],
      },
    },
  };
  const arranged = arrangeView({...loaded, ...parts.rest}, 'user');
  const cursor = arranged.view.cursor;
  const machine = cursor === null ? undefined : arranged.fleet.byId.get(cursor);
  const details = new Map(arranged.details);
  if (machine) details.set(machine.id, {status: 'known', value: {machine, events, json: '{}'}, at: now - 1000});
  return {...arranged, view: {...arranged.view, settledCursor: cursor}, details};
}

/** The scenes of the kept frames, by name. */
export const scenes: Readonly<Record<string, (columns: number, rows: number) => Model>> = {
  full: (c, r) =>
    tableOf(c, r, {operations: demoOperations(demoFleet()).slice(0, 3), view: {cursor: demoFleet()[0]?.id}}),
  stale: (c, r) => tableOf(c, r, {polling: {failures: 3, trouble: refused, freshAt: now - 42_000, nextAt: now + 7500}}),
  connecting: (c, r) =>
    tableOf(c, r, {machines: [], polling: {freshAt: null, sequence: 1, appliedSequence: 0, askedAt: now - 200}}),
  unreachable: (c, r) =>
    tableOf(c, r, {
      machines: [],
      polling: {freshAt: null, sequence: 1, appliedSequence: 0, failures: 2, trouble: badKey, nextAt: now + 9000},
    }),
  'key-refused': (c, r) =>
    tableOf(c, r, {polling: {failures: 1, trouble: badKey, freshAt: now - 42_000, nextAt: null}}),
  empty: (c, r) => tableOf(c, r, {machines: []}),
  'no-match': (c, r) => tableOf(c, r, {view: {filter: 'gpu p5000 nowhere'}}),
  filtered: (c, r) => tableOf(c, r, {view: {filter: 'train'}}),
  typing: (c, r) => tableOf(c, r, {view: {filter: 'train'}, rest: {filterDraft: 'train'}}),
  failures: (c, r) => tableOf(c, r, {operations: demoOperations(demoFleet()).slice(3)}),
  waiting: (c, r) => {
    const [machine = null] = demoFleet();
    const waits = {phase: 'asked', acceptedAt: null, waiting: {why: 'pause', until: now + 11_400}} as const;
    const calledOff = {phase: 'called-off', endedAt: now - 50_000, message: 'nothing was sent'} as const;
    const operations = [
      operationOf(machine, 2000, {number: 9, method: 'restart', fromState: 'ready', ...waits}),
      operationOf(machine, 60_000, {number: 8, method: 'destroy', ...calledOff}),
    ];
    return tableOf(c, r, {operations, view: {cursor: machine?.id ?? null}});
  },
  paused: (c, r) => tableOf(c, r, {polling: {pausedAt: now - 130_000, nextAt: null}}),
  doubt: (c, r) => tableOf(c, r, {polling: {sawEmptyAnswer: true}}),
  unreadable: (c, r) => {
    const model = tableOf(c, r, {operations: demoOperations(demoFleet()).slice(3)});
    return {...model, fleet: {...model.fleet, broken: 2, duplicates: 1}};
  },
  many: (c, r) => tableOf(c, r, {machines: demoFleet(240)}),
  ascii: (c, r) => ({...tableOf(c, r, {operations: demoOperations(demoFleet())}), isAscii: true}),
  dialog: (c, r) => {
    const model = tableOf(c, r);
    const target = {
      ...identityOf(machineOf({id: model.view.cursor ?? '', name: 'build-linux-1'})),
      word: 'build-linux-1',
    };
    return {...model, dialog: {kind: 'confirm', verb: 'stop', target, focus: 'cancel', openedAt: now, notice: null}};
  },
};
