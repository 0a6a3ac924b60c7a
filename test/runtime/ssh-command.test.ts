import assert from 'node:assert/strict';
import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {MACHINE_FIELDS, type Machine, STATES} from '../../src/catalogue/machine.js';
import {findSshOnPath, type SshOptions, sshCommand} from '../../src/runtime/ssh/command.js';

const root = await mkdtemp(join(tmpdir(), 'papertop-ssh-'));
after(() => rm(root, {recursive: true, force: true}));

const blank = Object.fromEntries(MACHINE_FIELDS.map(({name}) => [name, null]));
const web = {
  ...blank,
  id: 'ps123',
  name: 'web-01',
  nameIsOdd: false,
  state: 'ready',
  agentType: 'LinuxHeadless',
  publicIpAddress: '184.105.1.2',
  privateIpAddress: '10.64.1.2',
} as Machine;

const keyOf = (action: string) => ({start: '+', watch: 'w', ssh: 's'})[action] ?? assert.fail(action);
const found: SshOptions = {keyOf, findSsh: () => '/usr/bin/ssh'};

function problem(changes: Partial<Machine>, options: SshOptions = found, env = {}): string {
  const command = sshCommand({...web, ...changes}, env, options);
  assert.ok('problem' in command, JSON.stringify(command));
  assert.ok(!/[\n\x1b]/.test(command.problem));
  return command.problem;
}

function command(changes: Partial<Machine> = {}, options: SshOptions = found, env = {}) {
  const made = sshCommand({...web, ...changes}, env, options);
  assert.ok('file' in made, JSON.stringify(made));
  return made;
}

test('105 the command, word for word', () => {
  const {file, args, address} = command();
  assert.equal(file, '/usr/bin/ssh');
  assert.equal(address, '184.105.1.2');
  assert.deepEqual(args, [
    ...['-l', 'paperspace', '-p', '22', '-o', 'StrictHostKeyChecking=ask'],
    ...['-o', 'HostKeyAlias=ps123', '--', '184.105.1.2'],
  ]);
  assert.equal(command({publicIpAddress: null}).address, '10.64.1.2');
  assert.equal(command({publicIpAddress: ''}).address, '10.64.1.2');
  assert.equal(command({publicIpAddress: '2001:db8::7'}).args.at(-1), '2001:db8::7');
});

test('99 none of 200 hostile addresses becomes a command', () => {
  const shapes = [
    '-oProxyCommand=touch pwned',
    '-l',
    '1.2.3.4;id',
    '$(id)',
    '`id`',
    '1.2.3.4\nProxyCommand id',
    'ssh://1.2.3.4',
    'fe80::1%eth0',
    '::1%$(id)',
    '1.2.3.4 ',
    ' 1.2.3.4',
    '1.2.3.4\0',
    '1.2.3',
    '01.2.3.4',
    '0x7f.1',
    '2130706433',
    '1.2.3.4:22',
    '[::1]',
    'user@1.2.3.4',
    'localhost',
    'example.com',
    '0.0.0.0',
    '::',
    '1.2.3.4/24',
    '１.2.3.4',
    '1。2。3。4',
    '\u202e4.3.2.1',
    '1.2.3.4\r',
    'x'.repeat(10_000),
    '{"a":1}',
  ];
  const wraps = [(x: string) => x, (x: string) => `-${x}`, (x: string) => `${x}\n`, (x: string) => `--${x}`];
  const more = [(x: string) => `${x}|sh`, (x: string) => `\x1b]0;${x}`, (x: string) => `${x},1.2.3.4`];
  const hostile = shapes.flatMap(shape => [...wraps, ...more].map(wrap => wrap(shape)));
  assert.ok(hostile.length >= 200);
  for (const address of hostile) {
    for (const fields of [{publicIpAddress: address}, {publicIpAddress: null, privateIpAddress: address}]) {
      assert.equal(problem(fields), 'web-01 has no usable address');
    }
  }
  assert.equal(problem({publicIpAddress: null, privateIpAddress: null}), 'web-01 has no usable address');
  const wrongType = {publicIpAddress: ['1.2.3.4']} as unknown as Partial<Machine>;
  assert.equal(problem(wrongType), 'web-01 has no usable address');
});

