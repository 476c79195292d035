/**
 * What GitHub code scanning takes and shows of a SARIF file. Source: "SARIF results exceed one or more limits",
 * docs.github.com/en/code-security/reference/code-scanning/sarif-files/troubleshoot-sarif-uploads/results-exceed-limit
 */

/** More results in a run, and the file is refused. */
export const MAX_RESULTS = 25_000;
/** So many of them are shown, the most severe first. */
export const SHOWN_RESULTS = 5_000;
/** Locations of a result, the related ones included. */
export const MAX_LOCATIONS = 1_000;
export const MAX_THREAD_FLOW_LOCATIONS = 10_000;
export const MAX_TAGS = 20;
