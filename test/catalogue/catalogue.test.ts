// The catalogue as data: every row is whole, and its facts fit together.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {check, checkTemplate} from '../../src/catalogue/check.js';
import {MACHINE_FIELDS, STATES, satisfies, stateSpec} from '../../src/catalogue/machine.js';
import {METHODS} from '../../src/catalogue/methods.js';
import {AVAILABILITY_TYPES, MACHINE_TYPES, machineType, REGIONS, regionShort} from '../../src/catalogue/offers.js';
import type {MethodSpec} from '../../src/catalogue/spec.js';
import {methodSpec} from '../../src/catalogue/types.js';
import {checkValue, readValue, writeValue} from '../../src/catalogue/values.js';

const rows: readonly MethodSpec[] = METHODS;

test('the twelve methods of the specification and the four lists are there, each once', () => {
  const names = rows.filter(row => row.group === 'machines').map(row => row.name);
  assert.deepEqual(names, [
    'availability',
    'create',
    'destroy',
    'list',
    'restart',
    'setAccessForUser',
    'show',
    'start',
    'stop',
    'update',
    'utilization',
    'waitfor',
  ]);
  assert.equal(new Set(rows.map(row => `${row.group} ${row.name}`)).size, 16);
});

for (const row of rows) {
  test(`${row.group} ${row.name}: parameters are whole`, () => {
    const inPath = [...(row.http?.path ?? '').matchAll(/:(\w+)/g)].map(([, name]) => name);
    assert.deepEqual(
      row.params.filter(param => param.in === 'path').map(param => param.name),
      inPath,
    );
    assert.equal(new Set(row.params.map(param => param.name)).size, row.params.length, 'a name twice');
    for (const param of row.params) {
      assert.ok(param.label.length > 0 && param.description.length > 0, param.name);
      if (param.in === 'body') assert.equal(row.http?.verb, 'POST', `${param.name}: only a POST has a body`);
      if (param.open) assert.ok(param.choices, `${param.name}: open without choices`);
    }
    for (const {these, those} of row.exclusions ?? []) {
      for (const name of [...these, ...those])
        assert.ok(
          row.params.some(param => param.name === name),
          name,
        );
    }
    for (const {all} of row.together ?? []) {
      for (const name of all)
        assert.ok(
          row.params.some(param => param.name === name),
          name,
        );
    }
    assert.equal(row.effect === 'reads', row.retry === 'read', 'only what reads is repeated freely');
  });
}

test('a password is the only secret, and a secret it is', () => {
  assert.deepEqual(
    rows.flatMap(row => row.params.filter(param => param.secret).map(param => param.name)),
    ['password'],
  );
});

test('list filters are fields of a machine', () => {
  const fields = new Set<string>(['machineId', 'name', 'state', ...MACHINE_FIELDS.map(({name}) => name)]);
  assert.deepEqual(
    methodSpec('list').params.filter(({name}) => !fields.has(name)),
    [],
  );
  assert.equal(methodSpec('list').params.length, 25);
});

test('states: eight, each with a glyph and an ASCII sign of its own; unknown ones block nothing', () => {
  assert.equal(STATES.length, 8);
  assert.equal(new Set(STATES.map(({glyph}) => glyph)).size, 8);
  assert.equal(new Set(STATES.map(({ascii}) => ascii)).size, 8);
  assert.deepEqual([stateSpec('hibernating').name, stateSpec('hibernating').moving], ['hibernating', false]);
  assert.ok(satisfies('ready', 'serviceready') && !satisfies('serviceready', 'ready') && satisfies('off', 'off'));
});

test('offers: availability names offered types, regions have short names', () => {
  for (const name of AVAILABILITY_TYPES) assert.ok(machineType(name)?.documented, name);
  assert.equal(MACHINE_TYPES.filter(({documented}) => documented).length, 19);
  assert.deepEqual(
    REGIONS.map(({name}) => regionShort(name)),
    ['NY2', 'CA1', 'AMS1'],
  );
  assert.equal(regionShort('Asia (TYO1)'), 'TYO1');
  assert.equal(regionShort('moon'), 'moon');
});

const create = {
  region: 'East Coast (NY2)',
  machineType: 'Air',
  size: 50,
  billingType: 'hourly',
  machineName: 'a',
  templateId: 't1',
};

test('check: missing, wrong, unknown and excluded parameters are told; unknown types are let through', () => {
  const spec = methodSpec('create');
  const message = (params: object) => check(spec, {...create, ...params}).map(({param}) => param);
  assert.deepEqual(message({}), []);
  assert.deepEqual(message({machineType: 'Z9000', region: 'Mars (M1)'}), []);
  assert.deepEqual(message({billingType: 'weekly'}), ['billingType']);
  assert.deepEqual(message({size: 'abc'}), ['size']);
  assert.deepEqual(message({size: 1.5}), ['size']);
  assert.deepEqual(message({machineName: '  '}), ['machineName']);
  assert.deepEqual(message({machineName: 'a\u001b[2J'}), ['machineName']);
  assert.deepEqual(message({colour: 'red'}), ['colour']);
  assert.deepEqual(message({assignPublicIp: true, dynamicPublicIp: true}), ['dynamicPublicIp']);
  assert.deepEqual(message({assignPublicIp: true, dynamicPublicIp: false}), []);
  assert.deepEqual(message({userId: 'u1', email: 'a@b', password: 'x', firstName: 'a', lastName: 'b'}), ['email']);
  assert.deepEqual(message({email: 'a@b'}), ['password', 'firstName', 'lastName']);
  assert.deepEqual(
    check(spec, {})
      .map(({param}) => param)
      .sort(),
    Object.keys(create).sort(),
  );
});

test('templates: Windows takes no C type, Ubuntu no GRID type, what is unknown is let through', () => {
  assert.match(checkTemplate('C3', 'Windows 10 (Server 2022)') ?? '', /Windows/);
  assert.match(checkTemplate('Air', 'Ubuntu 20.04 Server') ?? '', /Ubuntu/);
  assert.equal(checkTemplate('P4000', 'Windows 10'), null);
  assert.equal(checkTemplate('C3', 'Ubuntu 20.04'), null);
  assert.equal(checkTemplate('Z9', 'Windows'), null);
  assert.equal(checkTemplate('C3', null), null);
});

test('values are typed by the row, never guessed', () => {
  const name = methodSpec('update').params.find(param => param.name === 'machineName');
  const frequency = methodSpec('update').params.find(param => param.name === 'autoSnapshotFrequency');
  const hours = methodSpec('update').params.find(param => param.name === 'shutdownTimeoutInHours');
  const forces = methodSpec('update').params.find(param => param.name === 'shutdownTimeoutForces');
  assert.ok(name && frequency && hours && forces);
  assert.deepEqual(readValue(name, '123'), {value: '123'});
  assert.deepEqual(readValue(name, 'null'), {value: 'null'});
  assert.deepEqual(readValue(frequency, 'null'), {value: null});
  assert.deepEqual(readValue(hours, '24'), {value: 24});
  for (const text of ['', 'abc', '1e999', '0x10', '1,5', 'NaN']) assert.ok('problem' in readValue(hours, text), text);
  assert.deepEqual(readValue(forces, 'True'), {value: true});
  assert.deepEqual(readValue(forces, 'false'), {value: false});
  assert.ok('problem' in readValue(forces, 'maybe'));
  assert.equal(writeValue(null), 'null');
  assert.equal(checkValue(frequency, 'fortnight'), 'one of hour, day, week, month, null');
});
