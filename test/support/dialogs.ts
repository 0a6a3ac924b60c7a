// Models with an open dialog, and a store that applies keys to them.
import {identityOf} from '../../src/catalogue/identity.js';
import type {Machine} from '../../src/catalogue/machine.js';
import type {Dialog, Target} from '../../src/fleet/model/dialog.js';
import type {FleetEvent} from '../../src/fleet/model/events.js';
import type {Model} from '../../src/fleet/model/model.js';
import {nothingSeen, type Operation} from '../../src/fleet/model/operation.js';
import type {Store} from '../../src/fleet/model/store.js';
import {update} from '../../src/fleet/update.js';
import type {Choices, FormMethod, FormState} from '../../src/forms/form.js';
import {openForm} from '../../src/forms/open.js';
import {toChoices} from '../../src/forms/server-choices.js';
import {updateForm} from '../../src/forms/update.js';
import {machineOf, modelOf} from './screens.js';

/** A store that handles events without effects, at a fixed time. */
export function storeOf(start: Model): Store {
  let model = start;
  const listeners = new Set<() => void>();
  return {
    get: () => model,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch(event: FleetEvent) {
      [model] = update(model, event, model.time);
      for (const listener of listeners) listener();
    },
  };
}

export const known: Choices = {
  templates: {
    status: 'known',
    items: toChoices('templates', [
      {id: 't0nspur5', name: 'paperspace/t0nspur5', label: 'Ubuntu 22.04 Server', os: 'Ubuntu 22.04 Server'},
      {id: 'tkni3aa4', name: 'paperspace/tkni3aa4', label: 'Ubuntu 20.04 Server', os: 'Ubuntu 20.04 Server'},
      {id: 't04azgph', name: 'paperspace/t04azgph', label: 'Ubuntu 18.04 Server', os: 'Ubuntu 18.04 Server'},
      {id: 'twnlo3zj', name: 'paperspace/twnlo3zj', label: 'ML-in-a-Box Ubuntu 20.04', os: 'Ubuntu 20.04 Server'},
      {id: 't9taj00e', name: 'paperspace/t9taj00e', label: null, os: 'Centos 7 Server'},
      {id: 'tnr2oh1m', name: 'paperspace/tnr2oh1m', label: 'Windows 10 (Server 2022)', os: 'Windows Server 2022'},
      {id: 'ta1b3le7', name: 'paperspace/ta1b3le7', label: 'Windows 10 Pro', os: 'Windows 10 Pro'},
    ]),
  },
  networks: {
    status: 'known',
    items: toChoices('networks', [
      {id: 'n789ghi', name: 'default-ny2', region: 'East Coast (NY2)'},
      {id: 'n123abc', name: 'training-west', region: 'West Coast (CA1)'},
    ]),
  },
  users: {
    status: 'known',
    items: toChoices('users', [
      {id: 'u123abc', email: 'anna@acme.example', firstname: 'Anna', lastname: 'Arendt', teamId: 'te456def'},
      {id: 'u456def', email: 'bela@acme.example', firstname: 'Béla', lastname: 'Bartók', teamId: 'te456def'},
      {id: 'u789ghi', email: 'chen@acme.example', firstname: '晨', lastname: '陈', teamId: 'te456def'},
      {
        id: 'u000nul',
        email: 'dora.with.a.very.long.address@subsidiary.acme.example',
        firstname: null,
        lastname: null,
        teamId: null,
      },
    ]),
  },
  scripts: {
    status: 'known',
    items: toChoices('scripts', [{id: 'sc123abc', name: 'mount-datasets', description: 'mounts /data at boot'}]),
  },
};

export const unasked: Choices = {
  templates: {status: 'unasked'},
  networks: {status: 'unasked'},
  users: {status: 'unasked'},
  scripts: {status: 'unasked'},
};

