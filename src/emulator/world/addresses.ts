// IP addresses in Paperspace's ranges, derived from numbers.
import {regionShort} from '../../catalogue/offers.js';
import {own} from '../../text/own.js';

const prefixes: Readonly<Record<string, string>> = {NY2: '184.105', CA1: '64.62', AMS1: '74.82'};

/** A public address in the region's range. */
export function publicAddress(region: string, bits: number): string {
  const prefix = own(prefixes, regionShort(region)) ?? '172.83';
  return `${prefix}.${(bits >>> 8) & 255}.${1 + ((bits & 255) % 254)}`;
}

/** An address in a private network of the region. */
export function privateAddress(region: string, bits: number): string {
  const block = own({NY2: 64, CA1: 65, AMS1: 66}, regionShort(region)) ?? 67;
  return `10.${block}.${(bits >>> 8) & 255}.${2 + ((bits & 255) % 252)}`;
}
