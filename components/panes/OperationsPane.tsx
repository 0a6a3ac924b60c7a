import type {Layout} from '../../src/fleet/model/layout.js';
import {LiveLines} from '../controls/LiveLines.js';
import type {ScreenProps} from '../controls/props.js';
import {operationLines} from '../lines/operations.js';

/** The last operations with their phase, time and outcome. */
export function OperationsPane({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={operationsRect} lines={operationLines} />;
}

const operationsRect = ({operations}: Layout) => operations;
