// Long work in slices, so that keys are answered between them.
import type {ClientEdge} from './wire.js';

/** Half a frame of a 60 Hz screen. */
const SLICE_MS = 8;

/** The result of the steps, done without holding the thread for longer than a slice at a time. */
export async function inSlices<T>(steps: Generator<undefined, T>, edge: Pick<ClientEdge, 'now' | 'sleep'>): Promise<T> {
  for (let since = edge.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (edge.now() - since < SLICE_MS) continue;
    await edge.sleep(0);
    since = edge.now();
  }
}
