import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ParamSpec} from '../../src/catalogue/spec.js';
import {methodSpec} from '../../src/catalogue/types.js';
import {choicesOf} from '../../src/forms/choices.js';
import {type FormMethod, type FormState, focusedField, isDirty, paramOf, textOf} from '../../src/forms/form.js';
import {openForm} from '../../src/forms/open.js';
import {formParams} from '../../src/forms/params.js';
import {formProblems} from '../../src/forms/problems.js';
import {updateForm} from '../../src/forms/update.js';
import {filled, focused, known, unasked} from '../support/dialogs.js';
import {machineOf} from '../support/screens.js';

const methods = ['create', 'update', 'setAccessForUser'] as const satisfies readonly FormMethod[];
const choices = known;

function open(method: FormMethod, changes = {}): FormState {
  return openForm(method, {machine: method === 'create' ? null : machineOf(changes), teamId: 'te456def'});
}

function fieldsOf(method: FormMethod): readonly ParamSpec[] {
  return methodSpec(method).params.filter(({name}) => name !== 'machineId');
}

const complete = {
  machineName: 'web-01',
  region: 'Europe (AMS1)',
  machineType: 'C5',
  templateId: 't0nspur5',
} as const;

/** A text that is a good value for each parameter of the three forms. */
const examples: Readonly<Record<string, string>> = {
  ...complete,
  size: '250',
  billingType: 'monthly',
  assignPublicIp: 'yes',
  dynamicPublicIp: 'no',
  networkId: 'n789ghi',
  teamId: 'te1',
  userId: 'u123abc',
  email: 'jon@example.com',
  password: 'hunter 2 \u{1F680}',
  firstName: 'Jon',
  lastName: 'Snow',
  notificationEmail: 'ops@example.com',
  scriptId: 'sc123abc',
  shutdownTimeoutInHours: '8',
  shutdownTimeoutForces: 'yes',
  performAutoSnapshot: 'no',
  autoSnapshotFrequency: 'day',
  autoSnapshotSaveCount: '7',
  enableAccess: 'revoke',
};

/** Values that are sent under another text than the typed one. */
const sent: Readonly<Record<string, unknown>> = {
  size: 250,
  assignPublicIp: true,
  dynamicPublicIp: false,
  shutdownTimeoutInHours: 8,
  shutdownTimeoutForces: true,
  performAutoSnapshot: false,
  autoSnapshotSaveCount: 7,
  enableAccess: false,
};

for (const method of methods) {
  test(`${method}: one field for each parameter but the machine's id`, () => {
    assert.deepEqual(
      open(method).fields.map(({name}) => name),
      fieldsOf(method).map(({name}) => name),
    );
  });

  for (const {name} of fieldsOf(method)) {
    test(`${method}: what is typed for ${name} is sent, lists known or not`, () => {
      for (const lists of [known, unasked]) {
        const form = filled(open(method), {[name]: examples[name] ?? ''}, lists);
        assert.deepEqual(formParams(form)[name], sent[name] ?? examples[name]);
        assert.equal(textOf(form, name) === '', false);
      }
    });
  }
}

test('create starts with what is safe for everybody, and the team of the fleet', () => {
  const filledIn = open('create').fields.filter(({text}) => text !== '');
  assert.deepEqual(
    filledIn.map(({name, text}) => [name, text]),
    [
      ['size', '50'],
      ['billingType', 'hourly'],
      ['teamId', 'te456def'],
    ],
  );
  assert.equal(isDirty(open('create')), false);
  assert.equal(textOf(openForm('create', {machine: null, teamId: null}), 'teamId'), '');
});

test('update opens with what the machine has', () => {
  const form = open('update', {shutdownTimeoutInHours: null, autoSnapshotFrequency: 'month', dynamicPublicIp: null});
  assert.deepEqual(
    form.fields.map(({text}) => text),
    ['train-a100-01', 'null', 'false', 'true', 'month', '4', ''],
  );
  assert.equal(form.machineId, 'psab12cd');
});

test('update sends only what was changed, null as null', () => {
  assert.deepEqual(formParams(open('update')), {machineId: 'psab12cd'});
  const form = filled(open('update'), {machineName: 'new', shutdownTimeoutInHours: 'never'}, choices);
  assert.deepEqual(formParams(form), {machineId: 'psab12cd', machineName: 'new', shutdownTimeoutInHours: null});
  const back = filled(form, {machineName: 'train-a100-01', shutdownTimeoutInHours: '168'}, choices);
  assert.deepEqual(formParams(back), {machineId: 'psab12cd'});
});

test('granting access sends no flag, revoking does', () => {
  const grant = filled(open('setAccessForUser'), {userId: 'u123abc'}, choices);
  assert.deepEqual(formParams(grant), {machineId: 'psab12cd', userId: 'u123abc'});
  assert.deepEqual(formParams(filled(grant, {enableAccess: 'revoke'}, choices)), {
    machineId: 'psab12cd',
    userId: 'u123abc',
    enableAccess: false,
  });
});

