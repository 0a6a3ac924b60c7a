// The shell's calls as they are typed: every parameter of every method, right and wrong.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {METHODS} from '../../src/catalogue/methods.js';
import type {MethodSpec, ParamSpec} from '../../src/catalogue/spec.js';
import {exampleOf} from '../../src/cli/options/method-commands.js';
import {requestText} from '../../src/cli/output/dry-run.js';
import {callOf, read, wordsOf} from '../support/shell.js';

const rows: readonly MethodSpec[] = METHODS;
const command = ({group, name}: MethodSpec) => [group, name];

/** A value that may be, as text and as what it means. */
function good({name, kind, choices, pattern}: ParamSpec): readonly [text: string, value: string | number | boolean] {
  if (kind === 'boolean') return ['true', true];
  if (kind === 'number') return ['50', 50];
  if (choices) return [choices[0] ?? '', choices[0] ?? ''];
  if (name === 'billingMonth') return ['2017-08', '2017-08'];
  return pattern ? ['a@b.example', 'a@b.example'] : ['123', '123'];
}

/** Texts that no value of this parameter reads like, or that it does not allow. */
function bad({name, kind, choices, open, pattern, nullable}: ParamSpec): readonly string[] {
  if (kind === 'boolean') return ['maybe', '', 'null', '2'];
  if (kind === 'number') return ['abc', '', '0x10', '1,5', 'NaN', 'Infinity', ...(nullable ? [] : ['null'])];
  if (name === 'machineId') return ['a/b', '', '../x', 'a b', 'x'.repeat(65), 'null\n'];
  return [...(choices && !open ? ['nonsense'] : []), ...(pattern ? ['nonsense'] : []), 'a\nb', 'a\x1b[2Jb'];
}

const flags = (names: readonly (readonly [string, string])[]) => names.flatMap(([name, text]) => [`--${name}`, text]);
const required = (method: MethodSpec, but = '') =>
  flags(method.params.filter(row => row.required && row.name !== but).map(row => [row.name, good(row)[0]]));

/** What stands beside a parameter so that it may be given. */
function company(method: MethodSpec, {name}: ParamSpec): readonly string[] {
  const others = method.together?.find(({all}) => all.includes(name))?.all.filter(other => other !== name) ?? [];
  const names = others.map(other => method.params.find(row => row.name === other)).filter(row => row !== undefined);
  return flags(names.map(row => [row.name, good(row)[0]]));
}

/** The line that wrong usage gets. */
function refusal(...argv: readonly string[]): string {
  const answer = read(...argv);
  assert.ok(answer.command === 'text' && answer.exit === 2, JSON.stringify(answer));
  assert.match(answer.text, /^papertop: [^\p{Cc}]+; see papertop [\w -]*--help\n$/u);
  return answer.text;
}

for (const method of rows) {
  const title = `${method.group} ${method.name}`;

  test(`${title}: each parameter is typed by its row`, () => {
    for (const param of method.params) {
      const [text, value] = good(param);
      const rest = [...required(method, param.name), ...company(method, param)];
      for (const words of [[`--${param.name}`, text], [`--${param.name}=${text}`]]) {
        assert.deepEqual(callOf(...command(method), ...rest, ...words).params[param.name], value, param.name);
      }
      if (param.kind === 'boolean') {
        assert.equal(callOf(...command(method), ...rest, `--${param.name}`, 'false').params[param.name], false);
        assert.equal(callOf(...command(method), ...rest, `--${param.name}`).params[param.name], true);
      }
      if (param.nullable) {
        assert.equal(callOf(...command(method), ...rest, `--${param.name}`, 'null').params[param.name], null);
      }
      const twice = refusal(...command(method), ...rest, `--${param.name}`, text, `--${param.name}`, text);
      assert.match(twice, new RegExp(`--${param.name} is given twice`));
    }
  });

  test(`${title}: a wrong value is refused by name, a missing one asked for`, () => {
    for (const param of method.params) {
      const rest = [...required(method, param.name), ...company(method, param)];
      for (const text of bad(param)) {
        const line = refusal(...command(method), ...rest, `--${param.name}=${text}`);
        assert.match(line, new RegExp(`--${param.name}\\b`), `${param.name} ${JSON.stringify(text)}: ${line}`);
        if (param.secret && text.length > 4) assert.ok(!line.includes(text), line);
      }
      if (param.kind !== 'boolean') {
        assert.match(refusal(...command(method), ...rest, `--${param.name}`), /argument missing/);
        assert.match(
          refusal(...command(method), ...rest, `--${param.name}`, '--dry-run'),
          /takes a value, and --dry-run/,
        );
      }
      if (param.required) assert.match(refusal(...command(method), ...rest), new RegExp(`--${param.name}: required`));
      assert.match(
        refusal(...command(method), ...rest, `--${param.name}x`, '1'),
        /unknown option .*did you mean|unknown option/,
      );
    }
    assert.match(refusal(...command(method), ...required(method), 'more'), /too many arguments/);
  });

  test(`${title}: its help names every parameter and holds an example that may be called`, () => {
    const answer = read(...command(method), '--help');
    assert.ok(answer.command === 'text' && answer.exit === 0);
    assert.match(answer.text, /^[\n\x20-\x7e]+$/);
    assert.ok(
      answer.text.split('\n').every(line => line.length <= 80),
      answer.text,
    );
    for (const {name} of method.params) assert.match(answer.text, new RegExp(`--${name} [[<]`));
    const example = exampleOf(method);
    assert.ok(answer.text.includes(example));
    callOf(...wordsOf(`$ paperspace ${example.replace(/^papertop /, '')}`));
  });

  test(`${title}: its request is printed without the key`, () => {
    const secret = method.params.some(param => param.secret)
      ? flags([
          ['email', 'a@b.example'],
          ['password', 'canary99'],
          ['firstName', 'J'],
          ['lastName', 'S'],
        ])
      : [];
    const {params} = callOf(...command(method), ...required(method), ...secret);
    const text = requestText(method, params, 'https://api.paperspace.io');
    const http = method.http ?? METHODS.find(row => row.name === 'show')?.http;
    assert.ok(
      text.startsWith(`${http?.verb} https://api.paperspace.io${http?.path.replace(/:\w+/, '123') ?? ''}`),
      text,
    );
    assert.match(text, /\nx-api-key: \[redacted\]\n/);
    assert.ok(!text.includes('canary99'));
  });
}

