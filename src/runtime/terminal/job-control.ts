// Job control: Ctrl-Z and SIGTSTP stop papertop with the terminal restored, SIGCONT takes the terminal over again.
import type {Clock} from '../time/clock.js';
import type {Modes} from './modes.js';

/** How soon after stopping papertop checks that it did stop. */
const resumeCheckMs = 100;

export interface JobControl {
  /** Stops papertop as Ctrl-Z does. */
  suspend(): void;
  dispose(): void;
}

export interface JobControlOptions {
  readonly modes: Modes;
  readonly clock: Clock;
  /** Called before the terminal is given back: stop reading, stop writing. */
  readonly onSuspend: () => void;
  /** Called when papertop has the terminal again: read, repaint. */
  readonly onResume: () => void;
  /** Whether a stop is meant for a child that has the terminal. */
  readonly isIgnored: () => boolean;
}

export function installJobControl({modes, clock, onSuspend, onResume, isIgnored}: JobControlOptions): JobControl {
  let isStopped = false;
  let cancelCheck = () => {};

  const resume = () => {
    if (!isStopped) return;
    isStopped = false;
    cancelCheck();
    process.on('SIGTSTP', suspend);
    modes.enter();
    onResume();
  };
  const suspend = () => {
    if (isStopped || isIgnored()) return;
    isStopped = true;
    onSuspend();
    modes.leave();
    process.removeListener('SIGTSTP', suspend);
    // Stops the whole process group, as the terminal driver does: a wrapper such as npm must stop too for the shell to notice.
    // The kernel ignores the signal for an orphaned group, which no shell could continue; the timer resumes papertop then,
    // and keeps Node alive until it fires.
    process.kill(0, 'SIGTSTP');
    cancelCheck = clock.after(resumeCheckMs, resume);
  };
  const onContinue = () => {
    if (isStopped) return resume();
    // SIGSTOP cannot be caught: papertop was stopped without restoring the terminal, and the shell has changed its modes.
    if (!modes.isEntered()) return;
    onSuspend();
    modes.enterAnew();
    onResume();
  };
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', onContinue);
  return {
    suspend,
    dispose: () => {
      cancelCheck();
      process.removeListener('SIGTSTP', suspend);
      process.removeListener('SIGCONT', onContinue);
    },
  };
}
