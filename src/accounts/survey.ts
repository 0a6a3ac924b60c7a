// Data of `papertop accounts`: the saved accounts, and the places that are searched for a key. Contains no keys.

import {checkApiKey} from '../access/endpoint.js';
import {chooseEndpoint} from './credentials.js';
import {accountInUse, parseCredentialsFile, storedAccounts} from './credentials-file.js';
import {ownCredentials, shownPath} from './paths.js';
import {readPrivateFile} from './private-file.js';
import type {CredentialSearch} from './search.js';
import {type LookupResult, SOURCES} from './sources.js';

export interface SurveyedAccount {
  readonly name: string;
  /** The address that its key is sent to; null if the entry is invalid. */
  readonly endpoint: string | null;
  /** Display path of the file that holds its key. */
  readonly file: string;
  /** Permission bits, like 0o600; null on systems without them. */
  readonly mode: number | null;
  /** Whether credentials.toml selects this account. */
  readonly isChosen: boolean;
  readonly problem: string | null;
}

export interface SurveyedSource {
  readonly place: string;
  /** The account of the key that was found there; null if there is none. */
  readonly account: string | null;
  readonly endpoint: string | null;
  readonly mode: number | null;
  /** Why the place provides no key, for people; null if the key can be used. */
  readonly problem: string | null;
  /** The place does not exist or holds no key, which is not an error. */
  readonly isAbsent: boolean;
  /** The search for a key ends here, with this key or this problem. */
  readonly isFirst: boolean;
  readonly warnings: readonly string[];
}

export interface Survey {
  readonly accounts: readonly SurveyedAccount[];
  /** In search order. The first key found is used. */
  readonly sources: readonly SurveyedSource[];
  /** Why the saved accounts cannot be listed, for people. */
  readonly problem: string | null;
}

/** Reads every place that may hold a key, including those after the first that has one. Never rejects. */
export async function surveyAccounts(search: CredentialSearch): Promise<Survey> {
  const sources: SurveyedSource[] = [];
  for (const {place, lookUp} of SOURCES) {
    const isOpen = !sources.some(({isFirst}) => isFirst);
    sources.push(surveyedSource(place(search), await lookUp(search), search, isOpen));
  }
  return {...(await ownAccounts(search)), sources};
}

function surveyedSource(place: string, step: LookupResult, search: CredentialSearch, isOpen: boolean): SurveyedSource {
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
    problem: checkApiKey(found.key) ?? addressProblem,
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
  const own = parseCredentialsFile(reading.text);
  if ('problem' in own) return {accounts: [], problem: `${file}: ${own.problem}`};
  const chosen = accountInUse(own);
  const chosenName = chosen !== null && 'name' in chosen ? chosen.name : null;
  const accounts = storedAccounts(own).map((account): SurveyedAccount => {
    const {name} = account;
    const row = {name, file, mode: reading.mode, isChosen: name === chosenName};
    if ('problem' in account) return {...row, endpoint: null, problem: account.problem};
    const address = chooseEndpoint({...account, source: file}, search);
    if ('problem' in address) return {...row, endpoint: null, problem: address.problem};
    return {...row, ...address, problem: checkApiKey(account.key)};
  });
  return {accounts, problem: null};
}
