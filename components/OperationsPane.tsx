import type {Layout} from '../src/fleet/layout.js';
import {LiveLines} from './LiveLines.js';
import {operationLines} from './operationLines.js';
import type {ScreenProps} from './props.js';

/** The last operations with their phase, time and outcome. */
export function OperationsPane({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={operationsRect} lines={operationLines} />;
}

const operationsRect = ({operations}: Layout) => operations;
