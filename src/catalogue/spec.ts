// The shape of a catalogue row. Rows are plain data: types, flags, forms, routes and words derive from them.

/** What a parameter's value is. Text stays text even when it looks like a number. */
export type ParamKind = 'text' | 'number' | 'boolean';

/** Lists of the API that offer values for a parameter. */
export type ChoiceList = 'templates' | 'networks' | 'users' | 'scripts';

export interface ParamSpec {
  readonly name: string;
  /** Where the value travels. A path parameter stands in the path as `:name`. */
  readonly in: 'path' | 'query' | 'body';
  readonly kind: ParamKind;
  readonly required?: true;
  /** null is a value of its own (it is sent), other than leaving the parameter out. */
  readonly nullable?: true;
  readonly choices?: readonly string[];
  /** Values beyond `choices` are let through as text: the vendor adds types and regions. */
  readonly open?: true;
  /** The sibling list whose ids are offered; free text where that list is refused. */
  readonly list?: ChoiceList;
  /** Never shown, logged or printed. */
  readonly secret?: true;
  readonly unit?: 'GB' | 'hours' | 'snapshots';
  readonly integer?: true;
  readonly min?: number;
  /** The text a value must match, with the words that say so. */
  readonly pattern?: {readonly test: RegExp; readonly says: string};
  /** A path parameter that is repeated in the body. */
  readonly alsoInBody?: true;
  /** What forms call it. */
  readonly label: string;
  readonly words: string;
  /** Where a fact comes from that the specification does not state. */
  readonly source?: string;
}

/** Two groups of parameters of which only one may be given. */
export interface Exclusion {
  readonly these: readonly string[];
  readonly those: readonly string[];
  readonly says: string;
  /** What a shell leaves out, with a warning, of a call that gives all of both groups; everywhere else they are refused. */
  readonly shellLeavesOut?: {readonly names: readonly string[]; readonly source: string};
}

/** Parameters that belong together: all of them or none. */
export interface Togetherness {
  readonly all: readonly string[];
  readonly says: string;
}

export interface HttpRoute {
  readonly verb: 'GET' | 'POST';
  readonly path: string;
}

/**
 * How a call may be repeated after a failure.
 * `read` freely · `idempotent` with the same values, soon · `look-first` only after `show` says it did not happen ·
 * `once` never when it may have reached the server.
 */
export type RetryClass = 'read' | 'idempotent' | 'look-first' | 'once';

export type AnswerShape =
  | 'availability'
  | 'machine'
  | 'machine-with-events'
  | 'machines'
  | 'networks'
  | 'nothing'
  | 'scripts'
  | 'templates'
  | 'users'
  | 'utilization';

export interface MethodSpec {
  readonly group: 'machines' | ChoiceList;
  readonly name: string;
  /** Absent for waitfor, which asks `show` again and again. */
  readonly http?: HttpRoute;
  /** The form that real servers take where it differs from the specification (all parameters in the body). */
  readonly alternative?: HttpRoute & {readonly source: string};
  readonly params: readonly ParamSpec[];
  readonly exclusions?: readonly Exclusion[];
  readonly together?: readonly Togetherness[];
  readonly answers: AnswerShape;
  /** The status the specification prints; any 2xx is accepted. */
  readonly status: 200 | 201 | 204;
  readonly effect: 'reads' | 'changes' | 'destroys';
  readonly retry: RetryClass;
  readonly words: string;
  /** Flags of a call as one types them in a shell, from the specification's own example. */
  readonly example?: string;
}
