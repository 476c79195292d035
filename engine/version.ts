declare const PLUMBLINE_VERSION: string;

/** The package's version, put in by the build. */
export const version: string = typeof PLUMBLINE_VERSION === 'string' ? PLUMBLINE_VERSION : '0.0.0-source';

declare const PLUMBLINE_BUILD: string;

/** Tells builds apart whose results may differ. */
export const build: string = typeof PLUMBLINE_BUILD === 'string' ? PLUMBLINE_BUILD : 'source';
