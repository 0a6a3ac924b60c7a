// State and events of a form. A form can be built for any method from its catalogue row.
import type {ChoiceList, ParamSpec} from '../catalogue/spec.js';
import {methodSpec, paramSpec} from '../catalogue/types.js';

/** A value that can be chosen for a field. */
export interface Choice {
  /** The value to send; '' omits the parameter. */
  readonly value: string;
  readonly label: string;
  /** Distinguishing details, such as price, id or number of cpus. */
  readonly detail?: string;
  /** Further details, shown only if the list is wide enough. */
  readonly more?: string;
  /** Another exact name of this choice, such as a region's short name. */
  readonly alias?: string;
  /** Additional search text, such as a template's operating system or a graphics card. */
  readonly search?: string;
  /** Current availability; absent if unknown. */
  readonly mark?: 'available' | 'unavailable' | 'asking';
  /** Why it is incompatible with the rest of the form. */
  readonly misfit?: string;
  /** Templates: the operating system. */
  readonly os?: string | null;
  /** Networks: the region. */
  readonly region?: string | null;
}

/** A server list of choices in any state of loading. If it is `refused`, the field is free text. */
export type ChoiceState =
  | {readonly status: 'unasked'}
  | {readonly status: 'asking'}
  | {readonly status: 'known'; readonly items: readonly Choice[]}
  | {readonly status: 'refused'; readonly message: string};

export type Choices = Readonly<Record<ChoiceList, ChoiceState>>;

export type FormMethod = 'create' | 'update' | 'setAccessForUser';

export interface Field {
  /** Name of the parameter. */
  readonly name: string;
  /** The value to send, as text; '' omits the parameter. */
  readonly text: string;
  /** The value when the form was opened. An update form sends only fields that differ from it. */
  readonly initial: string;
  /** Filter of the choices, as typed; '' shows all. */
  readonly query: string;
  /** The field lost the focus or the form was submitted, so that its problem is shown. */
  readonly isTouched: boolean;
  /** Validation message; null while the field is valid or untouched. */
  readonly problem: string | null;
}

/** Index of a field, or one of the two buttons. */
export type Focus = number | 'cancel' | 'act';

/** Answer of `availability`: yes, no, or null if it gave none; `asking` while the request is pending. */
export type Availability = boolean | null | 'asking';

export interface FormState {
  readonly method: FormMethod;
  /** Id of the machine that the form changes; null for create. */
  readonly machineId: string | null;
  readonly fields: readonly Field[];
  readonly focus: Focus;
  /** Esc was pressed once on a changed form; pressing it again discards the changes. */
  readonly isDiscardArmed: boolean;
  /** Answers of `availability` by {@link pairKey}. A pair that was not requested is absent. */
  readonly availability: ReadonlyMap<string, Availability>;
}

/** External state that forms read. */
export interface FormContext {
  readonly choices: Choices;
}

/** Events of a form. */
export type FormEvent =
  /** The text of the focused field changed. */
  | {readonly type: 'typed'; readonly text: string}
  /** A choice of the focused field was highlighted. Highlighting selects it. */
  | {readonly type: 'highlighted'; readonly value: string}
  | {readonly type: 'focus-moved'; readonly by: 1 | -1}
  /** The form was submitted: all problems are shown, and the first field with a problem gets the focus. */
  | {readonly type: 'submitted'}
  | {readonly type: 'availability-asked'; readonly region: string; readonly machineType: string}
  | {
      readonly type: 'availability-arrived';
      readonly region: string;
      readonly machineType: string;
      readonly available: boolean | null;
    }
  | {readonly type: 'discard-armed'};

/** The catalogue row of a form's field. Throws if the method has no such parameter. */
export function paramOf(method: FormMethod, name: string): ParamSpec {
  const param = paramSpec(methodSpec(method), name);
  if (!param) throw new Error(`${method} has no parameter ${name}`);
  return param;
}

/** Text of the field with this name; '' if the form has no such field. */
export function textOf(form: FormState, name: string): string {
  return form.fields.find(field => field.name === name)?.text ?? '';
}

/** The focused field, or null if a button has the focus. */
export function focusedField(form: FormState): Field | null {
  return typeof form.focus === 'number' ? (form.fields[form.focus] ?? null) : null;
}

/** Whether the form has changes that would be lost when it is closed. */
export function isDirty(form: FormState): boolean {
  return form.fields.some(isChanged);
}

/** Whether the field differs from its initial value. */
export function isChanged({text, initial}: Field): boolean {
  return text !== initial;
}

/** Answer of `availability` for this pair; undefined if it was not requested. */
export function availabilityOf(form: FormState, region: string, machineType: string): Availability | undefined {
  return form.availability.get(pairKey(region, machineType));
}

/** Key of a pair in `FormState.availability`. */
export function pairKey(region: string, machineType: string): string {
  return `${region} × ${machineType}`;
}
