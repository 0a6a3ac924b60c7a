import type {Layout} from '../src/fleet/layout.js';
import {footerLines} from './footerLines.js';
import {LiveLines} from './LiveLines.js';
import type {ScreenProps} from './props.js';

/** The keys that mean something here and now. */
export function Footer({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={footerRect} lines={footerLines} />;
}

const footerRect = ({footer}: Layout) => footer;
