// A library client of its own emulator, and the errors of failed calls.
import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import {ApiError, type Client, type ClientOptions, createClient} from '../../src/index.js';
import {type Emulator, startEmulator} from '../../src/library/emulator.js';

export interface Opened {
  readonly emulator: Emulator;
  readonly client: Client;
}

export async function opened(t: TestContext, options: ClientOptions = {}, speed = 1): Promise<Opened> {
  const emulator = await startEmulator({speed});
  t.after(() => emulator.close());
  return {emulator, client: createClient({apiKey: emulator.key, endpoint: emulator.url, ...options})};
}

export async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ApiError && error instanceof Error, String(error));
  return error;
}
