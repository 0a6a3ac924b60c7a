import type {Layout} from '../src/fleet/layout.js';
import type {Store} from '../src/fleet/store.js';
import {LiveLines} from './LiveLines.js';
import {operationLines} from './operationLines.js';

/** The last operations with their phase, time and outcome. */
export function OperationsPane({store}: {readonly store: Store}) {
  return <LiveLines store={store} place={operationsRect} lines={operationLines} />;
}

const operationsRect = ({operations}: Layout) => operations;
