// The completion scripts in real shells: what Tab puts on the command line.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {METHODS} from '../../src/catalogue/methods.js';
import {MACHINE_TYPES, REGIONS} from '../../src/catalogue/offers.js';
import {generatedText, papertopTree} from '../../src/cli/completion/texts.js';
import {allNodes} from '../../src/cli/completion/tree.js';
import {SHELLS, type Shell} from '../../src/cli/options/housekeeping.js';
import {openPty, type Pty} from '../support/pty.js';

const rules = {version: '1.2.3', columns: ['NAME', 'STATE', '$/H', 'MONTH $'], keys: []};
const folder = mkdtempSync(join(tmpdir(), 'papertop-completion-'));
after(() => rmSync(folder, {recursive: true, force: true}));
mkdirSync(join(folder, 'work/keys of mine'), {recursive: true});
writeFileSync(join(folder, 'work/keys of mine/acme.key'), '');

function script(shell: Shell): string {
  const file = join(folder, `papertop.${shell}`);
  writeFileSync(file, generatedText({command: 'completion', shell}, rules));
  return file;
}

function absent(shell: Shell): string | false {
  return spawnSync(shell, ['--version']).error ? `${shell} is not installed` : false;
}

const tree = papertopTree(rules);
const node = (...path: readonly string[]) => allNodes(tree).find(each => each.path.join(' ') === path.join(' '));

test('the tree has every command, method, flag, region and machine type', () => {
  for (const {group, name, params} of METHODS) {
    const method = node(group, name);
    assert.ok(method, `${group} ${name}`);
    const flags = method.options.map(({long}) => long);
    for (const param of params) assert.ok(flags.includes(`--${param.name}`), `${group} ${name} --${param.name}`);
  }
  const choices = (name: string, flag: string) =>
    node('machines', name)?.options.find(({long}) => long === flag)?.value?.choices;
  assert.deepEqual(
    choices('create', '--region'),
    REGIONS.map(({name}) => name),
  );
  assert.deepEqual(
    choices('create', '--machineType'),
    MACHINE_TYPES.map(({name}) => name),
  );
  assert.deepEqual(choices('update', '--autoSnapshotFrequency')?.slice(-2), ['month', 'null']);
  assert.deepEqual(choices('destroy', '--releasePublicIp'), ['true', 'false']);
  assert.deepEqual(choices('list', '--output'), choices('waitfor', '--output'));
  const names = tree.commands.map(({path}) => path.join(' '));
  for (const name of ['machines', 'emulate', 'login', 'accounts', 'completion', 'manual', 'help']) {
    assert.ok(names.includes(name), name);
  }
});

test('a script is text that a terminal shows as it is', () => {
  for (const shell of SHELLS) assert.match(generatedText({command: 'completion', shell}, rules), /^[\n\x20-\x7e]+$/);
});

/** A line as typed, and the line after Tab. */
const lines: readonly (readonly [typed: string, after: string])[] = [
  ['papertop mach', 'papertop machines '],
  ['papertop machines setA', 'papertop machines setAccessForUser '],
  ['papertop machines create --machineType RTX4', 'papertop machines create --machineType RTX4000 '],
  ['papertop machines create --region Eu', 'papertop machines create --region Europe\\ \\(AMS1\\) '],
  ['papertop machines create --region "West', 'papertop machines create --region "West Coast (CA1)" '],
  ["papertop machines create --region 'West", "papertop machines create --region 'West Coast (CA1)' "],
  ['papertop machines create --region East\\ C', 'papertop machines create --region East\\ Coast\\ \\(NY2\\) '],
  [
    'papertop machines create --region East\\ Coast\\ \\(N',
    'papertop machines create --region East\\ Coast\\ \\(NY2\\) ',
  ],
  [
    'papertop machines waitfor --machineId create --state serv',
    'papertop machines waitfor --machineId create --state serviceready ',
  ],
  ['papertop completion fi', 'papertop completion fish '],
  ['papertop help emu', 'papertop help emulate '],
  ['papertop accounts --output js', 'papertop accounts --output json '],
  ['papertop --api-key-file ke', 'papertop --api-key-file keys\\ of\\ mine/'],
  ['papertop --read', 'papertop --read-only '],
  ['papertop --endpoint machines --asc', 'papertop --endpoint machines --ascii '],
];

const glued: readonly (readonly [typed: string, after: string])[] = [
  ['papertop machines create --machineType=RTX4', 'papertop machines create --machineType=RTX4000 '],
  ['papertop machines create --region=Eu', 'papertop machines create --region=Europe\\ \\(AMS1\\) '],
];

async function openShell(shell: Shell, args: readonly string[], setup: string): Promise<Pty> {
  const env = {HOME: folder, PS1: '$ ', PROMPT: '$ ', HISTFILE: '', ZDOTDIR: folder, INPUTRC: '/dev/null'};
  const pty = openPty({command: shell, args, columns: 120, rows: 50, cwd: join(folder, 'work'), env});
  await pty.waitFor('$ ');
  pty.write(`${setup}; echo ready-$((40+2))\r`);
  await pty.waitFor('ready-42');
  await pty.waitForIdle();
  return pty;
}

