import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {parseArguments} from '../../src/cli/options/args.js';

const columns = ['NAME', 'STATE', '$/H', 'MONTH $'];
const parsed = (...argv: string[]) => parseArguments(argv, {version: '1.2.3', columns});

/** The one line that wrong usage gets. */
function refusal(...argv: string[]): string {
  const answer = parsed(...argv);
  assert.ok(answer.command === 'text' && answer.exit === 2, JSON.stringify(answer));
  assert.match(answer.text, /^papertop: [^\n]+\n$/);
  return answer.text;
}

const plainScreen = {
  command: 'screen',
  demo: null,
  endpoint: null,
  apiKeyFile: null,
  accountName: null,
  intervalMs: 5000,
  isReadOnly: false,
  filter: null,
  sort: null,
  scope: {},
  isAscii: false,
  hasColor: true,
};

test('without arguments: the screen with what interface.md promises', () => {
  assert.deepEqual(parsed(), plainScreen);
});

test('every option of the screen', () => {
  assert.deepEqual(
    parsed(
      ...['--endpoint', 'https://api.example', '--api-key-file=~/k', '--interval', '1.5', '--read-only'],
      ...['--filter', '-x state:ready', '--sort', 'month $:desc', '--ascii', '--no-color'],
    ),
    {
      command: 'screen',
      demo: null,
      endpoint: 'https://api.example',
      apiKeyFile: '~/k',
      accountName: null,
      intervalMs: 1500,
      isReadOnly: true,
      filter: '-x state:ready',
      sort: {column: 'MONTH $', isDescending: true},
      scope: {},
      isAscii: true,
      hasColor: false,
    },
  );
  assert.deepEqual(parsed('--demo'), {...plainScreen, demo: 24});
  assert.deepEqual(parsed('--demo=7'), {...plainScreen, demo: 7});
  assert.deepEqual(parsed('--demo', '0'), {...plainScreen, demo: 0});
  assert.deepEqual(parsed('--sort=state:asc'), {...plainScreen, sort: {column: 'STATE', isDescending: false}});
  assert.deepEqual(parsed('--filter='), {...plainScreen, filter: ''});
});

test('the emulator', () => {
  const plain = {
    command: 'emulate',
    host: '127.0.0.1',
    port: 4010,
    machines: 24,
    seed: 1,
    speed: 1,
    key: 'demo-key',
    faults: null,
  };
  assert.deepEqual(parsed('emulate'), plain);
  assert.deepEqual(
    parsed(
      ...['emulate', '--host', '::1', '--port=0', '--machines', '3', '--seed', '9', '--speed', '60.5'],
      ...['--key', 'another-key', '--faults', 'drop=1%,status:503=2%'],
    ),
    {
      command: 'emulate',
      host: '::1',
      port: 0,
      machines: 3,
      seed: 9,
      speed: 60.5,
      key: 'another-key',
      faults: 'drop=1%,status:503=2%',
    },
  );
});

test('an account by name, for the screen', () => {
  assert.deepEqual(parsed('--account', 'acme'), {...plainScreen, accountName: 'acme'});
  assert.match(refusal('--account', 'a', '--account', 'b'), /--account was given twice/);
  assert.match(refusal('--account='), /--account takes the name of an account/);
  assert.match(refusal('--account', 'a', '--api-key-file', 'k'), /cannot be used with/);
  assert.match(refusal('--demo', '--account', 'a'), /cannot be used with/);
});

