// The version, put in at build time from package.json.
declare const PAPERTOP_VERSION: string | undefined;

export const version: string = typeof PAPERTOP_VERSION === 'string' ? PAPERTOP_VERSION : '0.0.0';
