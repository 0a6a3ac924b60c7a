import type {Layout} from '../src/fleet/layout.js';
import type {Store} from '../src/fleet/store.js';
import {LiveLines} from './LiveLines.js';
import {previewLines} from './machineLines.js';

/** Fields and events of the machine under the cursor: below the table, or beside it on a full terminal. */
export function Preview({store}: {readonly store: Store}) {
  return <LiveLines store={store} place={previewRect} lines={previewLines} />;
}

const previewRect = ({preview}: Layout) => preview;
