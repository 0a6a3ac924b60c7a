import type {Store} from '../src/fleet/store.js';
import {footerLines} from './footerLines.js';
import {LiveLines} from './LiveLines.js';

/** The keys that mean something here and now. */
export function Footer({store}: {readonly store: Store}) {
  return <LiveLines store={store} lines={footerLines} />;
}
