// Which ssh command leads to a machine, or why none does. What the API says is checked here before it becomes an argument.
import {accessSync, constants, statSync} from 'node:fs';
import {isIP} from 'node:net';
import {delimiter, isAbsolute, join} from 'node:path';
import {type Machine, osText} from '../../catalogue/machine.js';
import {clean} from '../../text/clean.js';

type Environment = Readonly<Record<string, string | undefined>>;

export interface SshCommand {
  /** Absolute path of ssh. */
  readonly file: string;
  readonly args: readonly string[];
  /** All that ssh gets of the environment: never a variable of papertop's. */
  readonly env: Readonly<Record<string, string>>;
  readonly address: string;
  readonly user: string;
  readonly machineId: string;
  readonly machineName: string;
}

export interface SshOptions {
  /** The login on the machine. */
  readonly user?: string;
  /** Keys to name in what is said. */
  readonly keys?: {readonly start: string; readonly watch: string; readonly ssh: string};
  /** Absolute path of ssh, or null; looks through PATH. */
  readonly findSsh?: (env: Environment) => string | null;
}

const linuxUser = 'paperspace';
const port = 22;
/** What ssh needs and what cannot carry a secret of ours. */
const passedVariables = /^(?:PATH|HOME|TERM|LANG|LC_[A-Z]+|SSH_AUTH_SOCK|DISPLAY)$/;

/** The command that opens a shell on the machine, or one line for people that says what stands in the way. */
export function sshCommand(
  machine: Machine,
  env: Environment,
  options: SshOptions = {},
): SshCommand | {readonly problem: string} {
  const {user = linuxUser, keys = {start: '+', watch: 'w', ssh: 's'}, findSsh = findSshOnPath} = options;
  const name = clean(machine.name) || clean(machine.id, 64);
  const address = addressOf(machine);
  if (isWindows(machine)) return {problem: windowsWay(name, address)};
  const notRunning = whyNotRunning(machine.state, keys);
  if (notRunning !== null) return {problem: `${name} ${notRunning}`};
  if (address === null) return {problem: `${name} has no usable address`};
  if (!isUser(user)) return {problem: 'the user name for ssh is malformed: letters, digits and . _ - only'};
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(machine.id)) return {problem: `${name} has a malformed id: no ssh to it`};
  const file = findSsh(env);
  if (file === null) return {problem: 'no ssh program on PATH: install OpenSSH, then try again'};
  return {
    file,
    args: sshArguments(user, machine.id, address),
    env: passedEnvironment(env),
    address,
    user,
    machineId: machine.id,
    machineName: name,
  };
}

/** The host key is kept under the machine's id, since addresses pass from one machine to the next. */
function sshArguments(user: string, machineId: string, address: string): readonly string[] {
  const settings = ['-o', 'StrictHostKeyChecking=ask', '-o', `HostKeyAlias=${machineId}`];
  return ['-l', user, '-p', String(port), ...settings, '--', address];
}

/** A login name that can be nothing else on a command line: ssh itself accepts line breaks in one. */
function isUser(user: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/.test(user);
}

/** The public address, else the private one; null unless it is a plain IPv4 or IPv6 address. */
function addressOf({publicIpAddress, privateIpAddress}: Machine): string | null {
  const address = publicIpAddress || privateIpAddress;
  if (typeof address !== 'string' || isIP(address) === 0 || address.includes('%')) return null;
  // "Any address" stands for none, and would lead to this computer.
  return /^[0:.]+$/.test(address) ? null : address;
}

function isWindows({agentType, os}: Machine): boolean {
  if (agentType !== null && agentType !== '') return /^windows/i.test(agentType);
  return /\bwindows\b/i.test(osText(os));
}

function windowsWay(name: string, address: string | null): string {
  const rdp = address === null ? '' : `by RDP to ${rdpAddress(address)} as Paperspace, or `;
  return `${name} runs Windows and takes no ssh: connect ${rdp}in the console, console.paperspace.com`;
}

function rdpAddress(address: string): string {
  return isIP(address) === 6 ? `[${address}]:3389` : `${address}:3389`;
}

function whyNotRunning(state: string, keys: NonNullable<SshOptions['keys']>): string | null {
  switch (state) {
    case 'off':
      return `is off: ${keys.start} starts it, then ${keys.ssh}`;
    case 'stopping':
      return `is stopping: when it is off, ${keys.start} starts it again`;
    case 'starting':
    case 'restarting':
    case 'upgrading':
    case 'provisioning':
      return `is ${state}: ${keys.watch} tells you when it is ready, then ${keys.ssh}`;
    default:
      return null;
  }
}

function passedEnvironment(env: Environment): Readonly<Record<string, string>> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && passedVariables.test(name)) passed[name] = value;
  }
  return passed;
}

/** The first ssh that can be run in an absolute directory of PATH: never one that lies in the working directory. */
export function findSshOnPath(env: Environment): string | null {
  for (const directory of (env.PATH ?? '').split(delimiter)) {
    if (!isAbsolute(directory)) continue;
    const file = join(directory, 'ssh');
    if (isExecutableFile(file)) return file;
  }
  return null;
}

function isExecutableFile(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
