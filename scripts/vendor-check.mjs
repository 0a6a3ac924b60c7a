// Tests the vendor's client against the emulator: calls every method of its library, with its address in PAPERSPACE_CONFIG_HOST.
// Not part of npm test, because it installs the client from the registry into a temporary folder.
//   node scripts/vendor-check.mjs
import {execFile} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {buildLibrary} from './build-library.mjs';

const client = 'paperspace-node@0.2.4';
const run = promisify(execFile);

/** Runs in the temporary folder. Prints one line of JSON per call with the arguments of its callback. */
const caller = `
const client = require('paperspace-node')({apiKey: process.env.KEY});
const id = 'ps123abc';
const order = {
  region: 'East Coast (NY2)', machineType: 'Air', size: 50, billingType: 'hourly', machineName: 'My Machine 1',
  templateId: 't123abc', assignPublicIp: true, networkId: 'n123abc', teamId: 'te456def', email: 'example@example.com',
  password: 'secret123', firstName: 'Jon', lastName: 'Snow', notificationEmail: 'example@example.com', scriptId: 'sc123abc',
};
const ready = machine => machine.state === 'ready' || 'state ' + machine.state;
const empty = answer => JSON.stringify(answer) === '{}' || 'not {}';
const calls = [
  ['machines', 'list', undefined, machines => machines.some(machine => machine.id === id)],
  ['machines', 'list', {state: 'off', cpus: 8}, machines => machines.every(machine => machine.state === 'off' && machine.cpus === 8)],
  ['machines', 'show', {machineId: id}, machine => machine.id === id && machine.events.length > 0],
  ['machines', 'availability', {region: 'East Coast (NY2)', machineType: 'GPU+'}, answer => typeof answer.available === 'boolean'],
  ['machines', 'utilization', {machineId: id, billingMonth: '2017-08'}, answer => answer.utilization.hourlyRate === '0.40'],
  ['machines', 'create', order, machine => machine.state === 'provisioning' && machine.os === null],
  ['machines', 'update', {machineId: id, machineName: 'New Machine Name', shutdownTimeoutInHours: 24, shutdownTimeoutForces: true,
    performAutoSnapshot: true, autoSnapshotFrequency: 'week', autoSnapshotSaveCount: 4}, empty],
  ['machines', 'setAccessForUser', {machineId: id, userId: 'u123abc', enableAccess: true}, machine => machine.id === id],
  ['machines', 'stop', {machineId: id}, empty],
  ['machines', 'waitfor', {machineId: id, state: 'off'}, machine => machine.state === 'off'],
  ['machines', 'start', {machineId: id}, empty],
  ['machines', 'waitfor', {machineId: id, state: 'ready'}, ready],
  ['machines', 'restart', {machineId: id}, empty],
  ['machines', 'destroy', {machineId: id, releasePublicIp: true}, empty],
  ['templates', 'list', undefined, items => items.length > 0],
  ['networks', 'list', {region: 'East Coast (NY2)'}, items => items.length > 0],
  ['users', 'list', {email: 'example@example.com'}, items => items.length === 1],
  ['scripts', 'list', undefined, items => items.length > 0],
];
const next = () => {
  const [group, name, params, fits] = calls.shift() || [];
  if (!name) return;
  const heard = (error, answer) => {
    let verdict = error ? error.message + ' ' + JSON.stringify(answer) : fits(answer);
    if (verdict === false) verdict = JSON.stringify(answer).slice(0, 200);
    console.log(JSON.stringify([group + '.' + name, params, verdict === true ? 'ok' : verdict]));
    next();
  };
  if (params) client[group][name](params, heard);
  else client[group][name](heard);
};
next();
`;

const folder = await mkdtemp(join(tmpdir(), 'papertop-vendor-'));
let failed = 0;
try {
  await buildLibrary(join(folder, 'ours'));
  const {startEmulator} = await import(pathToFileURL(join(folder, 'ours', 'library', 'emulator.js')).href);
  await writeFile(join(folder, 'package.json'), '{"private": true}');
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', client], {cwd: folder});
  await writeFile(join(folder, 'caller.cjs'), caller);
  const emulator = await startEmulator({speed: 2000});
  const env = {PATH: process.env.PATH, HOME: folder, KEY: emulator.key, PAPERSPACE_CONFIG_HOST: emulator.url};
  const {stdout} = await run(process.execPath, ['caller.cjs'], {cwd: folder, env, timeout: 120_000});
  const sent = emulator.requests();
  await emulator.close();
  console.log(`${client} on node ${process.versions.node}\n`);
  const rows = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  // Calls and requests are matched by target, because waitfor sends any number of requests.
  const addresses = sent.map(({method, path, operation, status}) => ({
    operation,
    text: `${method} ${path} → ${status}`,
  }));
  for (const [name, , verdict] of rows) {
    const [group, method] = name.split('.');
    const operation = group !== 'machines' ? group : method === 'waitfor' ? 'show' : method;
    let request = addresses.shift();
    while (method === 'waitfor' && addresses[0]?.operation === 'show') request = addresses.shift();
    const isOk = verdict === 'ok' && request?.operation === operation;
    if (!isOk) failed += 1;
    console.log(`${isOk ? '✔' : '✖'} ${name.padEnd(26)} ${(request?.text ?? 'nothing sent').padEnd(58)} ${verdict}`);
  }
  const methods = new Set(rows.filter(([name]) => name.startsWith('machines.')).map(([name]) => name));
  console.log(
    `\n${methods.size} of 12 methods and 4 lists, ${rows.length} calls, ${sent.length} requests, ${failed} failed`,
  );
  if (methods.size !== 12 || rows.length !== 18) failed += 1;
} finally {
  await rm(folder, {recursive: true, force: true});
}
process.exit(failed === 0 ? 0 : 1);
