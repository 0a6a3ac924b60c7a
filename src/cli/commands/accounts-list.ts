// `papertop accounts`: lists the saved accounts and the places of keys.

import {credentialSearch} from '../../accounts/session.js';
import {surveyAccounts} from '../../accounts/survey.js';
import {surveyJson, surveyTable} from '../../accounts/survey-text.js';
import {escapeInvisible} from '../../client/decode/decode.js';

export interface ListingHost {
  readonly stdout: {write(text: string): unknown};
  readonly env: Record<string, string | undefined>;
}

/** Prints the accounts and the places of keys, but no keys. Resolves with the exit status: 1 if the accounts cannot be read. */
export async function listAccounts({output}: {readonly output: 'table' | 'json'}, host: ListingHost): Promise<number> {
  const nothing = {accountName: null, apiKeyFile: null, endpoint: null};
  const survey = await surveyAccounts(credentialSearch({...nothing, env: host.env}));
  host.stdout.write(output === 'json' ? escapeInvisible(surveyJson(survey)) : surveyTable(survey));
  return survey.problem === null ? 0 : 1;
}
