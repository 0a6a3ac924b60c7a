// `papertop machines METHOD`: makes one API call. Prints the answer on stdout and failures on stderr.
import type {AnyParams, Params} from '../../catalogue/types.js';
import {methodSpec} from '../../catalogue/types.js';
import {decodeMachineWithEvents} from '../../client/decode/decode.js';
import {countRowProblems} from '../../client/decode/machine.js';
import {ApiError} from '../../client/http/errors.js';
import type {RawClient} from '../../client/raw.js';
import {cleanError} from '../../text/clean.js';
import {rowProblemWords} from '../../text/words.js';
import type {CallOptions} from '../options/method-arguments.js';
import {requestText} from '../output/dry-run.js';
import {type EndSignal, type Failure, failureOf, failureText, interrupted, warningText} from '../output/failure.js';
import {answerText} from '../output/output.js';
import {progressLine} from '../output/progress.js';
import {destroyQuestion} from './confirm.js';

/** Input, output and connections of a call. */
export interface CallHost {
  /** Prints on stdout. Resolves when the text is written. */
  readonly print: (text: string) => Promise<void>;
  /** Prints on stderr. */
  readonly printError: (text: string) => void;
  /** Shows a progress line on stderr in place of the previous one; `show(null)` removes it. Null if stderr is not a terminal. */
  readonly progress: {readonly columns: number; readonly show: (line: string | null) => void} | null;
  /** Whether stdin and stdout are terminals. */
  readonly isInteractive: boolean;
  /** Prints the text and resolves with the line that is typed, or null at the end of the input. */
  readonly ask: (text: string) => Promise<string | null>;
  /** The address of the API, for a dry run. */
  readonly address: () => Promise<Access<{readonly endpoint: string}>>;
  readonly connect: () => Promise<Access<{readonly client: RawClient}>>;
  /** Fires at Ctrl-C, and when the process is to end. The reason is the signal's name. */
  readonly signal: AbortSignal;
}

export type Access<T> = (T & {readonly warnings: readonly string[]}) | {readonly problem: string};

/** Makes the call. Resolves with the exit status: 0 done, 1 failed, 2 nothing was sent, 3 the wait failed, or the signal's that ended it. */
export async function callCommand(options: CallOptions, host: CallHost): Promise<number> {
  const call = new ShellCall(options, host);
  const stopped = new Promise<Failure>(resolve => {
    const stop = () => resolve(interrupted(call.isOpen, endSignal(host.signal.reason)));
    if (host.signal.aborted) stop();
    host.signal.addEventListener('abort', stop);
  });
  call.warn(options.warnings);
  // A race, so that a signal ends the command immediately, whatever the call is waiting for.
  const failure = await Promise.race([call.run().catch(failureOf), stopped]);
  host.progress?.show(null);
  if (failure === null) return 0;
  host.printError(failureText(failure, options.hasJsonErrors));
  return failure.exit;
}

function endSignal(reason: unknown): EndSignal {
  return reason === 'SIGTERM' || reason === 'SIGHUP' ? reason : 'SIGINT';
}

class ShellCall {
  readonly #options: CallOptions;
  readonly #host: CallHost;
  /** Whether a write is in progress. */
  isOpen = false;

  constructor(options: CallOptions, host: CallHost) {
    this.#options = options;
    this.#host = host;
  }

  async run(): Promise<Failure | null> {
    const {method, params, output, isDryRun, skipConfirmation} = this.#options;
    if (isDryRun) return this.#dryRun();
    // Scripts are not asked, because they have no terminal.
    const mustAsk = method.effect === 'destroys' && !skipConfirmation && this.#host.isInteractive;
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
      if (method.answers === 'machines' && Array.isArray(answer)) this.#tellOfRows(answer);
      return null;
    } finally {
      client.close();
    }
  }

  async #dryRun(): Promise<Failure | null> {
    const {method, params} = this.#options;
    const access = await this.#host.address();
    if ('problem' in access) return nothingSent(access.problem);
    this.warn(access.warnings);
    await this.#host.print(requestText(method, params, access.endpoint));
    return null;
  }

  warn(warnings: readonly string[]): void {
    for (const warning of warnings) this.#host.printError(warningText(warning, this.#options.hasJsonErrors));
  }

  /** Rows that are no machines of their own are printed as the API sent them, so that they are told beside the answer. */
  #tellOfRows(rows: readonly unknown[]): void {
    const {unreadable, repeated} = countRowProblems(rows);
    const words = rowProblemWords(unreadable, repeated);
    if (words !== '') this.warn([`rows of this list that are not machines of their own: ${words}`]);
  }

  #within() {
    return {signal: this.#host.signal};
  }

  async #isConfirmed(client: RawClient): Promise<boolean> {
    const {machineId} = this.#options.params;
    const answer = await client.call(methodSpec('show'), {machineId}, this.#within());
    const machine = decodeMachineWithEvents(answer);
    if (!machine) throw new ApiError({kind: 'unexpected-answer', method: 'show', message: 'the answer is no machine'});
    const {text, word} = destroyQuestion(machine);
    return (await this.#host.ask(text))?.trim() === word;
  }

  #wait(client: RawClient): Promise<unknown> {
    const {params, timeoutMs} = this.#options;
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
