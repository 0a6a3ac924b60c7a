// Renders the app with Ink. It is loaded last, after the first table has been written to the terminal without Ink.
import {render} from 'ink';
import {App} from '../components/App.js';
import type {Canvas} from './canvas/canvas.js';
import type {Store} from './fleet/model/store.js';
import type {Terminal} from './runtime/terminal/terminal.js';

/** Renders the app into the terminal, and again after each change of the store. */
export function drawScreen(store: Store, canvas: Canvas | null, terminal: Terminal): void {
  render(<App store={store} canvas={canvas} />, {
    stdout: terminal.screen.inkStdout,
    stdin: terminal.ink.stream,
    debug: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
}