/** Types texts into fields, one key at a time, and leaves each field afterwards. */
export function filled(start: FormState, texts: Readonly<Record<string, string>>, choices: Choices): FormState {
  let form = start;
  for (const [name, text] of Object.entries(texts)) {
    form = focused(form, name);
    for (const [at] of [...text].entries()) {
      form = updateForm(form, {type: 'typed', text: [...text].slice(0, at + 1).join('')}, {choices});
    }
    form = updateForm(form, {type: 'focus-moved', by: 1}, {choices});
  }
  return form;
}

/** The form with the focus on the field. */
export function focused(form: FormState, name: string): FormState {
  const focus = form.fields.findIndex(field => field.name === name);
  if (focus === -1) throw new Error(`no field ${name}`);
  return {...form, focus};
}

const target: Target = {...identityOf(machineOf()), word: 'train-a100-01'};

type Size = readonly [columns: number, rows: number];

export function dialogModel(dialog: Dialog, [columns, rows]: Size, changes: Partial<Model> = {}): Model {
  return modelOf({kind: 'table'}, columns, rows, {dialog, choices: known, ...changes});
}

function formDialog(form: FormState, changes: Partial<Extract<Dialog, {kind: 'form'}>> = {}): Dialog {
  const named = form.method === 'create' ? null : target;
  return {
    kind: 'form',
    form,
    target: named,
    openedAt: 0,
    isSending: false,
    operation: null,
    warning: null,
    problem: null,
    ...changes,
  };
}

function open(method: FormMethod, machine: Machine | null = machineOf()): FormState {
  return openForm(method, {machine: method === 'create' ? null : machine, teamId: 'te456def'});
}

const most = {
  machineName: 'train-p5k-09',
  region: 'East Coast (NY2)',
  machineType: 'P5000',
  templateId: 't0nspur5',
  size: '250',
};

function asked(form: FormState): FormState {
  const answers: readonly (readonly [string, boolean | null])[] = [
    ['GPU+', true],
    ['P4000', true],
    ['P5000', false],
    ['P6000', true],
  ];
  return answers.reduce(
    (next, [machineType, available]) =>
      updateForm(next, {type: 'availability-arrived', region: most.region, machineType, available}, {choices: known}),
    form,
  );
}

const destroy = {
  kind: 'destroy',
  target,
  typed: '',
  releasePublicIp: false,
  focus: 'word',
  openedAt: 0,
  isChecking: false,
  problem: null,
} as const;

function operation(number: number, changes: Partial<Operation>): Operation {
  return {
    ...nothingSeen,
    number,
    method: 'start',
    machineId: target.id,
    machineName: target.name,
    phase: 'moving',
    fromState: 'off',
    askedAt: 960_000,
    askedWall: 0,
    acceptedAt: 961_000,
    endedAt: null,
    evidenceAfter: 0,
    ...changes,
  };
}

const refused = {templates: {status: 'refused', message: 'this key may not list templates'}} as const;

