// Stores the answers that screens and forms requested. Answers for a closed screen are dropped.
import {toChoices} from '../../forms/server-choices.js';
import {onForm, updateUneditedFields} from '../dialogs/form-dialog.js';
import type {AnswerEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import type {Loadable} from '../model/screen.js';
import type {Step} from '../model/step.js';
import {withDetails} from '../requests/details.js';
import {cellKey} from './availability.js';

export function onAnswer(model: Model, event: AnswerEvent): Step {
  const at = model.time.now;
  switch (event.type) {
    case 'details-arrived': {
      const {machine, json} = event;
      const value = {machine, events: machine.events, json};
      return [updateUneditedFields(withDetails(model, event.id, {status: 'known', value, at}), machine)];
    }
    case 'details-failed':
      return [failedDetails(model, event.id, {status: 'failed', trouble: event.trouble})];
    case 'availability-arrived':
      return onForm(withCell(model, event, {status: 'known', value: event.available, at}), event);
    case 'availability-failed':
      return onForm(withCell(model, event, {status: 'failed', trouble: event.trouble}), {
        ...event,
        type: 'availability-arrived',
        available: null,
      });
    case 'utilization-arrived':
      return [withMonth(model, event, {status: 'known', value: event.utilization, at})];
    case 'utilization-failed':
      return [withMonth(model, event, {status: 'failed', trouble: event.trouble})];
    case 'choices-arrived': {
      const items = toChoices(event.list, event.items);
      return [{...model, choices: {...model.choices, [event.list]: {status: 'known', items}}}];
    }
    case 'choices-failed': {
      const message = event.trouble.message;
      return [{...model, choices: {...model.choices, [event.list]: {status: 'refused', message}}}];
    }
  }
}

/** Stores a failure. A stored answer is kept, unless the failure says that the machine does not exist. */
function failedDetails(model: Model, id: string, failed: Extract<Loadable<never>, {status: 'failed'}>): Model {
  const known = model.details.get(id)?.status === 'known';
  return known && failed.trouble.kind !== 'not-found' ? model : withDetails(model, id, failed);
}

interface Cell {
  readonly region: string;
  readonly machineType: string;
}

function withCell(model: Model, {region, machineType}: Cell, answer: Loadable<boolean | null>): Model {
  const {screen} = model;
  if (screen.kind !== 'availability') return model;
  const cells = new Map(screen.cells).set(cellKey(region, machineType), answer);
  return {...model, screen: {...screen, cells}};
}

type UtilizationScreen = Extract<Model['screen'], {kind: 'utilization'}>;

function withMonth(
  model: Model,
  {id, month}: {readonly id: string; readonly month: string},
  answer: UtilizationScreen['months'][number]['answer'],
): Model {
  const {screen} = model;
  if (screen.kind !== 'utilization' || screen.id !== id) return model;
  const months = screen.months.map(row => (row.month === month ? {...row, answer} : row));
  return {...model, screen: {...screen, months}};
}
