declare const PLUMBLINE_VERSION: string;

/** The package's version, put in by the build. */
export const version: string = typeof PLUMBLINE_VERSION === 'string' ? PLUMBLINE_VERSION : '0.0.0-source';
