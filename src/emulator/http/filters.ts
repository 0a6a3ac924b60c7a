// List methods: exact filters, limit and skip, and cached serialisation of unchanged blocks.
import {methodSpec} from '../../catalogue/types.js';
import {readValue} from '../../catalogue/values.js';
import {type Block, type MachineStore, machinesOf} from '../world/machine-store.js';
import type {WireMachine} from '../world/simulated.js';
import type {RawParams} from './params.js';
import {type Answer, chunksAnswer, jsonAnswer} from './replies.js';

const machineFilters = methodSpec('list').params.map(({name, kind}) => ({
  name,
  kind,
  field: (name === 'machineId' ? 'id' : name) as keyof WireMachine,
}));

const bytesByBlock = new WeakMap<Block, Uint8Array>();
const comma = Buffer.from(',');
const opening = Buffer.from('[');
const closing = Buffer.from(']');

/** The answer of `list`. Without a filter, only blocks that changed since the previous answer are serialised. */
export function listMachines(store: MachineStore, raw: RawParams): Answer {
  const filters = machineFilters.filter(({name}) => raw.has(name));
  const [skip, limit] = [countParam(raw.get('skip')) ?? 0, countParam(raw.get('limit')) ?? Number.POSITIVE_INFINITY];
  if (filters.length === 0 && skip === 0 && limit === Number.POSITIVE_INFINITY) return chunksAnswer(allPieces(store));
  const matching: WireMachine[] = [];
  for (const {wire} of machinesOf(store)) {
    if (filters.every(({name, kind, field}) => matches(wire[field], raw.get(name), kind))) matching.push(wire);
  }
  return jsonAnswer(200, matching.slice(skip, skip + limit));
}

/** The answer of a list of templates, networks, users or scripts. Every field of the items is a filter. */
export function listItems(items: readonly object[], raw: RawParams): Answer {
  const matching = items.filter(item =>
    Object.entries(item).every(([name, value]) => !raw.has(name) || matches(value, raw.get(name), typeof value)),
  );
  const skip = countParam(raw.get('skip')) ?? 0;
  return jsonAnswer(200, matching.slice(skip, skip + (countParam(raw.get('limit')) ?? matching.length)));
}

function allPieces(store: MachineStore): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [opening];
  for (const block of store.blocks) {
    if (block.length === 0) continue;
    if (pieces.length > 1) pieces.push(comma);
    pieces.push(blockBytes(block));
  }
  pieces.push(closing);
  return pieces;
}

function blockBytes(block: Block): Uint8Array {
  const known = bytesByBlock.get(block);
  if (known) return known;
  const bytes = Buffer.from(JSON.stringify(block.map(machine => machine.wire)).slice(1, -1));
  bytesByBlock.set(block, bytes);
  return bytes;
}

/** Exact match after converting `wanted` to the field's type. The text `null` matches null. */
function matches(value: unknown, wanted: unknown, kind: string): boolean {
  const text = String(wanted);
  if (value === null || value === undefined) return text === 'null';
  if (kind === 'boolean') {
    const reading = readValue({name: '', in: 'query', kind: 'boolean', label: '', description: ''}, text);
    return 'value' in reading && reading.value === value;
  }
  if (kind === 'number') return text.trim() !== '' && Number(text) === value;
  return text === value;
}

function countParam(raw: unknown): number | undefined {
  const count = raw === undefined || raw === null || raw === '' ? Number.NaN : Number(raw);
  return Number.isInteger(count) && count >= 0 ? count : undefined;
}
