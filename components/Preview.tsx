import type {Layout} from '../src/fleet/layout.js';
import {LiveLines} from './LiveLines.js';
import {previewLines} from './machineLines.js';
import type {ScreenProps} from './props.js';

/** Fields and events of the machine under the cursor: below the table, or beside it on a full terminal. */
export function Preview({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={previewRect} lines={previewLines} />;
}

const previewRect = ({preview}: Layout) => preview;
