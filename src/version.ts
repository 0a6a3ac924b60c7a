// The version of papertop. The build sets it from package.json.
declare const PAPERTOP_VERSION: string | undefined;

/** For example `1.2.3`; `0.0.0` if the source runs without a build. */
export const version: string = typeof PAPERTOP_VERSION === 'string' ? PAPERTOP_VERSION : '0.0.0';
