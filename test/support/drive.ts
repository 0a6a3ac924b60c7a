// Drives the pure app with events and a test clock, and collects model and effects.
import {contentRows} from '../../components/pages/content-rows.js';
import {MACHINE_FIELDS, type Machine} from '../../src/catalogue/machine.js';
import type {FleetEffect, FleetEvent} from '../../src/fleet/model/events.js';
import type {Trouble} from '../../src/fleet/model/failure.js';
import type {Account, Model} from '../../src/fleet/model/model.js';
import {startModel} from '../../src/fleet/model/start.js';
import {update} from '../../src/fleet/update.js';
import {bindings} from '../../src/keys/bindings.js';
import {contextOf, rowsFor} from '../../src/keys/keymap.js';

const nothing = Object.fromEntries(MACHINE_FIELDS.map(({name}) => [name, null])) as unknown as Machine;

/** A machine with the given fields and defaults for the rest. */
export function machineOf(id: string, change: Partial<Machine> = {}): Machine {
  return {...nothing, id, name: id, nameIsOdd: false, state: 'ready', ...change};
}

export const account: Account = {name: 'acme', isReadOnly: false, isDemo: false, endpoint: 'https://api.example'};

export function troubleOf(kind: Trouble['kind'], change: Partial<Trouble> = {}): Trouble {
  return {kind, message: `${kind} happened`, remedy: null, mayHaveHappened: false, ...change};
}

/** Drives a model. The wall and the monotonic clock advance together. */
export class Driver {
  model: Model;
  effects: FleetEffect[] = [];
  now = 1000;

  constructor(change: {readonly columns?: number; readonly rows?: number; readonly account?: Account} = {}) {
    this.model = startModel({
      time: {now: this.now, wall: 1_700_000_000_000 + this.now},
      size: {columns: change.columns ?? 80, rows: change.rows ?? 24},
      account: change.account ?? account,
      bindings,
    });
  }

  /** Handles one event. Returns its effects. */
  send(event: FleetEvent): readonly FleetEffect[] {
    const [model, ...effects] = update(this.model, event, this.time());
    this.model = model;
    this.effects.push(...effects);
    return effects;
  }

  private time() {
    return {now: this.now, wall: 1_700_000_000_000 + this.now};
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  /** Simulates one answered poll. */
  poll(machines: readonly Machine[]): readonly FleetEffect[] {
    const asked = this.send({type: 'refresh-asked'}).find(effect => effect.type === 'fetch-machines');
    const sequence = asked?.type === 'fetch-machines' ? asked.sequence : this.model.polling.sequence;
    return this.send({type: 'machines-arrived', sequence, machines, broken: 0, duplicates: 0});
  }

  /** Presses a key through the keymap. Returns the reason if the key is refused. */
  press(key: string): readonly FleetEffect[] {
    const model = {...this.model, time: this.time()};
    const row = rowsFor(contextOf(model)).find(one => one.keys.includes(key));
    if (!row) return [];
    const message = row.whyNot?.(model) ?? null;
    return this.send(message === null ? row.event(model, contentRows) : {type: 'key-refused-here', message});
  }

  /** The API calls requested so far. */
  calls() {
    return this.effects.flatMap(effect => (effect.type === 'call' ? [effect] : []));
  }
}
