import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ParamSpec} from '../src/catalogue/spec.js';
import {methodSpec} from '../src/catalogue/types.js';
import {choicesOf, isChooser, meaningOf, shownValue} from '../src/forms/choices.js';
import {type FormMethod, type FormState, focusedField, isDirty, paramOf, textOf} from '../src/forms/form.js';
import {formNeeds} from '../src/forms/needs.js';
import {openForm} from '../src/forms/open.js';
import {formParams} from '../src/forms/params.js';
import {formProblems} from '../src/forms/problems.js';
import {updateForm} from '../src/forms/update.js';
import {filled, focused, known, unasked} from './support/dialogs.js';
import {machineOf} from './support/screens.js';

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
  assert.deepEqual(formProblems(open('update'), {choices}), [{param: null, says: 'nothing was changed'}]);
  const named = focused(open('update'), 'machineName');
  const emptied = updateForm(named, {type: 'typed', text: ''}, {choices});
  assert.deepEqual(formProblems(emptied, {choices}), [{param: 'machineName', says: 'cannot be emptied'}]);
  const bad = filled(open('update'), {autoSnapshotSaveCount: 'many', shutdownTimeoutInHours: '-1'}, choices);
  assert.deepEqual(formProblems(bad, {choices}), [
    {param: 'shutdownTimeoutInHours', says: 'at least 0'},
    {param: 'autoSnapshotSaveCount', says: 'a number'},
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

test('templates that do not fit the type say why, stand last, and keep the form from being sent', () => {
  const wanted: readonly (readonly [string, string, string])[] = [
    ['C5', 'tnr2oh1m', 'Windows templates cannot run on C5'],
    ['Pro', 't0nspur5', 'Ubuntu templates cannot run on Pro'],
  ];
  for (const [type, template, says] of wanted) {
    const form = filled(open('create'), {...complete, machineType: type, templateId: template}, choices);
    assert.deepEqual(formProblems(form, {choices}), [{param: 'templateId', says}]);
    const field = form.fields.find(({name}) => name === 'templateId');
    assert.ok(field);
    const offered = choicesOf(form, field, {choices});
    assert.equal(offered.find(({value}) => value === template)?.misfit, says);
    assert.ok(offered.at(-1)?.misfit);
    assert.equal(offered[0]?.misfit, undefined);
  }
});

test('networks of the chosen region stand first', () => {
  const form = focused(filled(open('create'), {region: 'West Coast (CA1)'}, choices), 'networkId');
  const field = focusedField(form);
  assert.ok(field);
  assert.deepEqual(
    choicesOf(form, field, {choices}).map(({value, misfit}) => [value, misfit]),
    [
      ['', undefined],
      ['n123abc', undefined],
      ['n789ghi', 'is in NY2, not in CA1'],
    ],
  );
});

test('a chooser: what is typed narrows, the value is always among what is shown', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['templateId', 'ubu', 't0nspur5'],
    ['templateId', '20.04', 'tkni3aa4'],
    ['templateId', 'ml box', 'twnlo3zj'],
    ['templateId', 'twnlo3zj', 'twnlo3zj'],
    ['templateId', 'tnotlisted', 'tnotlisted'],
    ['region', 'ny2', 'East Coast (NY2)'],
    ['region', 'Moon (MUN1)', 'Moon (MUN1)'],
    ['machineType', 'p5000', 'P5000'],
    ['machineType', 'A10', 'A10'],
    ['machineType', 'A100x4', 'A100x4'],
    ['machineType', 'cpu', 'cpu'],
    ['size', '120', '120'],
    ['size', '5', '5'],
    ['billingType', 'mon', 'monthly'],
    ['billingType', 'weekly', 'weekly'],
    ['assignPublicIp', 'y', 'true'],
    ['assignPublicIp', 'off', 'off'],
  ];
  for (const [name, text, value] of cases) {
    const form = updateForm(focused(open('create'), name), {type: 'typed', text}, {choices});
    const field = focusedField(form);
    assert.ok(field);
    assert.equal(field.text, value, `${name} ${text}`);
    assert.ok(choicesOf(form, field, {choices}).some(choice => choice.value === value));
    assert.equal(textOf(updateForm(form, {type: 'focus-moved', by: 1}, {choices}), name), value);
  }
});

test('a text typed while its list was still asked for is understood when the field is left', () => {
  const form = updateForm(focused(open('create'), 'templateId'), {type: 'typed', text: 'windows'}, {choices: unasked});
  assert.equal(textOf(form, 'templateId'), 'windows');
  assert.equal(textOf(updateForm(form, {type: 'focus-moved', by: 1}, {choices}), 'templateId'), 'tnr2oh1m');
});

