import assert from 'node:assert/strict';
import {test} from 'node:test';
import {choicesOf, isChooser, shownValue, valueOfText} from '../../src/forms/choices.js';
import {type FormMethod, type FormState, focusedField, textOf} from '../../src/forms/form.js';
import {formNeeds} from '../../src/forms/needs.js';
import {openForm} from '../../src/forms/open.js';
import {formProblems} from '../../src/forms/problems.js';
import {updateForm} from '../../src/forms/update.js';
import {filled, focused, known, unasked} from '../support/dialogs.js';
import {machineOf} from '../support/screens.js';

const choices = known;

function open(method: FormMethod, changes = {}): FormState {
  return openForm(method, {machine: method === 'create' ? null : machineOf(changes), teamId: 'te456def'});
}

const complete = {
  machineName: 'web-01',
  region: 'Europe (AMS1)',
  machineType: 'C5',
  templateId: 't0nspur5',
} as const;

test('templates that do not fit the type say why, stand last, and keep the form from being sent', () => {
  const wanted: readonly (readonly [string, string, string])[] = [
    ['C5', 'tnr2oh1m', 'Windows templates cannot run on C5'],
    ['Pro', 't0nspur5', 'Ubuntu templates cannot run on Pro'],
  ];
  for (const [type, template, message] of wanted) {
    const form = filled(open('create'), {...complete, machineType: type, templateId: template}, choices);
    assert.deepEqual(formProblems(form, {choices}), [{param: 'templateId', message}]);
    const field = form.fields.find(({name}) => name === 'templateId');
    assert.ok(field);
    const offered = choicesOf(form, field, {choices});
    assert.equal(offered.find(({value}) => value === template)?.misfit, message);
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
    {status: 'refused', message: 'no'},
    {status: 'known', items: []},
  ] as const) {
    assert.equal(isChooser(form, field, {choices: {...known, scripts}}), false);
    assert.equal(valueOfText(form, field, 'sc9', {choices: {...known, scripts}}), 'sc9');
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
