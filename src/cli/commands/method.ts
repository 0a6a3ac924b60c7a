// `papertop machines METHOD`: one call of the API, its answer on stdout, what failed on stderr, an exit status.
import type {AnyParams, Params} from '../../catalogue/types.js';
import {methodSpec} from '../../catalogue/types.js';
import {decodeMachineWithEvents} from '../../client/decode/decode.js';
import {ApiError} from '../../client/http/errors.js';
import type {RawClient} from '../../client/raw.js';
import {cleanError} from '../../text/clean.js';
import type {CallOptions} from '../options/method-arguments.js';
import {requestText} from '../output/dry-run.js';
import {type Failure, failureOf, failureText, interrupted, warningText} from '../output/failure.js';
import {answerText} from '../output/output.js';
import {progressLine} from '../output/progress.js';
import {destroyQuestion} from './confirm.js';

/** What a call needs of the world. */
export interface CallHost {
  /** Resolves when the text is out. */
  readonly print: (text: string) => Promise<void>;
  readonly tell: (text: string) => void;
  /** Shows a line on stderr in the place of the one before; null takes it away. Null where stderr is no terminal. */
  readonly progress: {readonly columns: number; readonly show: (line: string | null) => void} | null;
  /** Stdin and stdout are a terminal. */
  readonly isInteractive: boolean;
  /** The line that a person types behind the text; null when the input ends. */
  readonly ask: (text: string) => Promise<string | null>;
  /** The address of the API, for what is only printed. */
  readonly address: () => Promise<Access<{readonly endpoint: string}>>;
  readonly connect: () => Promise<Access<{readonly client: RawClient}>>;
  /** Fires at Ctrl-C. */
  readonly signal: AbortSignal;
}

export type Access<T> = (T & {readonly warnings: readonly string[]}) | {readonly problem: string};

/** Makes the call. Resolves with the exit status: 0 done, 1 failed, 2 nothing sent, 3 waited in vain, 130 interrupted. */
export async function callCommand(asked: CallOptions, host: CallHost): Promise<number> {
  const call = new ShellCall(asked, host);
  const stopped = new Promise<Failure>(resolve => {
    const stop = () => resolve(interrupted(call.isOpen));
    if (host.signal.aborted) stop();
    host.signal.addEventListener('abort', stop);
  });
  call.warn(asked.warnings);
  // At once, whatever the call is waiting for.
  const failure = await Promise.race([call.run().catch(failureOf), stopped]);
  host.progress?.show(null);
  if (failure === null) return 0;
  host.tell(failureText(failure, asked.hasJsonErrors));
  return failure.exit;
}

class ShellCall {
  readonly #asked: CallOptions;
  readonly #host: CallHost;
  /** A request that changes something is under way. */
  isOpen = false;

  constructor(asked: CallOptions, host: CallHost) {
    this.#asked = asked;
    this.#host = host;
  }

  async run(): Promise<Failure | null> {
    const {method, params, output, isDryRun, isSure} = this.#asked;
    if (isDryRun) return this.#dryRun();
    // Where there is no terminal nobody can be asked: a script means what it says.
    const mustAsk = method.effect === 'destroys' && !isSure && this.#host.isInteractive;
    const access = await this.#host.connect();
    if ('problem' in access) return nothingSent(access.problem);
    this.warn(access.warnings);
    const {client} = access;
    try {
      if (mustAsk && !(await this.#isConfirmed(client))) return unconfirmed;
      this.isOpen = method.effect !== 'reads';
      const answer = await (method.name === 'waitfor'
        ? this.#wait(client)
        : client.call(method, params, this.#within()));
      this.isOpen = false;
      this.#host.progress?.show(null);
      await this.#host.print(answerText(output, method, answer));
      return null;
    } finally {
      client.close();
    }
  }

  async #dryRun(): Promise<Failure | null> {
    const {method, params} = this.#asked;
    const access = await this.#host.address();
    if ('problem' in access) return nothingSent(access.problem);
    this.warn(access.warnings);
    await this.#host.print(requestText(method, params, access.endpoint));
    return null;
  }

  warn(warnings: readonly string[]): void {
    for (const warning of warnings) this.#host.tell(warningText(cleanError(warning), this.#asked.hasJsonErrors));
  }

  #within() {
    return {signal: this.#host.signal};
  }

  async #isConfirmed(client: RawClient): Promise<boolean> {
    const {machineId} = this.#asked.params;
    const answer = await client.call(methodSpec('show'), {machineId}, this.#within());
    const machine = decodeMachineWithEvents(answer);
    if (!machine) throw new ApiError({kind: 'unexpected-answer', method: 'show', message: 'the answer is no machine'});
    const {text, word} = destroyQuestion(machine);
    return (await this.#host.ask(text))?.trim() === word;
  }

  #wait(client: RawClient): Promise<unknown> {
    const {params, timeoutMs} = this.#asked;
    const {progress, signal} = this.#host;
    const {state} = params as AnyParams & Params<'waitfor'>;
    return client.waitfor(params as Params<'waitfor'>, {
      timeoutMs,
      signal,
      onProgress: now => progress?.show(progressLine(now, state, timeoutMs, progress.columns)),
    });
  }
}

const unconfirmed: Failure = {
  message: 'not destroyed: what was typed is not what was asked for',
  remedies: [],
  status: null,
  exit: 2,
};

function nothingSent(message: string, remedies: readonly string[] = []): Failure {
  return {message: cleanError(message), remedies: [...remedies, 'nothing was sent'], status: null, exit: 2};
}
