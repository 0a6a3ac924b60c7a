// Tracks when the terminal has taken the frame that shows what acting keys act on.
import type {Model} from '../fleet/model/model.js';
import type {Store} from '../fleet/model/store.js';
import type {Display} from '../keys/display.js';
import type {Screen} from './screen/screen.js';
import type {Clock} from './time/clock.js';

export interface DisplayOptions {
  readonly store: Store;
  readonly screen: Pick<Screen, 'whenTaken' | 'behindMs' | 'usualMs'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly hasRoom: (model: Model) => boolean;
}

export function createDisplay({store, screen, clock, hasRoom}: DisplayOptions): Display {
  const subject = new ShownValue(actedOn, store.get(), screen, clock);
  const focus = new ShownValue(focusOf, store.get(), screen, clock);
  const jump = new ShownValue(({view}) => [view.cursorLostAt], store.get(), screen, clock);
  store.subscribe(() => {
    const model = store.get();
    subject.update(model);
    focus.update(model);
    jump.update(model);
  });
  return {
    shownAt: () => subject.shownAt,
    focusShownAt: () => focus.shownAt,
    jumpShownAt: () => jump.shownAt,
    behindMs: screen.behindMs,
    usualMs: screen.usualMs,
    whenTaken: screen.whenTaken,
    hasRoom,
  };
}

/** What an acting key acts on. A new size counts, since a dialog may have had no room before. */
function actedOn({dialog, view, screen, filterDraft, size}: Model): readonly unknown[] {
  return [
    dialog?.kind,
    dialog?.openedAt,
    view.cursor,
    screen.kind,
    'id' in screen ? screen.id : null,
    filterDraft === null,
    size,
  ];
}

function focusOf({dialog}: Model): readonly unknown[] {
  if (dialog?.kind === 'form') return [dialog.form.focus];
  return [dialog && 'focus' in dialog ? dialog.focus : null];
}

/** A part of the model, and when the terminal had taken the first frame that shows its present value. */
class ShownValue {
  shownAt: number | null = null;
  private value: readonly unknown[];
  private cancel: () => void;

  constructor(
    private readonly pick: (model: Model) => readonly unknown[],
    model: Model,
    private readonly screen: Pick<Screen, 'whenTaken'>,
    private readonly clock: Pick<Clock, 'now'>,
  ) {
    this.value = pick(model);
    this.cancel = this.wait();
  }

  update(model: Model): void {
    const value = this.pick(model);
    if (value.every((part, index) => part === this.value[index])) return;
    this.value = value;
    this.shownAt = null;
    this.cancel();
    this.cancel = this.wait();
  }

  private wait(): () => void {
    return this.screen.whenTaken(() => {
      this.shownAt = this.clock.now();
    });
  }
}