test('update: nothing changed, an emptied field, a bad number are problems', () => {
  assert.deepEqual(formProblems(open('update'), {choices}), [{param: null, message: 'nothing was changed'}]);
  const named = focused(open('update'), 'machineName');
  const emptied = updateForm(named, {type: 'typed', text: ''}, {choices});
  assert.deepEqual(formProblems(emptied, {choices}), [{param: 'machineName', message: 'cannot be emptied'}]);
  const bad = filled(open('update'), {autoSnapshotSaveCount: 'many', shutdownTimeoutInHours: '-1'}, choices);
  assert.deepEqual(formProblems(bad, {choices}), [
    {param: 'shutdownTimeoutInHours', message: 'at least 0'},
    {param: 'autoSnapshotSaveCount', message: 'a number'},
  ]);
});

test('an unknown value of the machine is shown and is no problem while it stays', () => {
  const form = open('update', {autoSnapshotFrequency: 'fortnight'});
  const changed = filled(form, {machineName: 'x'}, choices);
  assert.deepEqual(formProblems(changed, {choices}), []);
  const field = focusedField(focused(changed, 'autoSnapshotFrequency'));
  assert.ok(field);
  assert.deepEqual(choicesOf(changed, field, {choices})[0], {
    value: 'fortnight',
    label: 'fortnight',
    detail: 'as it is',
  });
});

test('create: what is required is told once for each field', () => {
  const problems = formProblems(open('create'), {choices});
  assert.deepEqual(
    problems.map(({param}) => param),
    ['machineName', 'region', 'machineType', 'templateId'],
  );
  assert.deepEqual(formProblems(filled(open('create'), complete, choices), {choices}), []);
});

test('exclusions and what belongs together are told at the fields, once these were left', () => {
  const ips = filled(open('create'), {assignPublicIp: 'yes', dynamicPublicIp: 'yes'}, choices);
  assert.match(ips.fields.find(({name}) => name === 'dynamicPublicIp')?.problem ?? '', /not both/);
  const user = filled(open('create'), {email: 'jon@example.com', userId: 'anna'}, choices);
  assert.equal(textOf(user, 'userId'), 'u123abc');
  assert.match(user.fields.find(({name}) => name === 'email')?.problem ?? '', /not both/);
  const alone = filled(open('create'), {email: 'jon@example.com'}, choices);
  const password = () => alone.fields.find(({name}) => name === 'password');
  assert.equal(password()?.problem, null);
  const left = updateForm(focused(alone, 'password'), {type: 'focus-moved', by: 1}, {choices});
  assert.match(left.fields.find(({name}) => name === 'password')?.problem ?? '', /^a new user needs/);
});

test('the focus goes round fields and buttons', () => {
  let form = open('setAccessForUser');
  const seen = [];
  for (let step = 0; step < 5; step += 1) {
    seen.push(form.focus);
    form = updateForm(form, {type: 'focus-moved', by: 1}, {choices});
  }
  assert.deepEqual(seen, [0, 1, 'cancel', 'act', 0]);
  assert.equal(updateForm(open('create'), {type: 'focus-moved', by: -1}, {choices}).focus, 'act');
});

test('submitting tells every problem and goes to the first', () => {
  const form = updateForm(
    {...filled(open('create'), {machineName: 'x'}, choices), focus: 'act'},
    {type: 'submitted'},
    {choices},
  );
  assert.equal(focusedField(form)?.name, 'region');
  assert.deepEqual(
    form.fields.filter(({problem}) => problem !== null).map(({name}) => name),
    ['region', 'machineType', 'templateId'],
  );
  const repaired = updateForm(form, {type: 'typed', text: 'ny2'}, {choices});
  assert.equal(focusedField(repaired)?.problem, null);
});

test('a second Esc is asked for until something else happens', () => {
  const armed = updateForm(open('update'), {type: 'discard-armed'}, {choices});
  assert.equal(armed.isDiscardArmed, true);
  assert.equal(updateForm(armed, {type: 'typed', text: 'x'}, {choices}).isDiscardArmed, false);
  assert.equal(updateForm(armed, {type: 'focus-moved', by: 1}, {choices}).isDiscardArmed, false);
});

test('27 fields take nothing hidden and nothing endless; a password keeps all but control characters', () => {
  const name = updateForm(open('create'), {type: 'typed', text: `a\u202eb\u0007c${'x'.repeat(5000)}`}, {choices});
  assert.equal(textOf(name, 'machineName').length, 1022);
  assert.match(textOf(name, 'machineName'), /^abcx+$/);
  const password = updateForm(focused(open('create'), 'password'), {type: 'typed', text: 'a\u0007b\u2800c'}, {choices});
  assert.equal(textOf(password, 'password'), 'ab\u2800c');
});

test('paramOf names a parameter that does not exist', () => {
  assert.throws(() => paramOf('update', 'region'), /update has no parameter region/);
});
