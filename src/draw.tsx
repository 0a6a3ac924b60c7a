// What Ink draws. It is loaded last: the terminal shows the table before.
import {render} from 'ink';
import {App} from '../components/App.js';
import type {Canvas} from './canvas/canvas.js';
import type {Store} from './fleet/model/store.js';
import type {Terminal} from './runtime/terminal/terminal.js';

/** Draws the app into the terminal, from this call on after each change of the store. */
export function drawScreen(store: Store, canvas: Canvas | null, terminal: Terminal): void {
  render(<App store={store} canvas={canvas} />, {
    stdout: terminal.screen.inkStdout,
    stdin: terminal.ink.stream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
}
