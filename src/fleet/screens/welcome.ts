// The welcome screen, shown when no API key is configured: the user pastes a key or opens the demo fleet.
import type {WelcomeEvent} from '../model/events.js';
import type {Model} from '../model/model.js';
import type {Screen} from '../model/screen.js';
import type {Step} from '../model/step.js';
import {requestList} from '../requests/list.js';

type Welcome = Extract<Screen, {kind: 'welcome'}>;

export function onWelcome(model: Model, event: WelcomeEvent): Step {
  if (event.type === 'account-opened') {
    return requestList({
      ...model,
      account: event.account,
      screen: {kind: 'table'},
      polling: {...model.polling, askedAt: null},
    });
  }
  const {screen} = model;
  if (screen.kind !== 'welcome') return [model];
  const withWelcome = (change: Partial<Welcome>): Model => ({...model, screen: {...screen, ...change}});
  switch (event.type) {
    case 'welcome-choice-moved':
      return [
        screen.isChecking ? model : withWelcome({choice: screen.choice === 'paste' ? 'demo' : 'paste', problem: null}),
      ];
    case 'key-typed':
      return [screen.isChecking ? model : withWelcome({key: event.text.trim(), problem: null})];
    case 'welcome-pressed':
      if (screen.isChecking) return [model];
      if (screen.choice === 'demo') return [withWelcome({isChecking: true, problem: null}), {type: 'open-demo'}];
      if (screen.key === '') return [withWelcome({problem: 'paste an API key first'})];
      return [withWelcome({isChecking: true, problem: null}), {type: 'check-key', key: screen.key}];
    case 'key-refused':
      return [withWelcome({isChecking: false, problem: event.problem})];
  }
}
