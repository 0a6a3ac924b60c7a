// The welcome screen, shown when no API key is configured or the key is refused: the user pastes a key or opens the demo fleet.
import type {WelcomeEvent} from '../model/events.js';
import type {Account, Model} from '../model/model.js';
import type {Screen} from '../model/screen.js';
import {unaskedChoices, welcome} from '../model/start.js';
import {chain, type Step, toast} from '../model/step.js';
import {requestList} from '../requests/list.js';

type Welcome = Extract<Screen, {kind: 'welcome'}>;

export function onWelcome(model: Model, event: WelcomeEvent): Step {
  if (event.type === 'account-opened') return onAccount(model, event.account);
  if (event.type === 'key-asked') {
    return [{...model, screen: {...welcome, reason: 'refused'}, dialog: null, filterDraft: null}];
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

/** Uses the account. What is known of the machines stays, as stale, until the first answer; what was asked with another key does not. */
function onAccount(model: Model, account: Account): Step {
  const isChanged = model.screen.kind === 'welcome' && model.screen.reason === 'refused';
  const opened: Model = {
    ...model,
    account,
    screen: {kind: 'table'},
    details: new Map(),
    choices: unaskedChoices,
    polling: {...model.polling, askedAt: null, pollAgain: false, trouble: null},
  };
  if (!isChanged || account.isDemo) return requestList(opened);
  return chain(opened, toast('good', 'the key is used until papertop ends; papertop login saves it'), requestList);
}
