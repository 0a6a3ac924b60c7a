// The type of a catalogue row. Rows are plain data from which types, flags, forms, routes and documentation derive.

/** Type of a parameter's value. Text is not converted even if it looks like a number. */
export type ParamKind = 'text' | 'number' | 'boolean';

/** API lists whose items are choices for a parameter. */
export type ChoiceList = 'templates' | 'networks' | 'users' | 'scripts';

export interface ParamSpec {
  readonly name: string;
  /** Part of the request that carries the value. The path names a path parameter as `:name`. */
  readonly in: 'path' | 'query' | 'body';
  readonly kind: ParamKind;
  readonly required?: true;
  /** null is a value that is sent, which differs from omitting the parameter. */
  readonly nullable?: true;
  readonly choices?: readonly string[];
  /** Values outside `choices` are accepted, because the vendor adds types and regions. */
  readonly open?: true;
  /** The API list whose ids are the choices. The field is free text if the key may not read that list. */
  readonly list?: ChoiceList;
  /** Never shown, logged or printed. */
  readonly secret?: true;
  readonly unit?: 'GB' | 'hours' | 'snapshots';
  readonly integer?: true;
  readonly min?: number;
  /** The pattern that a value must match, and its description. */
  readonly pattern?: {readonly test: RegExp; readonly message: string};
  /** A path parameter that is repeated in the body. */
  readonly alsoInBody?: true;
  /** Label in forms. */
  readonly label: string;
  readonly description: string;
  /** Source of facts that are not in the specification. */
  readonly source?: string;
}

/** Two groups of parameters of which only one may be given. */
export interface Exclusion {
  readonly these: readonly string[];
  readonly those: readonly string[];
  readonly message: string;
  /** Parameters that the command line drops, with a warning, if all of both groups are given. Elsewhere the call is refused. */
  readonly shellLeavesOut?: {readonly names: readonly string[]; readonly source: string};
}

/** Parameters of which either all or none must be given. */
export interface ParamGroup {
  readonly all: readonly string[];
  readonly message: string;
}

export interface HttpRoute {
  readonly verb: 'GET' | 'POST';
  readonly path: string;
}

/**
 * How a request may be repeated after a failure:
 * `read`: always; `idempotent`: with the same values, soon; `look-first`: only after `show` confirms that it had no effect;
 * `once`: never if it may have reached the server.
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
  /** Absent for waitfor, which polls `show`. */
  readonly http?: HttpRoute;
  /** The request that real servers accept if it differs from the specification. All its parameters are in the body. */
  readonly alternative?: HttpRoute & {readonly source: string};
  readonly params: readonly ParamSpec[];
  readonly exclusions?: readonly Exclusion[];
  readonly together?: readonly ParamGroup[];
  readonly answers: AnswerShape;
  /** The status in the specification. Any 2xx is accepted. */
  readonly status: 200 | 201 | 204;
  readonly effect: 'reads' | 'changes' | 'destroys';
  readonly retry: RetryClass;
  readonly description: string;
  /** Command line flags of the specification's example. */
  readonly example?: string;
}