test('100 users and ids that could be anything else on a command line are refused', () => {
  for (const user of ['-l', 'a\nb', 'root -oX', 'a;b', '', 'ü', 'x'.repeat(33), '1a', 'a@b']) {
    assert.match(problem({}, {...found, user}), /user name for ssh is malformed/);
  }
  assert.equal(command({}, {...found, user: 'ubuntu'}).args[1], 'ubuntu');
  for (const id of ['', '../x', 'a b', 'a\nb', 'x'.repeat(65), 'a=b', 'é']) assert.match(problem({id}), /malformed id/);
});

test('machines that take no login say why and what to press', () => {
  assert.equal(problem({state: 'off'}), 'web-01 is off: + starts it, then s');
  assert.match(problem({state: 'stopping'}), /is stopping: when it is off, \+ starts it again/);
  for (const state of ['starting', 'restarting', 'upgrading', 'provisioning']) {
    assert.equal(problem({state}), `web-01 is ${state}: w tells you when it is ready, then s`);
  }
  const rebound = (action: string) => ({start: 'F2', watch: 'x', ssh: 'Z'})[action] ?? assert.fail(action);
  assert.equal(problem({state: 'off'}, {...found, keyOf: rebound}), 'web-01 is off: F2 starts it, then Z');
  const open = [...STATES.map(({name}) => name), 'hibernating'].filter(
    state => 'file' in sshCommand({...web, state}, {}, found),
  );
  assert.deepEqual(open, ['ready', 'serviceready', 'hibernating']);
});

test('Windows machines: how to connect instead', () => {
  assert.equal(
    problem({agentType: 'WindowsDesktop'}),
    'web-01 runs Windows and takes no ssh: connect by RDP to 184.105.1.2:3389 as Paperspace, or in the console, ' +
      'console.paperspace.com',
  );
  assert.match(problem({agentType: null, os: 'Microsoft Windows Server 2016'}), /RDP to 184/);
  assert.match(problem({agentType: 'WindowsDesktop', publicIpAddress: '2001:db8::7'}), /RDP to \[2001:db8::7\]:3389/);
  const off = problem({agentType: 'WindowsDesktop', state: 'off', publicIpAddress: null, privateIpAddress: null});
  assert.equal(off, 'web-01 runs Windows and takes no ssh: connect in the console, console.paperspace.com');
  command({os: 'Ubuntu 20.04 LTS; uname: Linux windows-build'});
});

test('95 the environment of ssh is a short list', () => {
  const env = {
    PATH: '/bin',
    HOME: '/h',
    TERM: 'xterm',
    LANG: 'C.UTF-8',
    LC_ALL: 'C',
    SSH_AUTH_SOCK: '/s',
    DISPLAY: ':0',
    PAPERSPACE_API_KEY: 'canary',
    PAPERSPACE_CONFIG_HOST: 'x',
    LC_: 'x',
    LD_PRELOAD: 'x',
    NODE_OPTIONS: 'x',
    AWS_SECRET_ACCESS_KEY: 'canary',
  };
  const names = ['PATH', 'HOME', 'TERM', 'LANG', 'LC_ALL', 'SSH_AUTH_SOCK', 'DISPLAY'];
  assert.deepEqual(Object.keys(command({}, found, env).env), names);
});

test('101 ssh comes from an absolute directory of PATH, never from the working directory', async () => {
  const [good, plain, folder] = [join(root, 'good'), join(root, 'plain'), join(root, 'folder')];
  for (const directory of [good, plain, join(folder, 'ssh')]) await mkdir(directory, {recursive: true});
  await writeFile(join(good, 'ssh'), '#!/bin/sh\n');
  await chmod(join(good, 'ssh'), 0o755);
  await writeFile(join(plain, 'ssh'), '#!/bin/sh\n');
  await chmod(join(plain, 'ssh'), 0o644);
  const before = process.cwd();
  process.chdir(good);
  try {
    for (const PATH of ['', '.', ':', './', `../good:${plain}`, `${folder}:${join(root, 'none')}`]) {
      assert.equal(findSshOnPath({PATH}), null, PATH);
    }
    assert.equal(findSshOnPath({}), null);
  } finally {
    process.chdir(before);
  }
  assert.equal(findSshOnPath({PATH: `.::${plain}:${folder}:${good}:/usr/bin`}), join(good, 'ssh'));
  assert.match(problem({}, {keyOf}, {PATH: plain}), /no ssh program on PATH/);
});
