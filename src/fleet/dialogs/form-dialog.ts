// The form dialog: initial values, the lists that a form requests, and submitting.
import type {Machine} from '../../catalogue/machine.js';
import {type FormEvent, type FormMethod, isDirty} from '../../forms/form.js';
import {formNeeds} from '../../forms/needs.js';
import {openForm} from '../../forms/open.js';
import {formCall} from '../../forms/params.js';
import {formProblems} from '../../forms/problems.js';
import {updateForm} from '../../forms/update.js';
import type {Dialog} from '../model/dialog.js';
import type {FleetEffect} from '../model/events.js';
import type {Model} from '../model/model.js';
import {chain, type Step, toast} from '../model/step.js';
import {requestChange} from '../operations/operations.js';
import {whyNotCall} from '../operations/why-not.js';
import {requestDetails} from '../requests/details.js';
import {withoutDialog} from '../table/browsing.js';
import {restarted} from './reopened.js';
import {type TargetChange, targetChange, targetOf} from './target.js';
import {twinWarning} from './twins.js';

type FormDialog = Extract<Dialog, {kind: 'form'}>;

export function openFormDialog(model: Model, method: FormMethod, id: string | null): Step {
  const reason = whyNotCall(model, method, id ?? '');
  if (reason) return toast('plain', reason)(model);
  const machine = id === null ? null : (model.fleet.byId.get(id) ?? null);
  const dialog: FormDialog = {
    kind: 'form',
    form: openForm(method, {machine, teamId: teamOf(model)}),
    target: machine ? targetOf(model, machine) : null,
    openedAt: model.time.now,
    isSending: false,
    operation: null,
    warning: null,
    problem: null,
  };
  return chain(
    {...model, dialog, filterDraft: null},
    requestFormData,
    // The list may be old, so `show` fetches the present values.
    current => (method === 'update' && machine ? requestDetails(current, machine.id) : [current]),
  );
}

/** The team id that all machines share, as the default for a new machine; null if they differ or have none. */
function teamOf({fleet}: Model): string | null {
  const teams = new Set(fleet.machines.map(({teamId}) => teamId));
  const [team] = teams;
  return teams.size === 1 ? (team ?? null) : null;
}

export function onForm(model: Model, event: FormEvent): Step {
  const {dialog} = model;
  if (dialog?.kind !== 'form' || (dialog.isSending && event.type !== 'availability-arrived')) return [model];
  const form = updateForm(dialog.form, event, model);
  const isEdit = event.type === 'typed' || event.type === 'highlighted';
  const said = isEdit ? {problem: null, warning: null} : {};
  return requestFormData({...model, dialog: {...dialog, form, ...said}});
}

export function moveInForm(model: Model, by: 1 | -1): Step {
  return onForm(model, {type: 'focus-moved', by});
}

/** Requests the lists and the availability that the form needs and that were not requested before. */
function requestFormData(model: Model): Step {
  if (model.dialog?.kind !== 'form') return [model];
  const needs = formNeeds(model.dialog.form);
  const lists = needs.lists.filter(
    list => model.choices[list].status !== 'known' && model.choices[list].status !== 'asking',
  );
  const unasked = lists.filter(list => model.choices[list].status === 'unasked');
  const choices = {...model.choices};
  for (const list of unasked) choices[list] = {status: 'asking'};
  const effects: FleetEffect[] = unasked.map(list => ({type: 'fetch-choices', list}));
  const asked = unasked.length > 0 ? {...model, choices} : model;
  if (!needs.availability || asked.dialog?.kind !== 'form') return [asked, ...effects];
  const form = updateForm(asked.dialog.form, {type: 'availability-asked', ...needs.availability}, asked);
  return [{...asked, dialog: {...asked.dialog, form}}, ...effects, {type: 'fetch-availability', ...needs.availability}];
}

/** Handles Enter: moves to the next field, or presses the focused button. */
export function pressForm(model: Model, dialog: FormDialog): Step {
  if (dialog.isSending) return [model];
  if (dialog.form.focus === 'cancel') return closeForm(model, dialog);
  if (dialog.form.focus !== 'act') return moveInForm(model, 1);
  const form = updateForm(dialog.form, {type: 'submitted'}, model);
  const problems = formProblems(form, model);
  if (problems.length > 0) {
    const formProblem = problems.find(({param}) => param === null || !form.fields.some(({name}) => name === param));
    return [{...model, dialog: {...dialog, form, problem: formProblem?.message ?? countedProblems(problems.length)}}];
  }
  const warning = twinWarning(model, form);
  if (warning !== dialog.warning && warning !== null) {
    // The same press must not agree to what it has brought up.
    return [{...model, dialog: restarted(model, {...dialog, form, warning, problem: warning})}];
  }
  const change = changeInForm(model, dialog);
  if (change) return [{...model, dialog: {...dialog, form, target: change.target, problem: change.notice}}];
  return send({...model, dialog: {...dialog, form}}, dialog);
}

/** Whether the form's machine is another one than it says. A form does not depend on the state, which may change under it. */
function changeInForm(model: Model, {target}: FormDialog): TargetChange | null {
  const machine = target && model.fleet.byId.get(target.id);
  return machine ? targetChange(model, {...target, state: machine.state}, machine) : null;
}

function countedProblems(count: number): string {
  return count === 1 ? 'one field needs another look' : `${count} fields need another look`;
}

function send(model: Model, dialog: FormDialog): Step {
  const [sent, ...effects] = requestChange(model, formCall(dialog.form));
  const operation = sent.operations[0]?.number ?? null;
  const isRequested = effects.some(({type}) => type === 'call');
  if (!isRequested || sent.dialog?.kind !== 'form') return [sent, ...effects];
  return [{...sent, dialog: {...sent.dialog, isSending: true, operation, problem: null}}, ...effects];
}

/** Handles Esc and Cancel. An edited form is discarded only the second time. */
export function closeForm(model: Model, dialog: FormDialog): Step {
  if (!isDirty(dialog.form) || dialog.form.isDiscardArmed || dialog.isSending) {
    return [withoutDialog(model)];
  }
  const form = updateForm(dialog.form, {type: 'discard-armed'}, model);
  return [{...model, dialog: {...dialog, form}}];
}

/** Sets the fields that were not edited to the values from `show`. */
export function updateUneditedFields(model: Model, machine: Machine): Model {
  const {dialog} = model;
  if (dialog?.kind !== 'form' || dialog.form.method !== 'update' || dialog.form.machineId !== machine.id) return model;
  const fresh = openForm('update', {machine}).fields;
  const fields = dialog.form.fields.map((field, index) => {
    const start = fresh[index]?.initial ?? field.initial;
    return field.text === field.initial ? {...field, initial: start, text: start} : {...field, initial: start};
  });
  return {...model, dialog: {...dialog, form: {...dialog.form, fields}}};
}
