import type {Layout} from '../../src/fleet/model/layout.js';
import {LiveLines} from '../controls/LiveLines.js';
import type {ScreenProps} from '../controls/props.js';
import {footerLines} from '../lines/footer.js';

/** The keys that mean something here and now. */
export function Footer({store, canvas}: ScreenProps) {
  return <LiveLines store={store} canvas={canvas} place={footerRect} lines={footerLines} />;
}

const footerRect = ({footer}: Layout) => footer;
