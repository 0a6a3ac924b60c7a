// The account in use: its session, the API calls made for it, and the change to another account.
import {redact, type Secret} from '../access/secret.js';
import {type AccountOptions, adoptKey, changeKey, openDemo, type Session} from '../accounts/session.js';
import type {FleetEvent} from '../fleet/model/events.js';
import type {EarlyList} from './api/early-list.js';
import {type Calls, createCalls} from './api/effects.js';
import {troubleOf} from './api/trouble.js';

const demoMachines = 24;

export interface CurrentAccount {
  /** API calls of the account; null on the welcome screen. */
  calls(): Calls | null;
  /** Returns the text with the account's secrets masked. */
  redact(text: string): string;
  /**
   * Checks a key typed on the welcome screen and uses it. The first key is saved; one in place of a refused key is not, since the old one
   * may come from anywhere. Dispatches `account-opened` or `key-refused`.
   */
  checkKey(key: string): void;
  /** Uses a demo fleet on the embedded emulator. Dispatches `account-opened` or `key-refused`. */
  openDemo(): void;
}

/**
 * @param options.session the account that papertop starts with; null for the welcome screen
 * @param options.early the list request that was sent for that account already
 * @param options.endpoint where a typed key is checked
 */
export function createCurrentAccount(options: {
  readonly session: Session | null;
  readonly early: EarlyList | null;
  readonly account: AccountOptions;
  readonly endpoint: string;
  readonly dispatch: (event: FleetEvent) => void;
}): CurrentAccount {
  const {account, endpoint, dispatch} = options;
  let session: Session | null = null;
  /** Also those of earlier keys. */
  const secrets: Secret[] = [];
  let calls: Calls | null = null;
  const use = (next: Session, early: EarlyList | null) => {
    calls?.close();
    session = next;
    secrets.push(...next.secrets);
    calls = createCalls(next.client, Math.random, early);
  };
  const change = (opening: Promise<Session | {readonly problem: string}>) => {
    opening.then(
      opened => {
        if ('problem' in opened) return dispatch({type: 'key-refused', problem: opened.problem});
        use(opened, null);
        dispatch({type: 'account-opened', account: opened.account});
      },
      error => dispatch({type: 'key-refused', problem: problemOf(error)}),
    );
  };
  if (options.session) use(options.session, options.early);
  return {
    calls: () => calls,
    redact: text => redact(text, secrets),
    checkKey: key => change(session ? changeKey(account, session, key) : adoptKey(account, endpoint, key)),
    openDemo: () => change(openDemo(account, demoMachines)),
  };
}

function problemOf(error: unknown): string {
  const {message, remedy} = troubleOf(error);
  return remedy === null ? message : `${message} ${remedy}`;
}
