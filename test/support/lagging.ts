// The app from the keyboard to the request, on a fake clock, with a terminal that may lag, hang or shrink. Nothing is drawn: the
// screen shows a number for each different thing that a key could act on, so that a test knows what the terminal showed when.
import {EventEmitter} from 'node:events';
import {hasRoom} from '../../components/dialogs/room.js';
import {contentRows} from '../../components/pages/content-rows.js';
import type {WireAnswer, WireRequest} from '../../src/client/http/wire.js';
import {createLegacyClient} from '../../src/client/legacy.js';
import type {FleetEffect} from '../../src/fleet/model/events.js';
import type {Model} from '../../src/fleet/model/model.js';
import {cursorMachine} from '../../src/fleet/table/browsing.js';
import {Router} from '../../src/keys/router.js';
import {createCalls} from '../../src/runtime/api/effects.js';
import {createDisplay} from '../../src/runtime/display.js';
import {createScreen} from '../../src/runtime/screen/screen.js';
import {createStore} from '../../src/runtime/store.js';
import {createInput} from '../../src/runtime/terminal/input.js';
import {createTimers} from '../../src/runtime/time/timers.js';
import {fakeClock} from './clock.js';

/** What a key could act on, as the screen shows it. */
export interface Shown {
  readonly screen: string;
  readonly dialog: string | null;
  /** The machine of the dialog, of the screen, or under the cursor. */
  readonly id: string | null;
  readonly name: string | null;
  readonly state: string | null;
  /** What else the dialog says: the verb, the typed word, the options, a problem. */
  readonly more: string;
  readonly hasRoom: boolean;
}

export interface Sent {
  readonly at: number;
  readonly path: string;
  /** The machine as the last list showed it when the request was sent. */
  readonly listed: Row | null;
}

export interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

/** Opens the app with this model. `rows` are the machines of the server; a test may replace them at any time. */
export function openLagging(model: Model, rows: readonly Row[]) {
  const clock = fakeClock(model.time.now, model.time.wall);
  const server = {rows, sent: [] as Sent[]};
  const terminal = new LaggingTerminal(clock, text => void stdin.emit('data', Buffer.from(text)));

  const fetch = async (request: WireRequest): Promise<WireAnswer> => {
    const {pathname, searchParams} = new URL(request.url);
    if (request.verb === 'POST') server.sent.push({at: clock.now(), path: pathname, listed: listedOf(pathname)});
    await new Promise<void>(resolve => void clock.after(30, resolve));
    const id = searchParams.get('machineId');
    const one = server.rows.find(row => row.id === id);
    const isList = pathname === '/machines/getMachines';
    const body = request.verb === 'POST' ? '' : JSON.stringify(isList ? server.rows : one ? {...one, events: []} : {});
    const status = request.verb === 'POST' ? 204 : isList || one ? 200 : 404;
    return {status, headers: {'content-type': 'application/json'}, body: Buffer.from(body)};
  };
  const listedOf = (path: string): Row | null => {
    const machine = store.get().fleet.byId.get(path.split('/')[2] ?? '');
    return machine ? {id: machine.id, name: machine.name, state: String(machine.state)} : null;
  };
  const client = createLegacyClient({
    endpoint: 'http://127.0.0.1:1',
    apiKey: 'demo-key',
    userAgentVersion: 'test',
    edge: {
      fetch,
      now: clock.now,
      wall: clock.wall,
      random: () => 0.5,
      sleep: ms => new Promise<void>(resolve => void clock.after(ms, resolve)),
    },
  });
  const calls = createCalls(client, () => 0.5);
  const timers = createTimers(clock, event => store.dispatch(event));
  const perform = (effect: FleetEffect) => {
    if (effect.type === 'set-timer') return timers.set(effect.timer, effect.afterMs, effect.event);
    if (effect.type === 'suspend' || effect.type === 'open-ssh') return router.rest();
    if (['notify', 'quit', 'redraw', 'check-key', 'open-demo'].includes(effect.type)) return;
    calls.perform(effect as Parameters<typeof calls.perform>[0], store.dispatch);
  };
  const store = createStore({clock, model, perform});
  const screen = createScreen({write: (data, done) => terminal.write(data, done), ...model.size, clock});
  screen.inkStdout.on('resize', () => store.dispatch({type: 'resized', ...screen.size()}));
  const paint = () =>
    screen.paintFrom(() => {
      const text = terminal.compose(shownOf(store.get()));
      return [{rect: {x: 0, y: 0, width: 8, height: 1}, rows: [text]}];
    });
  store.subscribe(paint);
  paint();
  const router = new Router({
    store,
    contentRows,
    // Only the word of a destroy is typed here.
    feed: async bytes => {
      const {dialog} = store.get();
      if (dialog?.kind === 'destroy') store.dispatch({type: 'word-typed', text: dialog.typed + bytes});
    },
    time: () => ({now: clock.now(), wall: clock.wall()}),
    after: clock.after,
    display: createDisplay({store, screen, clock, hasRoom}),
    onFocus: () => {},
  });
  const stdin = Object.assign(new EventEmitter(), {pause: () => {}, resume: () => {}});
  createInput({stdin, clock, onToken: token => router.push(token), onAnswer: screen.answered});
  const turn = () => new Promise(resolve => setImmediate(resolve));
  return {
    clock,
    store,
    server,
    terminal,
    router,
    resize: screen.resize,
    type: (text: string) => void stdin.emit('data', Buffer.from(text)),
    /** Lets time pass, in steps in which promises settle. */
    pass: async (ms: number) => {
      await turn();
      for (let left = ms; left > 0; left -= 20) {
        clock.advance(Math.min(20, left));
        await turn();
      }
    },
    close: () => calls.close(),
  };
}

