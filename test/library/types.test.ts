// What the compiler says of the library's types is the test; the code below is never run.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
  type Answers,
  ApiError,
  type ApiErrorKind,
  type Callback,
  type Client,
  createClient,
  type Machine,
  type MachineState,
  type Params,
} from '../../src/index.js';
import {type Emulator, type EmulatorOptions, startEmulator} from '../../src/library/emulator.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T[] => [];

export async function uses({machines, users, scripts}: Client, options: EmulatorOptions): Promise<void> {
  const listed = await machines.list();
  holds<Same<typeof listed, readonly Machine[]>>();
  holds<Same<Machine['ram'], string | null>>();
  holds<Same<Machine['cpus'], number | null>>();
  holds<Same<Machine['updatesPending'], boolean | null>>();
  holds<Same<Machine['machineType'], string | null | undefined>>();
  holds<Same<Params<'waitfor'>['state'], 'off' | 'serviceready' | 'ready'>>();
  holds<Same<Params<'update'>['shutdownTimeoutInHours'], number | null | undefined>>();
  const state: MachineState = listed[0]?.state ?? 'somewhere new';
  machines.list({state, cpus: 4}, (error, found) => {
    if (error) return void error.kind.length;
    return void found.length;
  });
  machines.list((error, found) => void [error?.status, found?.[0]?.id]);
  const classic = (error: ApiError | null, result?: readonly Machine[]) => void [error, result];
  machines.list(classic);
  machines.list({}, {timeoutMs: 5}, classic);
  const started = machines.start({machineId: 'ps1'}, () => undefined);
  holds<Same<typeof started, void>>();
  const {available} = await machines.availability({region: 'r', machineType: 'P4000'}, {signal: AbortSignal.abort()});
  const shown: Answers['show'] = await machines.waitfor({machineId: 'ps1', state: 'off'}, {intervalMs: 1});
  const callback: Callback<Answers['show']> = (error, machine) => void (error ?? machine.events);
  const people = await users.list({email: 'a@example.com'});
  const enabled = await scripts.list({isEnabled: true});
  const emulator: Emulator = await startEmulator(options);
  void [available, shown, callback, people[0]?.firstname, enabled, emulator.url];
  createClient({apiKey: 'k', endpoint: 'https://x', api: 'legacy', timeoutMs: 1, fetch});
  // @ts-expect-error machineId is missing
  await machines.show({});
  // @ts-expect-error parameters are missing
  await machines.show();
  // @ts-expect-error no such parameter
  await machines.start({machineId: 'ps1', force: true});
  // @ts-expect-error no such state to wait for
  await machines.waitfor({machineId: 'ps1', state: 'starting'});
  const order = {
    region: 'r',
    machineType: 'C5',
    size: 50,
    billingType: 'hourly',
    machineName: 'n',
    templateId: 't',
  } as const;
  await machines.create(order);
  // @ts-expect-error size is a number
  await machines.create({...order, size: '50'});
  // @ts-expect-error nothing is promised where a callback is given
  await machines.list(classic).catch();
  // @ts-expect-error only waitfor has an interval
  await machines.list({}, {intervalMs: 5});
  // @ts-expect-error the emulator's inside is not for programs
  emulator.world();
  // @ts-expect-error no such API
  createClient({api: 'v0'});
}

test('errors can be told apart by their kind', () => {
  const kind: ApiErrorKind = 'not-found';
  const error = new ApiError({kind, method: 'show', message: 'Machine not found', machineId: 'ps1', status: 404});
  assert.deepEqual([error.retryable, error.name, typeof uses], [false, 'ApiError', 'function']);
});
