// Builds and validates an API call from command line flags.
import {check} from '../../catalogue/check.js';
import type {MethodSpec} from '../../catalogue/spec.js';
import {type AnyParams, paramSpec} from '../../catalogue/types.js';
import {type Problem, writeValue} from '../../catalogue/values.js';
import {ApiError} from '../../client/http/errors.js';
import {own} from '../../text/own.js';
import {firstRequest} from '../output/dry-run.js';
import type {OutputFormat} from '../output/output.js';
import {typed, UsageError} from './values.js';

export interface CallOptions {
  readonly command: 'call';
  readonly method: MethodSpec;
  /** Validated parameters. */
  readonly params: AnyParams;
  /** Warnings for people about changes to the call. */
  readonly warnings: readonly string[];
  readonly output: OutputFormat;
  /** `--output json` was given explicitly, so that errors are printed as JSON too. */
  readonly hasJsonErrors: boolean;
  readonly isDryRun: boolean;
  /** Destroy without asking for confirmation. */
  readonly skipConfirmation: boolean;
  /** Time limit of waitfor. */
  readonly timeoutMs: number;
  readonly endpoint: string | null;
  readonly apiKeyFile: string | null;
  readonly accountName: string | null;
}

/** Parsed options other than API parameters. */
export interface CallValues {
  readonly output?: OutputFormat;
  readonly dryRun?: true;
  readonly yes?: true;
  /** Seconds. */
  readonly timeout?: number;
  readonly endpoint?: string;
  readonly apiKeyFile?: string;
  readonly account?: string;
}

const defaultTimeoutS = 600;

/** Builds the call of these flags. Throws a UsageError that lists all problems. */
export function callOf(method: MethodSpec, given: AnyParams, values: CallValues): CallOptions {
  const {params, warnings} = withoutExcluded(method, given);
  const problems = check(method, params);
  if (problems.length > 0) throw new UsageError(sentence(method, params, problems));
  checkRequest(method, params);
  return {
    command: 'call',
    method,
    params,
    warnings,
    output: values.output ?? 'json',
    hasJsonErrors: values.output === 'json',
    isDryRun: values.dryRun ?? false,
    skipConfirmation: values.yes ?? false,
    timeoutMs: (values.timeout ?? defaultTimeoutS) * 1000,
    endpoint: values.endpoint ?? null,
    apiKeyFile: values.apiKeyFile ?? null,
    accountName: values.account ?? null,
  };
}

/** Removes the parameters in `Exclusion.shellLeavesOut` if both groups of the exclusion are complete. */
function withoutExcluded(method: MethodSpec, given: AnyParams): {params: AnyParams; warnings: readonly string[]} {
  const warnings: string[] = [];
  let params = given;
  for (const {these, those, message, shellLeavesOut} of method.exclusions ?? []) {
    const isComplete = [...these, ...those].every(name => own(given, name) !== undefined);
    if (!shellLeavesOut || !isComplete) continue;
    const {names} = shellLeavesOut;
    params = Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));
    warnings.push(
      `${message}: ${names.map(flag).join(', ')} is not sent, as in the specification's HTTP form of its example`,
    );
  }
  return {params, warnings};
}

function flag(name: string): string {
  return `--${name}`;
}

/** `--region, --size: required; --state: one of off, serviceready, ready, not "on"` */
function sentence(method: MethodSpec, params: AnyParams, problems: readonly Problem[]): string {
  const bySays = new Map<string, string[]>();
  for (const {param, message} of problems) {
    const words = message === 'required' ? 'required' : `${message}${givenValue(method, params, param)}`;
    bySays.set(words, [...(bySays.get(words) ?? []), ...(param === null ? [] : [flag(param)])]);
  }
  const parts = [...bySays].map(([message, flags]) => (flags.length > 0 ? `${flags.join(', ')}: ${message}` : message));
  return `${method.group} ${method.name}: ${parts.join('; ')}`;
}

/** `, not "value"` if the value itself is invalid. Empty for conflicts between parameters, and for secrets, which are never repeated. */
function givenValue(method: MethodSpec, params: AnyParams, name: string | null): string {
  const param = name === null ? undefined : paramSpec(method, name);
  const value = name === null ? undefined : own(params, name);
  if (!param || param.secret || value === undefined || value === true) return '';
  const alone = check({...method, exclusions: [], together: []}, params);
  return alone.some(problem => problem.param === name) ? `, not ${typed(writeValue(value))}` : '';
}

/** Refuses ids that are not allowed in a URL, before a key is searched. */
function checkRequest(method: MethodSpec, params: AnyParams): void {
  try {
    firstRequest(method, params);
  } catch (error) {
    if (error instanceof ApiError) throw new UsageError(`--${error.message}; ${error.remedy ?? ''}`);
    throw error;
  }
}
