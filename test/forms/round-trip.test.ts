// Any allowed call survives the form and the command line.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {check} from '../../src/catalogue/check.js';
import type {ParamSpec} from '../../src/catalogue/spec.js';
import {type AnyParams, methodSpec, paramSpec} from '../../src/catalogue/types.js';
import {readValue, writeValue} from '../../src/catalogue/values.js';
import {commandLine} from '../../src/forms/command.js';
import type {FormMethod, FormState} from '../../src/forms/form.js';
import {openForm} from '../../src/forms/open.js';
import {formParams} from '../../src/forms/params.js';
import {formProblems} from '../../src/forms/problems.js';
import {clean} from '../../src/text/clean.js';
import {filled, unasked} from '../support/dialogs.js';
import {runs} from '../support/runs.js';
import {machineOf} from '../support/screens.js';

const shellish = fc.string({
  unit: fc.constantFrom(...'abcXYZ 019-_=.,:/@()[]{}*?~#&|;<>$`"\'\\!%^+é漢🚀'),
  minLength: 1,
  maxLength: 24,
});
const text = fc
  .oneof(shellish, fc.string({minLength: 1, maxLength: 24, unit: 'grapheme'}))
  .filter(value => value.trim() !== '' && clean(value) === value && !value.includes('\uFFFD'));

function allowedFor(param: ParamSpec): fc.Arbitrary<string | number | boolean | null> {
  const orNull = (values: fc.Arbitrary<string | number>) =>
    param.nullable ? fc.oneof({arbitrary: values, weight: 4}, {arbitrary: fc.constant(null), weight: 1}) : values;
  if (param.kind === 'boolean') return fc.boolean();
  if (param.kind === 'number') return orNull(fc.integer({min: param.min ?? 0, max: 1e6}));
  if (param.pattern) return fc.constantFrom('jon@example.com', "o'brien+x@example.com");
  // Open choices take any text; a choice's own name in another case is that choice.
  if (param.choices) return orNull(fc.constantFrom(...param.choices, ...(param.open ? ['Moon (MUN1)', 'A100x4'] : [])));
  return text.filter(value => !(param.nullable && value === 'null'));
}

function paramsOf(method: FormMethod): fc.Arbitrary<AnyParams> {
  const rows = methodSpec(method).params.filter(({name}) => name !== 'machineId');
  const values = Object.fromEntries(rows.map(row => [row.name, allowedFor(row)]));
  const required = rows.filter(row => row.required).map(({name}) => name);
  return fc.record(values, {requiredKeys: required}).map(params => ({
    ...params,
    ...(method === 'create' ? {} : {machineId: 'psab12cd'}),
  }));
}

function typedIn(method: FormMethod, params: AnyParams): FormState {
  const texts = Object.entries(params)
    .filter(([name]) => name !== 'machineId')
    .map(([name, value]) => [name, writeValue(value ?? null)]);
  const form = openForm(method, {machine: method === 'create' ? null : machineOf()});
  return filled(form, Object.fromEntries(texts), unasked);
}

/** What is in the form from the start is sent by create though nobody typed it; a value that stays is no change. */
function expected(method: FormMethod, params: AnyParams): AnyParams {
  if (method === 'create') return {size: 50, billingType: 'hourly', ...params};
  const before = openForm(method, {machine: machineOf()});
  return Object.fromEntries(
    Object.entries(params).filter(([name, value]) => {
      if (method === 'setAccessForUser') return !(name === 'enableAccess' && value === true);
      return before.fields.find(field => field.name === name)?.initial !== writeValue(value ?? null);
    }),
  );
}

/** The words a POSIX shell makes of a line without expansions. */
function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (const [part, bare, single, double, escaped] of line.matchAll(
    /([^\s'"\\]+)|'([^']*)'|"([^"\\$`]*)"|\\(.)|\s+/gs,
  )) {
    if (/^\s+$/.test(part)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + (bare ?? single ?? double ?? escaped ?? '');
  }
  return word === null ? words : [...words, word];
}

function parsed(method: FormMethod, words: readonly string[]): AnyParams {
  assert.deepEqual(words.slice(0, 3), ['papertop', 'machines', method]);
  const params: Record<string, string | number | boolean | null> = {};
  const rest = words.slice(3);
  while (rest.length > 0) {
    const flag = rest.shift() ?? '';
    const [, name = '', tied] = /^--([A-Za-z]+)(?:=(.*))?$/s.exec(flag) ?? [];
    const param = paramSpec(methodSpec(method), name);
    assert.ok(param, `no parameter in ${flag}`);
    const value = tied ?? rest.shift() ?? '';
    assert.ok(tied !== undefined || !value.startsWith('-'), `${value} would be read as a flag`);
    const reading = readValue(param, value);
    assert.ok('value' in reading);
    params[name] = reading.value;
  }
  return params;
}

for (const method of ['create', 'update', 'setAccessForUser'] as const) {
  test(`${method}: allowed values that are typed come out as the same parameters`, () => {
    fc.assert(
      fc.property(paramsOf(method), params => {
        assert.deepEqual(formParams(typedIn(method, params)), expected(method, params));
      }),
      runs(1000),
    );
  });

  test(`${method}: the form finds the problems that the catalogue finds`, () => {
    fc.assert(
      fc.property(paramsOf(method), params => {
        const form = typedIn(method, params);
        const found = new Set(formProblems(form, {choices: unasked}).map(({param}) => param));
        const wanted = new Set(check(methodSpec(method), formParams(form)).map(({param}) => param));
        if (method === 'update' && wanted.size === 0) found.delete(null);
        assert.deepEqual(found, wanted);
      }),
      runs(300),
    );
  });

  test(`${method}: the command line means the same, and never tells a secret`, () => {
    fc.assert(
      fc.property(paramsOf(method), params => {
        const secret = 'c4nary-s3cret';
        const given = 'password' in params ? {...params, password: secret} : params;
        const form = typedIn(method, given);
        const line = commandLine(form);
        assert.equal(line.includes(secret), false);
        const {password, ...sent} = formParams(form);
        const {password: stand, ...read} = parsed(method, shellWords(line.replace('"$PASSWORD"', 'STANDIN')));
        assert.deepEqual(read, sent);
        assert.equal(stand, password === undefined ? undefined : 'STANDIN');
      }),
      runs(1000),
    );
  });
}

test('the command line reads as one would write it', () => {
  const form = typedIn('create', {
    machineName: 'My Machine 1',
    region: 'East Coast (NY2)',
    machineType: 'GPU+',
    templateId: 't123abc',
    assignPublicIp: true,
    password: 'secret123',
  });
  assert.equal(
    commandLine(form),
    'papertop machines create --machineName "My Machine 1" --region "East Coast (NY2)" --machineType GPU+ ' +
      '--templateId t123abc --size 50 --billingType hourly --assignPublicIp true --password "$PASSWORD"',
  );
  const hostile = typedIn('update', {machineName: "-rf `id` $HOME 'x'"});
  assert.equal(
    commandLine(hostile),
    `papertop machines update --machineId psab12cd --machineName='-rf \`id\` $HOME '\\''x'\\'''`,
  );
});
