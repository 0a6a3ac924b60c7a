import type {Layout} from '../src/fleet/layout.js';
import type {Store} from '../src/fleet/store.js';
import {footerLines} from './footerLines.js';
import {LiveLines} from './LiveLines.js';

/** The keys that mean something here and now. */
export function Footer({store}: {readonly store: Store}) {
  return <LiveLines store={store} place={footerRect} lines={footerLines} />;
}

const footerRect = ({footer}: Layout) => footer;
