// The library entry point: `import {createClient, paperspace} from 'papertop'`.

import type {Client} from './library/api.js';
import {createClient} from './library/client.js';

export type {ListFilter, MethodName, Params} from './catalogue/types.js';
export {ApiError, type ApiErrorKind} from './client/http/errors.js';
export type {FetchFunction, FetchInit, FetchResponse} from './client/transport/custom-fetch.js';
export type * from './library/answers.js';
export type * from './library/api.js';
export {type ClientOptions, createClient} from './library/client.js';

/** A client for the account in the environment or in the command's files, which are read at the first call. */
export const paperspace: Client = createClient();
