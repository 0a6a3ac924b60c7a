// The launcher's own reading of arguments never differs from the parser of all of them.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parseArguments} from '../../src/cli/options/args.js';
import {COLUMNS} from '../../src/fleet/table/columns.js';
import {quickScreen} from '../../src/launch/quick-options.js';
import {runs} from '../support/runs.js';

const rules = {version: '0', columns: COLUMNS.map(({name}) => name)};
const pieces = [
  ['--demo', '--demo=7', '--demo=', '--demo=x', '--read-only', '--read-only=1', '--ascii', '--no-color', '--color'],
  [
    '--endpoint',
    '--endpoint=http://127.0.0.1:1',
    'http://127.0.0.1:2',
    'https://api.paperspace.io',
    'http://far.example',
  ],
  ['--interval', '--interval=2', '--interval=0', '2.5', '0', '--filter', '--filter=', '--filter=a=b', 'web', '-x', '-'],
  ['--api-key-file', '--api-key-file=key', 'emulate', 'machines', '--', '--help', '-h', '--version', '--sort', 'name'],
  ['--account', '--account=acme', '--api-key=12345678', '', '--demo=100001', '--scope', 'state=off'],
].flat();

test('plain options of the screen are read as the parser reads them', () => {
  for (const argv of [
    [],
    ['--demo'],
    ['--demo=7', '--ascii'],
    ['--endpoint', 'http://127.0.0.1:4010', '--interval', '1'],
    ['--endpoint=https://api.paperspace.io', '--read-only', '--no-color', '--filter', 'web'],
    ['--api-key-file', 'key'],
  ]) {
    assert.deepEqual(quickScreen(argv), parseArguments(argv, rules), argv.join(' '));
  }
});

test('whatever is not plain is left to the parser', () => {
  for (const argv of [
    ['emulate'],
    ['--help'],
    ['--demo', '5'],
    ['--interval', '0'],
    ['--demo', '--endpoint=http://[::1]'],
  ]) {
    assert.equal(quickScreen(argv), null, argv.join(' '));
  }
});

test('any arguments: the same answer, or none', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), {maxLength: 5}), argv => {
      const quick = quickScreen(argv);
      if (quick !== null) assert.deepEqual(quick, parseArguments(argv, rules));
    }),
    runs(3000),
  );
});
