import type {Store} from '../src/fleet/store.js';
import {LiveLines} from './LiveLines.js';
import {previewLines} from './machineLines.js';

/** Fields and events of the machine under the cursor: below the table, or beside it on a full terminal. */
export function Preview({store}: {readonly store: Store}) {
  return <LiveLines store={store} lines={previewLines} />;
}