test('what a call may be given besides its parameters', () => {
  const plain = callOf('machines', 'list');
  assert.deepEqual(
    {...plain, method: plain.method.name},
    {
      command: 'call',
      method: 'list',
      params: {},
      warnings: [],
      output: 'json',
      hasJsonErrors: false,
      isDryRun: false,
      skipConfirmation: false,
      timeoutMs: 600_000,
      endpoint: null,
      apiKeyFile: null,
      accountName: null,
    },
  );
  for (const output of ['table', 'csv', 'jsonl', 'json'] as const) {
    const call = callOf('users', 'list', '--output', output);
    assert.deepEqual([call.output, call.hasJsonErrors], [output, output === 'json']);
  }
  const wait = ['machines', 'waitfor', '--machineId', 'ps1', '--state', 'off'];
  assert.equal(callOf(...wait, '--timeout', '2.5').timeoutMs, 2500);
  assert.match(refusal('machines', 'list', '--timeout', '3'), /unknown option '--timeout'/);
  assert.equal(callOf('machines', 'destroy', '--machineId', 'ps1', '--yes').skipConfirmation, true);
  assert.match(refusal('machines', 'stop', '--machineId', 'ps1', '--yes'), /unknown option '--yes'/);
  for (const wrong of [['--timeout', '0'], ['--timeout', 'x'], ['--timeout=-1']]) refusal(...wait, ...wrong);
  assert.match(
    refusal('machines', 'list', '--output', 'xml'),
    /--output takes one of json, table, csv, jsonl, not "xml"/,
  );
  assert.match(refusal('--read-only', 'machines', 'list'), /--read-only belongs to the screen/);
  assert.match(
    refusal('--endpoint', 'https://x.example', 'machines', 'list'),
    /--endpoint belongs to the screen, put it behind: papertop machines list --endpoint;/,
  );
  assert.equal(callOf('machines', 'list', '--endpoint', 'https://x.example').endpoint, 'https://x.example');
  assert.match(refusal('machines', 'list', '--endpoint', 'http://x.example'), /https:/);
});

test('methods: what was meant, and which there are', () => {
  assert.match(
    refusal('machines', 'lst'),
    /unknown command 'lst' \(did you mean list\?\); see papertop machines --help/,
  );
  assert.match(refusal('machines', 'setaccessforuser'), /did you mean setAccessForUser/);
  assert.match(refusal('machine', 'list'), /did you mean machines/);
  assert.match(refusal('machines'), /machines takes a method/);
  assert.match(refusal('users', 'show'), /unknown command 'show'/);
  assert.ok(!refusal('machines', 'canary0123456789abcdef').includes('canary'));
  const help = read('machines', '--help');
  assert.ok(help.command === 'text' && help.exit === 0);
  for (const {group, name} of rows) if (group === 'machines') assert.match(help.text, new RegExp(`^  ${name} `, 'm'));
  assert.deepEqual(read('help', 'machines'), help);
  assert.deepEqual(read('machines', 'help', 'show'), read('machines', 'show', '--help'));
});

test('exclusions and companies are said once, the values of secrets never', () => {
  const create = rows.find(({name}) => name === 'create');
  assert.ok(create);
  const base = ['machines', 'create', ...required(create)];
  assert.match(refusal(...base, '--assignPublicIp', '--dynamicPublicIp', 'true'), /either assigned or dynamic/);
  assert.match(
    refusal(...base, '--password', 'canary99'),
    /create: --email, --firstName, --lastName: a new user needs an e-mail address, a password, a first and a last name; see/,
  );
  assert.ok(!refusal(...base, '--password', 'canary\n99').includes('canary'));
});

test('an existing user beside a complete new one: the shell warns and sends the new one; anything less is refused', () => {
  const create = rows.find(({name}) => name === 'create');
  assert.ok(create);
  const base = ['machines', 'create', ...required(create), '--userId', 'u123abc', '--email', 'a@b.example'];
  assert.match(refusal(...base), /either an existing user or a new one/);
  assert.match(refusal(...base, '--password', 'secret123', '--firstName', 'J'), /either an existing user or a new one/);
  const call = callOf(...base, '--password', 'secret123', '--firstName', 'J', '--lastName', 'S');
  assert.ok(!('userId' in call.params) && call.params.email === 'a@b.example');
  assert.deepEqual(call.warnings, [
    "either an existing user or a new one, not both: --userId is not sent, as in the specification's HTTP form of its example",
  ]);
});

test('errors are JSON where JSON was asked for by name', () => {
  for (const output of [['--output', 'json'], ['--output=json']]) {
    const answer = read('machines', 'create', '--size', 'abc', ...output);
    assert.ok(answer.command === 'text' && answer.exit === 2);
    assert.deepEqual(JSON.parse(answer.text), {
      error: '--size takes a number, not "abc"; see papertop machines create --help',
      status: null,
    });
  }
  refusal('machines', 'create', '--size', 'abc', '--output', 'csv');
});