/** Every dialog in every state, by name. */
export const dialogScenes: Readonly<Record<string, (size: Size) => Model>> = {
  stop: size => dialogModel({kind: 'confirm', verb: 'stop', target, focus: 'cancel', openedAt: 0, notice: null}, size),
  'stop-act': size =>
    dialogModel({kind: 'confirm', verb: 'stop', target, focus: 'act', openedAt: 0, notice: null}, size),
  'stop-changed': size =>
    dialogModel(
      {kind: 'confirm', verb: 'stop', target, focus: 'cancel', openedAt: 0, notice: 'it has changed: it is ready now'},
      size,
    ),
  restart: size =>
    dialogModel({kind: 'confirm', verb: 'restart', target, focus: 'cancel', openedAt: 0, notice: null}, size),
  destroy: size => dialogModel(destroy, size),
  'destroy-typing': size => dialogModel({...destroy, typed: 'train-a1'}, size),
  'destroy-differs': size => dialogModel({...destroy, typed: 'train-b', problem: 'type train-a100-01 to go on'}, size),
  'destroy-matches': size => dialogModel({...destroy, typed: target.word, focus: 'act', releasePublicIp: true}, size),
  'destroy-release': size => dialogModel({...destroy, focus: 'release'}, size),
  'destroy-checking': size => dialogModel({...destroy, typed: target.word, focus: 'act', isChecking: true}, size),
  create: size => dialogModel(formDialog(open('create')), size),
  'create-type': size =>
    dialogModel(formDialog(focused(asked(filled(open('create'), most, known)), 'machineType')), size),
  'create-narrowed': size => {
    const form = focused(filled(open('create'), {region: most.region}, known), 'templateId');
    const typed = updateForm(form, {type: 'typed', text: 'ubu'}, {choices: known});
    return dialogModel(formDialog(typed), size);
  },
  'create-misfit': size => {
    const form = filled(open('create'), {machineType: 'C5', templateId: 'tnr2oh1m'}, known);
    return dialogModel(formDialog(focused(form, 'templateId')), size);
  },
  'create-twin': size => {
    const warning = 'a machine named train-p5k-09 exists (psab12cd): press Create again to make another';
    const form = {...filled(open('create'), most, known), focus: 'act' as const};
    return dialogModel(formDialog(form, {warning, problem: warning}), size);
  },
  'destroy-changed': size =>
    dialogModel({...destroy, focus: 'cancel', problem: 'it has changed: it belongs to another user now'}, size),
  'create-loading': size =>
    dialogModel(formDialog(focused(open('create'), 'templateId')), size, {
      choices: {...known, templates: {status: 'asking'}},
    }),
  'create-refused-list': size =>
    dialogModel(formDialog(focused(open('create'), 'templateId')), size, {choices: {...known, ...refused}}),
  'create-problems': size => {
    const form = filled(open('create'), {machineName: 'x', email: 'jon', password: 'secret123!'}, known);
    const submitted = updateForm({...form, focus: 'act'}, {type: 'submitted'}, {choices: known});
    const problem = '7 fields need another look';
    return dialogModel(formDialog(submitted, {problem}), size);
  },
  'create-ready': size => dialogModel(formDialog({...filled(open('create'), most, known), focus: 'act'}), size),
  'create-password': size => {
    const form = filled(open('create'), {...most, email: 'jon@example.com', password: 'secret123!'}, known);
    return dialogModel(formDialog(focused(form, 'password')), size);
  },
  'create-sending': size =>
    dialogModel(formDialog({...filled(open('create'), most, known), focus: 'act'}, {isSending: true}), size),
  'create-refused': size => {
    const problem =
      'Paperspace refused it: This machine type cannot be created due to insufficient capacity. Nothing was created; change the type or the region and press Create again.';
    return dialogModel(formDialog({...filled(open('create'), most, known), focus: 'act'}, {problem}), size);
  },
  update: size => dialogModel(formDialog(open('update')), size),
  'update-changed': size => {
    const form = filled(open('update'), {machineName: 'train-a100-02', shutdownTimeoutInHours: '24'}, known);
    return dialogModel(formDialog(focused(form, 'autoSnapshotFrequency')), size);
  },
  'update-hours': size => {
    const form = filled(open('update'), {shutdownTimeoutInHours: '24'}, known);
    return dialogModel(formDialog(focused(form, 'shutdownTimeoutInHours')), size);
  },
  'update-discard': size => {
    const form = filled(open('update'), {machineName: 'train-a100-02'}, known);
    return dialogModel(formDialog({...form, isDiscardArmed: true}), size);
  },
  access: size => dialogModel(formDialog(open('setAccessForUser')), size),
  'access-revoke': size => {
    const form = filled(open('setAccessForUser'), {userId: 'bela', enableAccess: 'revoke'}, known);
    return dialogModel(formDialog({...form, focus: 'act'}), size);
  },
  watch: size => dialogModel({kind: 'watch', target, choice: 0, openedAt: 0}, size),
  quit: size =>
    dialogModel({kind: 'quit', focus: 'cancel', openedAt: 0}, size, {
      operations: [
        operation(1, {}),
        operation(2, {method: 'stop', machineName: 'render-box', phase: 'accepted'}),
        operation(3, {method: 'destroy', machineName: 'demo-01', phase: 'unknown', endedAt: null}),
      ],
    }),
};
