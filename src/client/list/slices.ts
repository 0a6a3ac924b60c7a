// Long work in slices, so that keys are answered between them.
import type {ClientEdge} from '../http/wire.js';

/**
 * A key may meet a slice, then what is done with its result, then a frame that was just written (16 ms): together it should be 20 ms
 * at most. Shorter slices cost more turns of the event loop than they spare.
 */
const SLICE_MS = 2;

/** The result of the steps, done without holding the thread for longer than a slice at a time. */
export async function inSlices<T>(steps: Generator<undefined, T>, edge: Pick<ClientEdge, 'now' | 'sleep'>): Promise<T> {
  for (let since = edge.now(); ; ) {
    const step = steps.next();
    const isDue = edge.now() - since >= (step.done ? SLICE_MS / 4 : SLICE_MS);
    // Whoever takes the result has a slice to himself.
    if (isDue) await edge.sleep(0);
    if (step.done) return step.value;
    if (isDue) since = edge.now();
  }
}
