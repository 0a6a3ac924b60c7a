// Runs long work in time slices, so that keys are handled in between.
import type {ClientEdge} from '../http/wire.js';

/**
 * A key may have to wait for a slice, for the processing of its result, and for a frame that was just written (16 ms). Together
 * that should be at most 20 ms. With shorter slices, the additional turns of the event loop cost more than is gained.
 */
const SLICE_MS = 2;

/** Runs the generator to its end, yielding to the event loop after each time slice. Resolves with its result. */
export async function runInSlices<T>(
  steps: Generator<undefined, T>,
  edge: Pick<ClientEdge, 'now' | 'sleep'>,
): Promise<T> {
  for (let since = edge.now(); ; ) {
    const step = steps.next();
    const isDue = edge.now() - since >= (step.done ? SLICE_MS / 4 : SLICE_MS);
    // The processing of the result gets a slice of its own.
    if (isDue) await edge.sleep(0);
    if (step.done) return step.value;
    if (isDue) since = edge.now();
  }
}
