// Addresses that look like Paperspace's own, made from numbers.
import {regionShort} from '../../catalogue/offers.js';

const prefixes: Readonly<Record<string, string>> = {NY2: '184.105', CA1: '64.62', AMS1: '74.82'};

/** An address on the internet in that region's range. */
export function publicAddress(region: string, bits: number): string {
  const prefix = prefixes[regionShort(region)] ?? '172.83';
  return `${prefix}.${(bits >>> 8) & 255}.${1 + ((bits & 255) % 254)}`;
}

/** An address inside a private network. */
export function privateAddress(region: string, bits: number): string {
  const block = {NY2: 64, CA1: 65, AMS1: 66}[regionShort(region)] ?? 67;
  return `10.${block}.${(bits >>> 8) & 255}.${2 + ((bits & 255) % 252)}`;
}