export function shownOf(model: Model): Shown {
  const {dialog, screen} = model;
  const target = dialog && 'target' in dialog ? dialog.target : null;
  const id = 'id' in screen ? screen.id : (cursorMachine(model)?.id ?? null);
  const machine = target ?? (id === null ? undefined : model.fleet.byId.get(id));
  const {openedAt: _, target: __, ...rest} = (dialog ?? {}) as Record<string, unknown>;
  return {
    screen: screen.kind,
    dialog: dialog?.kind ?? null,
    id: machine?.id ?? id,
    name: machine?.name ?? null,
    state: machine ? String(machine.state) : null,
    more: dialog?.kind === 'form' ? String(dialog.form.focus) : JSON.stringify(rest),
    hasRoom: hasRoom(model),
  };
}

/** A terminal that takes writes after a delay, answers status queries, and may hang. */
export class LaggingTerminal {
  lagMs = 1;
  isHung = false;
  /** What it shows, each with the time since when, oldest first. */
  readonly history: {readonly at: number; readonly shown: Shown}[] = [];
  private readonly known: Shown[] = [];
  private readonly keys = new Map<string, number>();
  private composed = 0;
  private readonly waiting: {readonly data: string; readonly number: number; readonly done: () => void}[] = [];
  private isTaking = false;

  constructor(
    private readonly clock: ReturnType<typeof fakeClock>,
    private readonly answer: (text: string) => void,
  ) {}

  /** The text that stands for what is shown: a number. */
  compose(shown: Shown): string {
    const key = JSON.stringify(shown);
    let number = this.keys.get(key);
    if (number === undefined) {
      number = this.known.length;
      this.keys.set(key, number);
      this.known.push(shown);
    }
    this.composed = number;
    return String(number);
  }

  write(data: string, done: () => void): void {
    this.waiting.push({data, number: this.composed, done});
    this.take();
  }

  hang(): void {
    this.isHung = true;
  }

  goOn(): void {
    this.isHung = false;
    this.take();
  }

  /** What it showed at this time, and since when it had shown that. */
  at(time: number): {readonly at: number; readonly shown: Shown} | undefined {
    return this.history.findLast(({at}) => at <= time);
  }

  private take(): void {
    const next = this.waiting[0];
    if (this.isHung || this.isTaking || !next) return;
    this.isTaking = true;
    this.clock.after(this.lagMs, () => {
      this.isTaking = false;
      if (this.isHung) return;
      this.waiting.shift();
      const shown = this.known[next.number];
      if (shown && this.history.at(-1)?.shown !== shown) this.history.push({at: this.clock.now(), shown});
      next.done();
      if (next.data.includes('\x1b[5n')) this.answer('\x1b[0n');
      this.take();
    });
  }
}
