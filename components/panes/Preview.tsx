import type {Layout} from '../../src/fleet/model/layout.js';
import {LiveLines} from '../controls/LiveLines.js';
import type {ScreenProps} from '../controls/props.js';
import {previewLines} from '../lines/preview.js';

/** Fields and events of the machine under the cursor: below the table, or beside it on a full terminal. */
export function Preview({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={previewRect} lines={previewLines} />;
}

const previewRect = ({preview}: Layout) => preview;
