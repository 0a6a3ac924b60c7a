// What a form is: one for any method, made from its catalogue row. The functions stand beside it, by subject.
import type {ChoiceList, ParamSpec} from '../catalogue/spec.js';
import {methodSpec, paramSpec} from '../catalogue/types.js';

/** One value that is offered for a field. */
export interface Choice {
  /** What is sent; '' leaves the parameter out. */
  readonly value: string;
  readonly label: string;
  /** What else tells it from the others: price, id, cpus. */
  readonly detail?: string;
  /** More of that, for lists with room. */
  readonly more?: string;
  /** Another name that means exactly this choice: a region's short name. */
  readonly alias?: string;
  /** Further words it is found by: a template's system, a graphics card. */
  readonly search?: string;
  /** Whether it can be had now; absent where nobody knows. */
  readonly mark?: 'available' | 'unavailable' | 'asking';
  /** Why it does not go together with the rest of the form. */
  readonly misfit?: string;
  /** Templates: the operating system. */
  readonly os?: string | null;
  /** Networks: the region. */
  readonly region?: string | null;
}

/** A list of choices as far as the server has told. `refused` leaves free text. */
export type ChoiceState =
  | {readonly status: 'unasked'}
  | {readonly status: 'asking'}
  | {readonly status: 'known'; readonly items: readonly Choice[]}
  | {readonly status: 'refused'; readonly says: string};

export type Choices = Readonly<Record<ChoiceList, ChoiceState>>;

export type FormMethod = 'create' | 'update' | 'setAccessForUser';

export interface Field {
  /** Name of the parameter. */
  readonly name: string;
  /** What is sent, as text; '' leaves the parameter out. */
  readonly text: string;
  /** What stood there when the form opened; update sends only what differs. */
  readonly initial: string;
  /** Narrows the choices while it is typed; '' shows them all. */
  readonly query: string;
  /** It was left, or the form was submitted: its problem may be told. */
  readonly isLeft: boolean;
  /** Shown once the field was left or the form was submitted. */
  readonly problem: string | null;
}

/** Index of a field, or one of the two buttons. */
export type Focus = number | 'cancel' | 'act';

/** What availability said: yes, no, no answer (null); `asking` until then. */
export type Availability = boolean | null | 'asking';

export interface FormState {
  readonly method: FormMethod;
  /** The machine the form is about; null for create. */
  readonly machineId: string | null;
  readonly fields: readonly Field[];
  readonly focus: Focus;
  /** Esc was pressed once on a form with something typed: the next one discards it. */
  readonly isDiscardArmed: boolean;
  /** Answers of availability by `region × type`; absent where it was not asked. */
  readonly availability: ReadonlyMap<string, Availability>;
}

/** What a form does not hold itself. */
export interface FormContext {
  readonly choices: Choices;
}

/** What can happen to a form. */
export type FormEvent =
  /** The text of the focused field changed. */
  | {readonly type: 'typed'; readonly text: string}
  /** A choice of the focused field was highlighted, which chooses it. */
  | {readonly type: 'highlighted'; readonly value: string}
  | {readonly type: 'focus-moved'; readonly by: 1 | -1}
  /** The form was to be sent: every problem is told, and the first one gets the focus. */
  | {readonly type: 'submitted'}
  | {readonly type: 'availability-asked'; readonly region: string; readonly machineType: string}
  | {
      readonly type: 'availability-arrived';
      readonly region: string;
      readonly machineType: string;
      readonly available: boolean | null;
    }
  | {readonly type: 'discard-armed'};

/** The catalogue's row of a form's field. */
export function paramOf(method: FormMethod, name: string): ParamSpec {
  const param = paramSpec(methodSpec(method), name);
  if (!param) throw new Error(`${method} has no parameter ${name}`);
  return param;
}

/** What stands in the field of that name; '' where the form has none. */
export function textOf(form: FormState, name: string): string {
  return form.fields.find(field => field.name === name)?.text ?? '';
}

/** The field that has the focus; null while a button has it. */
export function focusedField(form: FormState): Field | null {
  return typeof form.focus === 'number' ? (form.fields[form.focus] ?? null) : null;
}

/** Something was typed or chosen that closing the form would lose. */
export function isDirty(form: FormState): boolean {
  return form.fields.some(isChanged);
}

/** The field holds something else than when the form opened. */
export function isChanged({text, initial}: Field): boolean {
  return text !== initial;
}

/** What availability said about that pair; undefined where it was not asked. */
export function availabilityOf(form: FormState, region: string, machineType: string): Availability | undefined {
  return form.availability.get(pairKey(region, machineType));
}

/** The key of a pair in `FormState.availability`. */
export function pairKey(region: string, machineType: string): string {
  return `${region} × ${machineType}`;
}
