// Regions, machine types, sizes and prices that Paperspace offers. The API has no method that lists them.
// Types of the specification come first, then newer ones from the vendor's pricing page of 14 Nov 2025.
// Prices are list prices in dollars, so that every cost computed from them is an estimate.

export interface Region {
  /** The API's name. */
  readonly name: string;
  /** Abbreviation for narrow columns. */
  readonly short: string;
}

export const REGIONS = [
  {name: 'East Coast (NY2)', short: 'NY2'},
  {name: 'West Coast (CA1)', short: 'CA1'},
  {name: 'Europe (AMS1)', short: 'AMS1'},
] as const satisfies readonly Region[];

/** `grid` types do not run Ubuntu templates, `cpu` types do not run Windows templates (specification of create). */
export type MachineFamily = 'grid' | 'cpu' | 'gpu';

export interface MachineType {
  readonly name: string;
  readonly family: MachineFamily;
  readonly cpus: number;
  readonly ramGb: number;
  /** As the API spells it; "None" on CPU types. */
  readonly gpu: string;
  /** Dollars per hour; null if the vendor no longer lists a price. */
  readonly hourly: number | null;
  readonly regions: readonly Region['short'][];
  /** Listed in the specification of create. */
  readonly documented: boolean;
}

const everywhere = ['NY2', 'CA1', 'AMS1'] as const;

function type(
  name: string,
  family: MachineFamily,
  cpus: number,
  ramGb: number,
  gpu: string,
  hourly: number | null,
  regions: readonly Region['short'][] = everywhere,
  documented = true,
): MachineType {
  return {name, family, cpus, ramGb, gpu, hourly, regions, documented};
}

export const MACHINE_TYPES: readonly MachineType[] = [
  type('Air', 'grid', 4, 8, 'GRID K160Q (2GB)', null),
  type('Standard', 'grid', 4, 8, 'GRID K180Q (4GB)', null),
  type('Pro', 'grid', 4, 16, 'GRID K280Q (4GB)', null),
  type('Advanced', 'grid', 8, 30, 'GRID K280Q (4GB)', null),
  type('GPU+', 'gpu', 8, 30, 'Quadro M4000 (8GB)', 0.45, ['NY2', 'AMS1']),
  type('P4000', 'gpu', 8, 30, 'Quadro P4000 (8GB)', 0.51),
  type('P5000', 'gpu', 8, 30, 'Quadro P5000 (16GB)', 0.78),
  type('P6000', 'gpu', 8, 30, 'Quadro P6000 (24GB)', 1.1),
  type('V100', 'gpu', 8, 30, 'Tesla V100 (16GB)', 2.3, ['NY2', 'AMS1']),
  type('C1', 'cpu', 1, 0.5, 'None', 0.0045),
  type('C2', 'cpu', 1, 1, 'None', null),
  type('C3', 'cpu', 2, 2, 'None', 0.018),
  type('C4', 'cpu', 2, 4, 'None', 0.04),
  type('C5', 'cpu', 4, 8, 'None', 0.08),
  type('C6', 'cpu', 8, 16, 'None', 0.16),
  type('C7', 'cpu', 12, 30, 'None', 0.3),
  type('C8', 'cpu', 16, 60, 'None', 0.6),
  type('C9', 'cpu', 24, 120, 'None', 0.9),
  type('C10', 'cpu', 32, 244, 'None', 1.6),
  type('RTX4000', 'gpu', 8, 30, 'Quadro RTX4000 (8GB)', 0.56, everywhere, false),
  type('RTX5000', 'gpu', 8, 30, 'Quadro RTX5000 (16GB)', 0.82, ['NY2'], false),
  type('A4000', 'gpu', 8, 45, 'RTX A4000 (16GB)', 0.76, everywhere, false),
  type('A5000', 'gpu', 8, 45, 'RTX A5000 (24GB)', 1.38, ['NY2', 'CA1'], false),
  type('A6000', 'gpu', 8, 45, 'RTX A6000 (48GB)', 1.89, ['NY2', 'CA1'], false),
  type('V100-32G', 'gpu', 8, 30, 'Tesla V100 (32GB)', 2.3, ['NY2'], false),
  type('A100', 'gpu', 12, 90, 'A100 (40GB)', 3.09, ['NY2'], false),
  type('A100-80G', 'gpu', 12, 90, 'A100 (80GB)', 3.18, ['NY2'], false),
  type('H100', 'gpu', 20, 250, 'H100 (80GB)', 5.95, ['NY2'], false),
];

/** The machine types for which the specification documents `availability`. The API answers for no others. */
export const AVAILABILITY_TYPES = ['GPU+', 'P4000', 'P5000', 'P6000', 'V100'] as const;

/** Storage sizes in GB with prices in dollars: per hour, and the maximum per month (vendor's pricing page). */
export const STORAGE = [
  {sizeGb: 50, hourly: 0.0074, monthly: 5},
  {sizeGb: 100, hourly: 0.0104, monthly: 7},
  {sizeGb: 250, hourly: 0.0149, monthly: 10},
  {sizeGb: 500, hourly: 0.0372, monthly: 25},
  {sizeGb: 1000, hourly: 0.0818, monthly: 55},
  {sizeGb: 2000, hourly: 0.1786, monthly: 120},
] as const;

const typesByName = new Map(MACHINE_TYPES.map(row => [row.name.toLowerCase(), row]));
const regionsByName = new Map<string, Region>(REGIONS.map(row => [row.name, row]));

/** The machine type with this name in any letter case, or undefined if it is not in MACHINE_TYPES. */
export function machineType(name: string | null): MachineType | undefined {
  return name === null ? undefined : typesByName.get(name.toLowerCase());
}

/** `NY2` for "East Coast (NY2)". For an unknown region, the text in its parentheses, or else its name. */
export function regionShort(name: string): string {
  return regionsByName.get(name)?.short ?? /\(([^()]+)\)\s*$/.exec(name)?.[1] ?? name;
}
