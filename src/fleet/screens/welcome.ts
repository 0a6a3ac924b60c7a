// No key found: paste one, or look at the demo fleet.

import type {WelcomeEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import type {Screen} from '../model/screen.js';
import type {Step} from '../model/step.js';
import {ask} from '../requests/list.js';

type Welcome = Extract<Screen, {kind: 'welcome'}>;

export function onWelcome(model: Model, event: WelcomeEvent): Step {
  if (event.type === 'account-opened') {
    return ask({...model, account: event.account, screen: {kind: 'table'}, polling: {...model.polling, askedAt: null}});
  }
  const {screen} = model;
  if (screen.kind !== 'welcome') return [model];
  const with_ = (change: Partial<Welcome>): Model => ({...model, screen: {...screen, ...change}});
  switch (event.type) {
    case 'welcome-choice-moved':
      return [screen.isChecking ? model : with_({choice: screen.choice === 'paste' ? 'demo' : 'paste', problem: null})];
    case 'key-typed':
      return [screen.isChecking ? model : with_({key: event.text.trim(), problem: null})];
    case 'welcome-pressed':
      if (screen.isChecking) return [model];
      if (screen.choice === 'demo') return [with_({isChecking: true, problem: null}), {type: 'open-demo'}];
      if (screen.key === '') return [with_({problem: 'paste an API key first'})];
      return [with_({isChecking: true, problem: null}), {type: 'check-key', key: screen.key}];
    case 'key-refused':
      return [with_({isChecking: false, problem: event.problem})];
  }
}
