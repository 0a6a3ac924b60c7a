// Types of parameters and answers derived from the catalogue rows, and look-up of rows.
import type {Machine, MachineEvent} from './machine.js';
import {METHODS} from './methods.js';
import type {ChoiceList, MethodSpec, ParamSpec} from './spec.js';

type Row = (typeof METHODS)[number];
type MachineRow = Extract<Row, {group: 'machines'}>;

/** The names of the twelve methods. */
export type MethodName = MachineRow['name'];

type RowOf<M extends MethodName> = Extract<MachineRow, {name: M}>;
type SpecOf<M extends MethodName> = RowOf<M>['params'][number];

type Value<P> = P extends {kind: 'number'}
  ? number
  : P extends {kind: 'boolean'}
    ? boolean
    : P extends {choices: readonly (infer C)[]; open?: undefined}
      ? C
      : string;
type Nullable<P> = P extends {nullable: true} ? null : never;

type Simplify<T> = {[K in keyof T]: T[K]};

type ParamsOf<S extends ParamSpec> = Simplify<
  {[P in Extract<S, {required: true}> as P['name']]: Value<P> | Nullable<P>} & {
    [P in Exclude<S, {required: true}> as P['name']]?: Value<P> | Nullable<P>;
  }
>;

/** The parameters of a method by name. Closed choices are union types. */
export type Params<M extends MethodName> = ParamsOf<SpecOf<M>>;

/** The filters of a list of choices. Each is an exact match on a field. */
export type ListFilter<L extends ChoiceList> = ParamsOf<Extract<Row, {group: L}>['params'][number]>;

/** Parameters whose names are not known at compile time. */
export type AnyParams = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface MachineWithEvents extends Machine {
  /** At most ten, newest first. */
  readonly events: readonly MachineEvent[];
}

/** Usage of a machine in one month. Rates are in dollars. A field is null if the answer does not have it. */
export interface Utilization {
  readonly machineId: string;
  readonly billingMonth: string;
  readonly secondsUsed: number | null;
  readonly hourlyRate: number | null;
  /** Set instead of the hourly rate on machines that are billed by the month. */
  readonly monthlyRate: number | null;
  readonly storageSecondsUsed: number | null;
  readonly storageMonthlyRate: number | null;
}

export interface Template {
  readonly id: string;
  readonly name: string;
  readonly label: string | null;
  readonly os: string | null;
}
export interface Network {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
}
export interface User {
  readonly id: string;
  readonly email: string;
  readonly firstname: string | null;
  readonly lastname: string | null;
  readonly teamId: string | null;
}
export interface Script {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
}
export interface ChoiceItems {
  readonly templates: Template;
  readonly networks: Network;
  readonly users: User;
  readonly scripts: Script;
}

const rows: ReadonlyMap<string, MethodSpec> = new Map(METHODS.map(row => [`${row.group} ${row.name}`, row]));

/** The row of one of the twelve methods. */
export function methodSpec(name: MethodName): MethodSpec {
  return rowOf('machines', name);
}

/** The row of the method that returns a list of choices. */
export function listSpec(list: ChoiceList): MethodSpec {
  return rowOf(list, 'list');
}

function rowOf(group: string, name: string): MethodSpec {
  const row = rows.get(`${group} ${name}`);
  if (!row) throw new Error(`no row for ${group} ${name}`);
  return row;
}

/** The spec of a parameter of this method, or undefined if it has no such parameter. */
export function paramSpec(method: MethodSpec, name: string): ParamSpec | undefined {
  return method.params.find(param => param.name === name);
}