test('nothing typed is what stood there; unset is offered only where it can be had', () => {
  const form = updateForm(focused(open('update'), 'dynamicPublicIp'), {type: 'typed', text: 'n'}, {choices});
  assert.equal(textOf(form, 'dynamicPublicIp'), 'false');
  assert.equal(textOf(updateForm(form, {type: 'typed', text: ''}, {choices}), 'dynamicPublicIp'), 'true');
  const valuesOf = (start: FormState, name: string) => {
    const field = focusedField(focused(start, name));
    assert.ok(field);
    return choicesOf(start, field, {choices}).map(({value}) => value);
  };
  assert.deepEqual(valuesOf(open('update'), 'dynamicPublicIp'), ['true', 'false']);
  assert.deepEqual(valuesOf(open('update', {dynamicPublicIp: null}), 'dynamicPublicIp'), ['', 'true', 'false']);
  assert.deepEqual(valuesOf(open('create'), 'billingType'), ['hourly', 'monthly']);
});

test('highlighting chooses; the list stays narrowed until the field is left', () => {
  const typed = updateForm(focused(open('create'), 'templateId'), {type: 'typed', text: 'ubu'}, {choices});
  const chosen = updateForm(typed, {type: 'highlighted', value: 't04azgph'}, {choices});
  assert.deepEqual([focusedField(chosen)?.text, focusedField(chosen)?.query], ['t04azgph', 'ubu']);
  const left = updateForm(chosen, {type: 'focus-moved', by: 1}, {choices});
  const field = left.fields.find(({name}) => name === 'templateId');
  assert.deepEqual([field?.text, field?.query], ['t04azgph', '']);
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

test('fields take nothing hidden and nothing endless; a password keeps all but control characters', () => {
  const name = updateForm(open('create'), {type: 'typed', text: `a\u202eb\u0007c${'x'.repeat(5000)}`}, {choices});
  assert.equal(textOf(name, 'machineName').length, 1022);
  assert.match(textOf(name, 'machineName'), /^abcx+$/);
  const password = updateForm(focused(open('create'), 'password'), {type: 'typed', text: 'a\u0007b\u2800c'}, {choices});
  assert.equal(textOf(password, 'password'), 'ab\u2800c');
});

test('a secret is shown as bullets that do not tell its length', () => {
  const form = filled(open('create'), {password: 'a much longer secret'}, choices);
  const field = form.fields.find(({name}) => name === 'password');
  assert.ok(field);
  assert.equal(shownValue(form, field, {choices}), '••••••••');
});

test('lists are asked for once each; a refused or empty list leaves free text', () => {
  assert.deepEqual(formNeeds(open('create')).lists, ['templates', 'networks', 'users', 'scripts']);
  assert.deepEqual(formNeeds(open('setAccessForUser')).lists, ['users']);
  assert.deepEqual(formNeeds(open('update')).lists, []);
  const form = open('create');
  const field = form.fields.find(({name}) => name === 'scriptId');
  assert.ok(field);
  assert.equal(isChooser(form, field, {choices}), true);
  for (const scripts of [
    {status: 'refused', says: 'no'},
    {status: 'known', items: []},
  ] as const) {
    assert.equal(isChooser(form, field, {choices: {...known, scripts}}), false);
    assert.equal(meaningOf(form, field, 'sc9', {choices: {...known, scripts}}), 'sc9');
  }
});

test('availability is asked for documented types only, the chosen one first, each pair once, one at a time', () => {
  assert.equal(formNeeds(filled(open('create'), {region: 'ny2', machineType: 'C5'}, choices)).availability, null);
  assert.equal(formNeeds(filled(open('create'), {machineType: 'P5000'}, choices)).availability, null);
  let form = focused(filled(open('create'), {region: 'ny2', machineType: 'V100'}, choices), 'machineType');
  const askedTypes = [];
  for (let pair = formNeeds(form).availability; pair; pair = formNeeds(form).availability) {
    askedTypes.push(pair.machineType);
    form = updateForm(form, {type: 'availability-asked', ...pair}, {choices});
    assert.equal(formNeeds(form).availability, null);
    form = updateForm(form, {type: 'availability-arrived', ...pair, available: null}, {choices});
  }
  assert.deepEqual(askedTypes, ['V100', 'GPU+', 'P4000', 'P5000', 'P6000']);
  const west = focused(filled(open('create'), {region: 'ca1', machineType: 'P5000'}, choices), 'machineName');
  assert.deepEqual(formNeeds(west).availability, {region: 'West Coast (CA1)', machineType: 'P5000'});
});

test('an answer of availability marks its type in its region only', () => {
  const form = updateForm(
    filled(open('create'), {region: 'ny2', machineType: 'P5000'}, choices),
    {type: 'availability-arrived', region: 'East Coast (NY2)', machineType: 'P5000', available: false},
    {choices},
  );
  const marks = (name: string) => {
    const field = form.fields.find(one => one.name === name);
    assert.ok(field);
    return choicesOf(form, field, {choices}).flatMap(({value, mark}) => (mark ? [[value, mark]] : []));
  };
  assert.deepEqual(marks('machineType'), [['P5000', 'unavailable']]);
  assert.deepEqual(marks('region'), [['East Coast (NY2)', 'unavailable']]);
});

test('paramOf names a parameter that does not exist', () => {
  assert.throws(() => paramOf('update', 'region'), /update has no parameter region/);
});