test('login, accounts, completion, manual', () => {
  const plain = {command: 'login', accountName: 'default', endpoint: null, isChecked: true};
  assert.deepEqual(parsed('login'), plain);
  assert.deepEqual(parsed('login', '--account', 'acme', '--endpoint=https://api.example', '--no-check'), {
    command: 'login',
    accountName: 'acme',
    endpoint: 'https://api.example',
    isChecked: false,
  });
  assert.deepEqual(parsed('accounts'), {command: 'accounts', output: 'table'});
  assert.deepEqual(parsed('accounts', '--output', 'json'), {command: 'accounts', output: 'json'});
  assert.deepEqual(parsed('completion', 'zsh'), {command: 'completion', shell: 'zsh'});
  assert.deepEqual(parsed('manual'), {command: 'manual'});
  assert.match(refusal('completion'), /missing required argument 'shell'/);
  assert.match(refusal('accounts', '--output', 'xml'), /--output takes/);
  assert.match(refusal('--account', 'a', 'login'), /put it behind: papertop login --account/);
  assert.match(refusal('--ascii', 'login'), /--ascii belongs to the screen/);
  for (const command of ['login', 'accounts', 'completion', 'manual']) {
    assert.ok(!refusal(command, 'canary0123456789abcdef', 'x').includes('canary'), command);
    const help = parsed(command, '--help');
    assert.ok(help.command === 'text' && help.exit === 0);
    assert.match(help.text, new RegExp(`^Usage: papertop ${command}[\\s\\S]*Example:\\n.*papertop ${command}`));
  }
  assert.ok(!refusal('completion', 'canary0123456789abcdef').includes('canary'));
});

test('help and version are texts with exit status 0', () => {
  for (const argv of [['--help'], ['-h'], ['help']]) {
    const answer = parsed(...argv);
    assert.ok(answer.command === 'text' && answer.exit === 0);
    for (const word of ['--demo', '--api-key-file', '--interval', '--sort', 'emulate', 'PAPERSPACE_API_KEY']) {
      assert.ok(answer.text.includes(word), word);
    }
    assert.ok(answer.text.split('\n').every(line => line.length <= 80));
  }
  const emulate = parsed('emulate', '--help');
  assert.ok(emulate.command === 'text' && emulate.exit === 0 && emulate.text.includes('--faults'));
  assert.deepEqual(parsed('help', 'emulate'), emulate);
  assert.deepEqual(parsed('--version'), {command: 'text', text: 'papertop 1.2.3\n', exit: 0});
  assert.deepEqual(parsed('-V'), parsed('--version'));
});

test('what is unknown is said with what may have been meant', () => {
  assert.match(refusal('--fitler', 'x'), /unknown option '--fitler' \(did you mean --filter\?\); see papertop --help/);
  assert.match(refusal('--fitler=x'), /unknown option '--fitler' \(did you mean --filter\?\)/);
  assert.match(refusal('emulat'), /unknown command 'emulat' \(did you mean emulate\?\)/);
  assert.match(refusal('emulate', '--prot', '1'), /unknown option '--prot' \(did you mean --port\?\)/);
  for (const later of ['--mouse', '--api', '--view', '--log', '--record', '--replay']) {
    assert.match(refusal(later), new RegExp(`unknown option '${later}'`));
  }
  assert.match(refusal('emulate', 'x'), /too many arguments for 'emulate'/);
  assert.match(refusal('emulate', '--ascii'), /unknown option '--ascii'/);
  assert.match(refusal('--ascii', 'emulate'), /--ascii belongs to the screen/);
  assert.match(refusal('--=x'), /an unknown option/);
  assert.match(refusal('---'), /an unknown option/);
});