/** Types the line and Tab, and waits for the line it becomes. */
async function completes(pty: Pty, typed: string, wanted: string): Promise<void> {
  pty.write('\x15');
  await pty.waitForIdle(30);
  pty.write(`${typed}\t`);
  // A mark behind the cursor shows a space at the end.
  pty.write('@');
  await pty.waitFor(screen => lastLine(screen).endsWith('@')).catch(() => undefined);
  await pty.waitForIdle(30);
  assert.equal(lastLine(pty.screen()), `$ ${wanted}@`, typed);
}

function lastLine(screen: string): string {
  return (
    screen
      .split('\n')
      .filter(line => line.trim() !== '')
      .at(-1)
      ?.trimEnd() ?? ''
  );
}

test('bash', {skip: absent('bash')}, async () => {
  const pty = await openShell(
    'bash',
    ['--norc', '--noprofile', '-i'],
    `bind 'set enable-bracketed-paste off'; source '${script('bash')}'`,
  );
  try {
    for (const [typed, wanted] of [...lines, ...glued]) await completes(pty, typed, wanted);
    // What may come next, as bash lists it.
    const ask = (line: string) => {
      const words = line.split(' ');
      const set = `COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}`;
      const text = `source '${join(folder, 'papertop.bash')}'; ${set}; _papertop_complete; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['--norc', '-c', text], {encoding: 'utf8'}).trim().split('\n');
    };
    assert.deepEqual(ask('papertop machines re'), ['restart']);
    assert.deepEqual(ask('papertop --sort mon'), ['month\\ \\$']);
    assert.deepEqual(ask('papertop machines show --machineId '), ['']);
    assert.ok(ask('papertop machines create ').includes('--templateId'));
    assert.ok(ask('papertop ').includes('login') && !ask('papertop ').includes('--demo'));
  } finally {
    pty.kill('SIGKILL');
    await pty.exit;
  }
});

test('zsh', {skip: absent('zsh')}, async () => {
  const setup = `autoload -U compinit; compinit -u -d '${folder}/dump'; source '${script('zsh')}'`;
  const pty = await openShell('zsh', ['-f', '-i'], `unsetopt auto_remove_slash; ${setup}`);
  try {
    for (const [typed, wanted] of [...lines, ...glued]) await completes(pty, typed, wanted);
    pty.write('\x15papertop machines \t');
    await pty.waitFor(screen => /waitfor\s+-- wait until a machine is in a state/i.test(screen));
  } finally {
    pty.kill('SIGKILL');
    await pty.exit;
  }
});

test('zsh, the script in a directory of $fpath', {skip: absent('zsh')}, async () => {
  mkdirSync(join(folder, 'fpath'));
  writeFileSync(join(folder, 'fpath/_papertop'), generatedText({command: 'completion', shell: 'zsh'}, rules));
  const pty = await openShell('zsh', ['-f', '-i'], `fpath+='${folder}/fpath'; autoload -U compinit; compinit -u -D`);
  try {
    await completes(pty, 'papertop mach', 'papertop machines ');
    await completes(pty, 'papertop machines setA', 'papertop machines setAccessForUser ');
  } finally {
    pty.kill('SIGKILL');
    await pty.exit;
  }
});

test('fish', {skip: absent('fish')}, () => {
  const file = script('fish');
  const ask = (line: string) => {
    const env = {...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder};
    const text = `source '${file}'; complete -C ${JSON.stringify(line)}`;
    const run = spawnSync('fish', ['--no-config', '-c', text], {encoding: 'utf8', env, cwd: join(folder, 'work')});
    assert.equal(run.stderr, '', line);
    return run.stdout
      .trim()
      .split('\n')
      .map(each => each.split('\t')[0]);
  };
  assert.deepEqual(ask('papertop mach'), ['machines']);
  assert.deepEqual(ask('papertop machines setA'), ['setAccessForUser']);
  assert.deepEqual(ask('papertop machines create --machineT'), ['--machineType']);
  assert.deepEqual(ask('papertop machines create --region W'), ['West Coast (CA1)']);
  assert.deepEqual(ask('papertop machines create --region=W'), ['--region=West Coast (CA1)']);
  assert.deepEqual(ask('papertop machines waitfor --machineId create --state serv'), ['serviceready']);
  assert.deepEqual(ask('papertop machines show --machineId '), ['']);
  assert.deepEqual(ask('papertop --endpoint machines --asc'), ['--ascii']);
  assert.deepEqual(ask('papertop completion fi'), ['fish']);
  assert.deepEqual(ask('papertop help emu'), ['emulate']);
  assert.deepEqual(ask('papertop --sort mon'), ['month $']);
  assert.deepEqual(ask('papertop --api-key-file ke'), ['keys of mine/']);
  assert.ok(ask('papertop ').includes('login') && !ask('papertop login ').includes('machines'));
});
