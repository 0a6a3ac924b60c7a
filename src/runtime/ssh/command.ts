// Builds the ssh command for a machine. Values from the API are validated here before they become arguments.
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
  /** The whole environment of ssh. It holds no variable of papertop, such as the API key. */
  readonly env: Readonly<Record<string, string>>;
  readonly address: string;
  readonly user: string;
  readonly machineId: string;
  readonly machineName: string;
}

export interface SshOptions {
  /** Returns the key of an action, for the messages. */
  readonly keyOf: (action: 'start' | 'watch' | 'ssh') => string;
  /** The login name on the machine. */
  readonly user?: string;
  /** Returns the absolute path of ssh or null; searches PATH by default. */
  readonly findSsh?: (env: Environment) => string | null;
}

const linuxUser = 'paperspace';
const port = 22;
/** Variables that ssh needs and that hold no secret of papertop. */
const passedVariables = /^(?:PATH|HOME|TERM|LANG|LC_[A-Z]+|SSH_AUTH_SOCK|DISPLAY)$/;

/** Returns the command that opens a shell on the machine, or a one-line message that says why there is none. */
export function sshCommand(
  machine: Machine,
  env: Environment,
  options: SshOptions,
): SshCommand | {readonly problem: string} {
  const {keyOf, user = linuxUser, findSsh = findSshOnPath} = options;
  const name = clean(machine.name) || clean(machine.id, 64);
  const address = addressOf(machine);
  if (isWindows(machine)) return {problem: windowsWay(name, address)};
  const notRunning = whyNotRunning(machine.state, keyOf);
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

/** HostKeyAlias stores the host key under the machine's id, because addresses are reused by other machines. */
function sshArguments(user: string, machineId: string, address: string): readonly string[] {
  const settings = ['-o', 'StrictHostKeyChecking=ask', '-o', `HostKeyAlias=${machineId}`];
  return ['-l', user, '-p', String(port), ...settings, '--', address];
}

/** Stricter than ssh, which accepts even line breaks in a login name. */
function isUser(user: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/.test(user);
}

/** Returns the public address, else the private one; null when it is not a plain IPv4 or IPv6 address. */
function addressOf({publicIpAddress, privateIpAddress}: Machine): string | null {
  const address = publicIpAddress || privateIpAddress;
  if (typeof address !== 'string' || isIP(address) === 0 || address.includes('%')) return null;
  // The unspecified address (0.0.0.0, ::) connects to the local computer.
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

function whyNotRunning(state: string, keyOf: SshOptions['keyOf']): string | null {
  switch (state) {
    case 'off':
      return `is off: ${keyOf('start')} starts it, then ${keyOf('ssh')}`;
    case 'stopping':
      return `is stopping: when it is off, ${keyOf('start')} starts it again`;
    case 'starting':
    case 'restarting':
    case 'upgrading':
    case 'provisioning':
      return `is ${state}: ${keyOf('watch')} tells you when it is ready, then ${keyOf('ssh')}`;
    default:
      return null;
  }
}

function passedEnvironment(env: Environment): Readonly<Record<string, string>> {
  const named = Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return Object.fromEntries(named.filter(([name]) => passedVariables.test(name)));
}

/** Returns the first executable ssh on PATH. Relative entries are skipped, so that no file of the working directory is run. */
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