test('a value that cannot be is said with those that can', () => {
  assert.match(refusal('--interval', '0.2'), /--interval takes a number of seconds from 1 to 86400, not "0\.2"/);
  for (const bad of ['', '-1', '1e3', '0x10', '5s', 'Infinity', '١']) refusal('--interval', bad);
  assert.match(refusal('--demo=x'), /--demo takes a whole number from 0 to 100000, not "x"/);
  assert.match(refusal('--demo', 'emulate'), /--demo takes a whole number/);
  assert.match(refusal('emulate', '--port', '99999'), /--port takes a whole number from 0 to 65535, not "99999"/);
  for (const bad of ['', '-1', '1.5', '80 ']) refusal('emulate', '--port', bad);
  assert.match(refusal('emulate', '--speed', '0'), /from 0\.01/);
  assert.match(refusal('emulate', '--host', 'a b'), /--host takes an address or a host name/);
  assert.match(refusal('--sort', 'nonsense'), /not "nonsense": name, state, \$\/h, month \$/);
  assert.match(refusal('--sort', 'name:up'), /then :desc or :asc/);
  assert.match(refusal('--filter'), /option '--filter <text>' argument missing/);
  assert.match(refusal('--api-key-file='), /--api-key-file/);
  assert.match(refusal('--read-only=false'), /--read-only takes no value/);
  assert.match(refusal('--demo', '--endpoint', 'https://x.example'), /--demo.* cannot be used with .*--endpoint/);
  assert.match(refusal('--demo', '--api-key-file', 'k'), /--demo.* cannot be used with .*--api-key-file/);
  assert.match(refusal('--endpoint', 'http://x.example'), /--endpoint: the API address must start with https/);
});

test('a key on the command line is refused and never repeated', () => {
  const canary = 'canary0123456789abcdef';
  for (const name of ['--api-key', '--apiKey', '--api_key', '--APIKEY', '-apikey']) {
    assert.match(
      refusal(name, canary),
      /never taken from the command line.*--api-key-file FILE or .*PAPERSPACE_API_KEY/,
    );
    assert.match(refusal(`${name}=${canary}`), /never taken from the command line/);
    assert.match(refusal('emulate', name, canary), /never taken from the command line/);
  }
  const echoes = [
    [canary],
    [`--keys=${canary}`],
    [`-k${canary}`],
    [`--ascii=${canary}`],
    ['emulate', canary],
    ['--endpoint', `https://user:${canary}@x.example`],
    ['--', '--api-key', canary],
    ['emulate', '--key', `${canary} `],
  ];
  for (const argv of echoes) assert.ok(!refusal(...argv).includes('canary'), argv.join(' '));
  for (const argv of [['--api-key', canary], [`--api-key=${canary}`]]) {
    assert.ok(!refusal(...argv).includes('canary'));
  }
});

test('whatever is typed: a screen, an emulator or one clean text', () => {
  const word = fc.oneof(
    fc.string({unit: 'binary'}),
    fc.constantFrom('--demo', '--sort', 'emulate', '--port', '--', '-', '=', '--help', '-V', 'help', '--no-color'),
    fc.constantFrom('__proto__', '--__proto__', 'constructor', '--constructor', '--no-', '--\x1b[2J', '--a\nb'),
  );
  const numRuns = process.env.PAPERTOP_QUICK === '1' ? 200 : 2000;
  fc.assert(
    fc.property(fc.array(word, {maxLength: 5}), argv => {
      const answer = parsed(...argv);
      if (answer.command !== 'text') return;
      assert.match(answer.text, answer.exit === 0 ? /^[\n\x20-\x7e]+$/ : /^papertop: [^\p{Cc}\p{Cf}]+\n$/u);
    }),
    {numRuns},
  );
});

test('--scope: filters of list, typed by their rows, given as often as wanted', () => {
  const scopeOf = (...argv: readonly string[]) => {
    const asked = parseArguments(argv, {version: '1.2.3', columns: ['name']});
    return asked.command === 'screen' ? asked.scope : asked.command === 'text' ? asked.text : asked.command;
  };
  assert.deepEqual(scopeOf('--scope', 'state=off', '--scope', 'cpus=8', '--scope=name=a=b'), {
    state: 'off',
    cpus: 8,
    name: 'a=b',
  });
  assert.deepEqual(scopeOf(), {});
  for (const wrong of ['state', '=off', 'colour=red', 'cpus=many', 'updatesPending=maybe']) {
    assert.match(String(scopeOf('--scope', wrong)), /^papertop: --scope/, wrong);
  }
});
