// What `papertop accounts` tells: which accounts there are, and where a key would come from now. No key is in it.

import {chooseEndpoint} from './credentials.js';
import {accountInUse, parseOwn, storedAccounts} from './own.js';
import {ownCredentials, shownPath} from './paths.js';
import {readPrivateFile} from './read.js';
import type {CredentialSearch} from './search.js';
import {SOURCES, type Step} from './sources.js';

export interface SurveyedAccount {
  readonly name: string;
  /** Where its key is sent; null when the entry cannot be used. */
  readonly endpoint: string | null;
  /** The file its key lies in, for people. */
  readonly file: string;
  /** Permission bits, like 0o600; null where files have none. */
  readonly mode: number | null;
  /** The account that papertop's own file puts in use. */
  readonly isChosen: boolean;
  readonly problem: string | null;
}

export interface SurveyedSource {
  readonly place: string;
  /** The account whose key stands there; null when none does. */
  readonly account: string | null;
  readonly endpoint: string | null;
  readonly mode: number | null;
  /** Why nothing is taken from there, for people; null when the key can be used. */
  readonly problem: string | null;
  /** Nothing stands there, which is no mistake. */
  readonly isAbsent: boolean;
  /** The search ends here: with this key, or with this problem. */
  readonly isFirst: boolean;
  readonly warnings: readonly string[];
}

export interface Survey {
  readonly accounts: readonly SurveyedAccount[];
  /** In the order in which the first key found wins. */
  readonly sources: readonly SurveyedSource[];
  /** Why papertop's own accounts cannot be listed, for people. */
  readonly problem: string | null;
}

/** Looks at every place a key may stand in, also behind the first that has one. Never rejects. */
export async function surveyAccounts(search: CredentialSearch): Promise<Survey> {
  const sources: SurveyedSource[] = [];
  for (const {place, look} of SOURCES) {
    const isOpen = !sources.some(({isFirst}) => isFirst);
    sources.push(surveyed(place(search), await look(search), search, isOpen));
  }
  return {...(await ownAccounts(search)), sources};
}

function surveyed(place: string, step: Step, search: CredentialSearch, isOpen: boolean): SurveyedSource {
  const nothing = {place, account: null, endpoint: null, mode: null, warnings: step.warnings ?? []};
  if ('absent' in step) return {...nothing, problem: null, isAbsent: true, isFirst: false};
  if ('problem' in step) return {...nothing, problem: step.problem, isAbsent: false, isFirst: isOpen};
  const {found} = step;
  const address = chooseEndpoint(found, search);
  const addressProblem = 'problem' in address ? address.problem : null;
  return {
    ...nothing,
    account: found.name,
    endpoint: 'endpoint' in address ? address.endpoint : null,
    mode: found.mode,
    problem: search.checks.apiKey(found.key) ?? addressProblem,
    isAbsent: false,
    isFirst: isOpen,
  };
}

async function ownAccounts(search: CredentialSearch): Promise<Omit<Survey, 'sources'>> {
  const path = ownCredentials(search.paths);
  const reading = path === null ? null : await readPrivateFile(path, 'own', search);
  if (path === null || reading === null || reading.kind === 'absent') return {accounts: [], problem: null};
  if (reading.kind === 'problem') return {accounts: [], problem: reading.problem};
  const file = shownPath(path, search.paths);
  const own = parseOwn(reading.text);
  if ('problem' in own) return {accounts: [], problem: `${file}: ${own.problem}`};
  const chosen = accountInUse(own);
  const chosenName = chosen !== null && 'name' in chosen ? chosen.name : null;
  const accounts = storedAccounts(own).map((account): SurveyedAccount => {
    const {name} = account;
    const row = {name, file, mode: reading.mode, isChosen: name === chosenName};
    if ('problem' in account) return {...row, endpoint: null, problem: account.problem};
    const address = chooseEndpoint({...account, source: file}, search);
    if ('problem' in address) return {...row, endpoint: null, problem: address.problem};
    return {...row, ...address, problem: search.checks.apiKey(account.key)};
  });
  return {accounts, problem: null};
}
